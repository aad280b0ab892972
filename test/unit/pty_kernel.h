/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * As much of a kernel as the tty server needs to run natively: clients that
 * are set by hand, requests that are run at once and may stay, a clock that
 * the test moves. For fuzz_pty.c.
 *
 * Memory that a uio names is not addressed but looked up: uios of requests
 * have a slot each, those of synchronous calls share the last ones.
 */
#ifndef EXA_TEST_PTY_KERNEL_H
#define EXA_TEST_PTY_KERNEL_H

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "kernel/group.h"
#include "kernel/host.h"
#include "servers/resmgr/devpts.h"
#include "servers/resmgr/file.h"
#include "servers/resmgr/vnode.h"
#include "servers/tty/handlers.h"
#include "servers/tty/pty_impl.h"
#include "test/unit/native.h"

enum {
	CLIENTS = 4,
	REQUESTS = 32, /* that may wait at once */
	SLOTS = REQUESTS + 8,
	SLOT_SHIFT = 20,
	USER_SIZE = 256,
};

static struct {
	struct proc client[CLIENTS];
	double now;
	uint8_t *memory[SLOTS];
	int next_slot;
	uint8_t user[USER_SIZE];
	uint32_t signals; /* sent so far */
} world;

struct proc *current = &world.client[0];

static inline void require(int condition)
{
	if (!condition)
		abort();
}

double host_now(void)
{
	return world.now;
}

struct proc *proc_at(int slot)
{
	return slot < CLIENTS ? &world.client[slot] : NULL;
}

struct proc *proc_find(pid_t pid)
{
	for (int i = 0; i < CLIENTS; i++)
		if (world.client[i].pid == pid)
			return &world.client[i];
	return NULL;
}

bool group_in_session(pid_t pgid, pid_t sid)
{
	for (int i = 0; i < CLIENTS; i++)
		if (world.client[i].pgid == pgid && world.client[i].sid == sid)
			return true;
	return false;
}

int signal_send(struct proc *p, int sig, const struct siginfo_sent *info)
{
	(void)info;
	require(sig > 0 && sig <= NSIG_ALL);
	p->sig.pending |= SIGBIT(sig);
	world.signals++;
	return 0;
}

int signal_send_group(int pgid, int sig, const struct siginfo_sent *info)
{
	int count = 0;

	for (int i = 0; i < CLIENTS; i++) {
		if (world.client[i].pgid != pgid)
			continue;
		signal_send(&world.client[i], sig, info);
		count++;
	}
	return count;
}

bool signal_orphaned(const struct proc *p)
{
	return p == &world.client[CLIENTS - 1];
}

bool signal_interrupts(const struct proc *p)
{
	return (p->sig.pending & ~p->sig.mask) != 0;
}

void waitq_init(struct waitq *q)
{
	list_init(&q->waiters);
}

void waitq_wake_events(struct waitq *q, int events)
{
	(void)events;
	require(list_empty(&q->waiters));
}

/* Memory. */

static struct uio uio_slot(int slot, void *memory, uint32_t size)
{
	struct uio io = { .address = (uint32_t)slot << SLOT_SHIFT };

	io.left = size;
	world.memory[slot] = memory;
	return io;
}

struct uio uio_kernel(void *memory, uint32_t size)
{
	world.next_slot = (world.next_slot + 1) % (SLOTS - REQUESTS);
	return uio_slot(REQUESTS + world.next_slot, memory, size);
}

static uint8_t *uio_memory(const struct uio *io)
{
	uint32_t offset = io->address & ((1u << SLOT_SHIFT) - 1);

	return world.memory[io->address >> SLOT_SHIFT] + offset;
}

size_t uio_put(struct uio *io, const void *from, size_t size)
{
	uint32_t n = size < io->left ? (uint32_t)size : io->left;

	if (n > 0)
		memcpy(uio_memory(io), from, n);
	io->address += n;
	io->left -= n;
	return n;
}

size_t uio_skip(struct uio *io, size_t size)
{
	uint32_t n = size < io->left ? (uint32_t)size : io->left;

	io->address += n;
	io->left -= n;
	return n;
}

size_t uio_get(struct uio *io, void *to, size_t size)
{
	uint32_t n = size < io->left ? (uint32_t)size : io->left;

	if (n > 0)
		memcpy(to, uio_memory(io), n);
	io->address += n;
	io->left -= n;
	return n;
}

int copy_from_user(void *to, uint32_t from, size_t size)
{
	if (from > USER_SIZE || size > USER_SIZE - from)
		return -EFAULT;
	memcpy(to, world.user + from, size);
	return 0;
}

int copy_to_user(uint32_t to, const void *from, size_t size)
{
	if (to > USER_SIZE || size > USER_SIZE - to)
		return -EFAULT;
	memcpy(world.user + to, from, size);
	return 0;
}

/* Requests. */

static int run_handler(struct request *rq)
{
	uint32_t index = rq->m.type - tty_server.base;

	require(index < tty_server.count);
	rq->client = current;
	rq->done = false;
	return tty_server.handlers[index](rq);
}

/* What files ask is answered at once: pseudo-terminals wait for no output. */
int server_call(struct server *s, struct request *rq)
{
	int result;

	require(s == &tty_server);
	result = run_handler(rq);
	require(result != SUSPEND);
	return result;
}

void server_reply(struct request *rq, int32_t result)
{
	require(!rq->done && result != SUSPEND);
	rq->m.result = result;
	rq->done = true;
}

/* The rest of the kernel, that nothing here gets to. */

int ui_attach(struct tty *t, uint32_t number)
{
	(void)t;
	(void)number;
	return -ENOMEM;
}

void ui_datagram(struct event *event)
{
	(void)event;
	abort();
}

void devpts_new_node(struct pty_node *node)
{
	memset(node, 0, sizeof(*node));
}

struct timespec time_now(void)
{
	struct timespec now = { .tv_sec = 1 };

	return now;
}

int devpts_vnode(struct pty *p, struct vnode **result)
{
	(void)p;
	(void)result;
	return -ENOENT;
}

int vnode_open(struct vnode *v, int flags, struct file **result)
{
	(void)v;
	(void)flags;
	(void)result;
	abort();
}

int file_install(struct proc *p, struct file *f, int least, bool cloexec)
{
	(void)p;
	(void)f;
	(void)least;
	(void)cloexec;
	abort();
}

void file_put(struct file *f)
{
	(void)f;
	abort();
}

#endif
