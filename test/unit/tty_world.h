/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What surrounds the tty server where it runs natively, under a fuzzer: three
 * processes in two groups of a session, a clock, a UI that takes everything.
 * Included once, by the program that links the server.
 */
#ifndef TEST_UNIT_TTY_WORLD_H
#define TEST_UNIT_TTY_WORLD_H

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "kernel/abi/datagram.h"
#include "kernel/alloc.h"
#include "kernel/copy.h"
#include "kernel/group.h"
#include "kernel/host.h"
#include "kernel/log.h"
#include "kernel/proc.h"
#include "kernel/sched.h"
#include "servers/resmgr/devpts.h"
#include "servers/resmgr/file.h"
#include "servers/resmgr/vnode.h"
#include "servers/tty/pty_impl.h"
#include "servers/tty/ui.h"
#include "test/unit/native.h"

enum { PROCESSES = 3, PIECES = 8 };

struct proc *current;
static struct proc processes[PROCESSES];
static double world_now = 1;

/* What the server sent to the UI. */
static struct {
	uint32_t output; /* offset behind the last byte of output */
	uint32_t taken;  /* offset of input that it has taken */
} sent;

static void require(int condition)
{
	if (!condition)
		abort();
}

static void world_start(void)
{
	for (int i = 0; i < PROCESSES; i++) {
		processes[i].pid = 10 + i;
		processes[i].sid = 10;
		processes[i].pgid = i < 2 ? 10 : 12;
		processes[i].state = PROC_SLEEPING;
		list_init(&processes[i].children);
	}
	processes[1].parent = processes[2].parent = &processes[0];
	current = &processes[0];
}

struct proc *proc_at(int slot)
{
	return slot < PROCESSES ? &processes[slot] : NULL;
}

struct proc *proc_find(pid_t pid)
{
	for (int i = 0; i < PROCESSES; i++)
		if (processes[i].pid == pid)
			return &processes[i];
	return NULL;
}

bool group_in_session(pid_t pgid, pid_t sid)
{
	return sid == 10 && (pgid == 10 || pgid == 12);
}

int signal_send(struct proc *p, int sig, const struct siginfo_sent *info)
{
	(void)info;
	p->sig.pending |= SIGBIT(sig);
	return 0;
}

void signal_send_kernel(struct proc *p, int sig)
{
	signal_send(p, sig, NULL);
}

int signal_send_group(int pgid, int sig, const struct siginfo_sent *info)
{
	int count = 0;

	for (int i = 0; i < PROCESSES; i++)
		if (processes[i].pgid == pgid && ++count > 0)
			signal_send(&processes[i], sig, info);
	return count;
}

bool signal_interrupts(const struct proc *p)
{
	return p->sig.pending != 0;
}

bool signal_orphaned(const struct proc *p)
{
	return p->pgid == 12 && world_now > 100000;
}

double host_now(void)
{
	return world_now;
}

double cputime_total(const struct proc *p)
{
	(void)p;
	return world_now;
}

void klog(const char *pattern, ...)
{
	(void)pattern;
}

void host_send(const void *datagram, uint32_t size)
{
	struct message m;

	require(size >= sizeof(m));
	memcpy(&m, datagram, sizeof(m));
	size -= (uint32_t)sizeof(m);
	require(size <= DATAGRAM_PAYLOAD_MAX);
	if (m.type == DATAGRAM_OUTPUT)
		sent.output = m.arg[1] + size;
	else if (m.type == DATAGRAM_INPUT_ACK)
		sent.taken = m.arg[1];
	else
		require(m.type == DATAGRAM_WELCOME);
	if (m.type != DATAGRAM_OUTPUT)
		require(size == 0);
}

void waitq_init(struct waitq *q)
{
	list_init(&q->waiters);
}

void waitq_wake_events(struct waitq *q, int events)
{
	require(events != 0 && list_empty(&q->waiters));
}

/* A caller that never waits: what would be kept is cancelled at once. */
int server_call(struct server *s, struct request *rq)
{
	int result;

	rq->client = current;
	result = s->handlers[rq->m.type - s->base](rq);
	if (result != SUSPEND)
		return result;
	list_remove(&rq->link);
	return s->cancel(rq);
}

/* A range of kernel memory has a number in its address's upper byte. */
static uint8_t *pieces[PIECES + 32];
static int piece;

struct uio uio_kernel(void *memory, uint32_t size)
{
	struct uio io = { .left = size };

	piece = (piece + 1) % (PIECES + 32);
	pieces[piece] = memory;
	io.address = (uint32_t)piece << 24;
	return io;
}

static uint8_t *here(const struct uio *io)
{
	return pieces[io->address >> 24] + (io->address & 0xffffff);
}

size_t uio_skip(struct uio *io, size_t size)
{
	if (size > io->left)
		size = io->left;
	io->address += (uint32_t)size;
	io->left -= (uint32_t)size;
	return size;
}

size_t uio_put(struct uio *io, const void *from, size_t size)
{
	if (size > io->left)
		size = io->left;
	memcpy(here(io), from, size);
	return uio_skip(io, size);
}

size_t uio_get(struct uio *io, void *to, size_t size)
{
	if (size > io->left)
		size = io->left;
	memcpy(to, here(io), size);
	return uio_skip(io, size);
}

/* The one argument that a direct ioctl has. */
static int argument;

static uint32_t user_argument(const int *value)
{
	argument = *value;
	return 4096;
}

int copy_from_user(void *to, uint32_t from, size_t size)
{
	if (from != 4096 || size > sizeof(argument))
		return -EFAULT;
	memcpy(to, &argument, size);
	return 0;
}

int copy_to_user(uint32_t to, const void *from, size_t size)
{
	(void)from;
	(void)size;
	return to == 4096 ? 0 : -EFAULT;
}

/* For the master's TIOCGPTPEER, which finds no vnode here. */
struct timespec time_now(void)
{
	struct timespec now = { .tv_sec = 1 };

	return now;
}

void devpts_new_node(struct pty_node *node)
{
	node->mode = 0620;
}

int devpts_vnode(struct pty *p, struct vnode **result)
{
	(void)p;
	(void)result;
	return -ENOMEM;
}

int vnode_open(struct vnode *v, int flags, struct file **result)
{
	(void)v;
	(void)flags;
	(void)result;
	return -ENXIO;
}

int file_install(struct proc *p, struct file *f, int least, bool cloexec)
{
	(void)p;
	(void)f;
	(void)least;
	(void)cloexec;
	return -EMFILE;
}

void file_put(struct file *f)
{
	(void)f;
}

/* One that terminals know, or word. */
static uint32_t ioctl_request(uint8_t which, uint32_t word)
{
	static const uint32_t known[] = { TCGETS, TCSETS, TCSETSW, TCSETSF,
		TCSBRK, TCXONC, TCFLSH, TIOCSCTTY, TIOCNOTTY, TIOCGPGRP,
		TIOCSPGRP, TIOCGSID, TIOCOUTQ, TIOCSTI, TIOCGWINSZ, TIOCSWINSZ,
		TIOCPKT, TIOCGPTN, TIOCSPTLCK, FIONREAD, TIOCEXCL, TIOCNXCL,
		TCSBRKP, TIOCGPKT, TIOCSETD, TIOCGETD, TIOCGSID, TIOCSIG };

	if (which < 250)
		return known[which % (sizeof(known) / sizeof(known[0]))];
	return word;
}

#endif
