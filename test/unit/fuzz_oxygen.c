/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Fuzzes the window server: programs that open, draw, read or do not read and
 * close, a manager, and a document that sends anything. After each step the
 * windows are in order, the focus is on one of them or none, and nobody has
 * more events than are kept; what is sent is as docs/oxygen.md says; in the end
 * nothing is left.
 *
 * Links: servers/oxygen/window.c servers/oxygen/event.c servers/oxygen/out.c
 * Links: servers/oxygen/call.c servers/oxygen/ui.c
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>

#include "kernel/abi/user.h"
#include "kernel/alloc.h"
#include "kernel/host.h"
#include "kernel/log.h"
#include "servers/oxygen/impl.h"
#include "servers/resmgr/file.h"
#include "servers/tty/pty.h"
#include "servers/tty/ui.h"
#include "test/unit/native.h"

enum { FILES = 6, LARGEST = 4096 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct proc *current;
static struct proc process = { .pid = 7 };
static struct file files[FILES]; /* data NULL: closed */
static int ptys;                 /* open */
static int dropped;
static uint8_t *memory; /* that a uio is about */

static struct {
	const uint8_t *at;
	size_t left;
} in;

static void require(int condition)
{
	if (!condition)
		abort();
}

/* The kernel around it. */

void *kmalloc_vital(size_t size)
{
	return malloc(size);
}

void panic(const char *reason)
{
	(void)reason;
	abort();
}

void ui_malformed(void)
{
	dropped++;
}

struct proc *proc_find(pid_t pid)
{
	return pid == process.pid ? &process : NULL;
}

void signal_send_kernel(struct proc *p, int sig)
{
	(void)sig;
	require(p == &process);
}

int sleep_on(struct waitq *q)
{
	(void)q;
	return -EINTR;
}

static double now;

double host_now(void)
{
	return now;
}

int sleep_on_until(struct waitq *q, double deadline)
{
	(void)q;
	require(deadline > now && deadline < now + 1000);
	now = deadline;
	return -ETIMEDOUT;
}

void waitq_init(struct waitq *q)
{
	list_init(&q->waiters);
}

void waitq_wake_events(struct waitq *q, int events)
{
	require(events != 0 && list_empty(&q->waiters));
}

size_t uio_put(struct uio *io, const void *from, size_t size)
{
	if (size > io->left)
		size = io->left;
	memcpy(memory + io->address, from, size);
	io->address += (uint32_t)size;
	io->left -= (uint32_t)size;
	return size;
}

size_t uio_get(struct uio *io, void *to, size_t size)
{
	if (size > io->left)
		size = io->left;
	memcpy(to, memory + io->address, size);
	io->address += (uint32_t)size;
	io->left -= (uint32_t)size;
	return size;
}

int pty_for_window(struct pty **p)
{
	*p = NULL;
	if (ptys == 3)
		return -ENOSPC;
	ptys++;
	*p = (struct pty *)&ptys;
	return 0;
}

int pty_index(const struct pty *p)
{
	require(p == (struct pty *)&ptys);
	return 1;
}

void pty_leave(struct pty *p)
{
	require(p == (struct pty *)&ptys && ptys-- > 0);
}

void pty_signal(struct pty *p, int sig)
{
	require(p == (struct pty *)&ptys && sig > 0);
}

int pty_ioctl(struct pty *p, uint32_t request, uint32_t argument)
{
	(void)request;
	(void)argument;
	require(p == (struct pty *)&ptys);
	return 0;
}

void host_send(const void *datagram, uint32_t size)
{
	struct message m;

	require(size >= sizeof(m) && oxygen.attached);
	memcpy(&m, datagram, sizeof(m));
	size -= (uint32_t)sizeof(m);
	require(m.type >= OXYGEN_WELCOME && m.type < OXYGEN_OUT_END);
	if (m.type == OXYGEN_DAMAGE)
		require(size == 4 * (m.arg[3] & 0xffff) * (m.arg[3] >> 16) &&
			size <= OXYGEN_PIXELS);
	else
		require(size <= OXYGEN_TEXT);
	if (m.type == OXYGEN_STACK)
		require(size == 4 * oxygen.windows);
	if (m.type == OXYGEN_WINDOW)
		require(size > 0 && size <= OXYGEN_NAME);
}

/* The input. */

static uint8_t next_byte(void)
{
	if (in.left == 0)
		return 0;
	in.left--;
	return *in.at++;
}

static uint32_t next_word(void)
{
	uint32_t word = next_byte();

	word |= (uint32_t)next_byte() << 8;
	return word | (uint32_t)next_byte() << 16 | (uint32_t)next_byte() << 24;
}

/* Mostly small, as most arguments are. */
static uint32_t next_number(void)
{
	uint8_t how = next_byte();

	return how < 0xf0 ? how % 24 : next_word();
}

static uint8_t *next_bytes(size_t n)
{
	uint8_t *to = malloc(n + 1);

	for (size_t i = 0; i < n; i++)
		to[i] = in.left > 0 ? next_byte() : 'x';
	return to;
}

static void use(struct file *f, bool write, uint32_t size)
{
	struct uio io = { .left = size };
	int64_t pos = 0;
	int n = write ? f->ops->write(f, &io, &pos)
		      : f->ops->read(f, &io, &pos);

	require(n <= (int)size && n != -ENOTTY);
}

static void request(struct file *f)
{
	struct oxygen_request rq = { .call = next_number() };
	uint32_t size = next_byte(), area;

	for (int i = 0; i < 5; i++)
		rq.arg[i] = (int32_t)next_number();
	area = (uint32_t)rq.arg[2] * (uint32_t)rq.arg[3] * 4;
	if (rq.call == OXYGEN_DRAW && area < LARGEST)
		size = area;
	memory = malloc(sizeof(rq) + size);
	memcpy(memory, &rq, sizeof(rq));
	for (uint32_t i = 0; i < size; i++)
		memory[sizeof(rq) + i] = in.left > 0 ? next_byte() : 0;
	f->flags = next_byte() & 1 ? O_NONBLOCK : 0;
	use(f, true,
		next_byte() == 0 ? size % 24 : (uint32_t)sizeof(rq) + size);
	free(memory);
}

static void read_one(struct file *f)
{
	uint32_t size = next_byte() * 2u;

	memory = malloc(size + 1);
	use(f, false, size);
	free(memory);
}

static void datagram(void)
{
	struct message m = { .type = OXYGEN_HELLO + next_byte() % 12 };
	uint32_t size = m.type < OXYGEN_INPUT ? 0 : next_byte() % 40;
	uint8_t *bytes = next_bytes(size);

	m.request = m.type == OXYGEN_HELLO ? 1 : 0;
	if (next_byte() == 0xff)
		m.from = m.result = (int32_t)next_word();
	for (int i = 0; i < next_byte() % 8 && i < MESSAGE_ARGS; i++)
		m.arg[i] = next_byte() % 8 == 0 ? next_word() : next_number();
	if (m.type == OXYGEN_HELLO && next_byte() < 200)
		m.arg[0] = OXYGEN_VERSION;
	if (m.type == OXYGEN_PLACE && next_byte() < 200)
		m.arg[2] = OXYGEN_PAIR(100, 100);
	oxygen_datagram(&m, bytes, size);
	free(bytes);
}

static void close_file(struct file *f)
{
	f->ops->release(f);
	f->data = NULL;
}

static void step(void)
{
	struct file *f = &files[next_byte() % FILES];
	struct waitq *queue;

	process.cred.euid = next_byte() & 1;
	native_fail_after(next_byte() < 8 ? next_byte() % 4 : -1);
	if (f->data == NULL && oxygen_open(f, 0) < 0) {
		f->data = NULL;
		native_fail_after(-1);
		return;
	}
	switch (next_byte() % 8) {
	case 0:
		close_file(f);
		break;
	case 1:
		read_one(f);
		break;
	case 2:
		require((f->ops->poll(f, &queue) &
				~(POLLIN | POLLRDNORM | POLLOUT |
					POLLWRNORM)) == 0);
		f->ops->ioctl(f, 0, 0);
		break;
	case 3:
	case 4:
	case 5:
		request(f);
		break;
	default:
		datagram();
	}
	native_fail_after(-1);
}

static void check(void)
{
	uint32_t count = 0;
	bool focus = oxygen.focus == 0;

	for (struct list *n = oxygen.order.next; n != &oxygen.order;
		n = n->next) {
		struct window *w = list_entry(n, struct window, link);

		count++;
		require(w->id > 0 && w->id <= oxygen.last_id);
		require(w->workspace < WORKSPACES);
		require((w->state & 0x7f) < OXYGEN_STATES);
		require(window_find(w->id) == w);
		focus |= oxygen.focus == w->id;
	}
	require(focus && count == oxygen.windows);
	for (int i = 0; i < FILES; i++) {
		struct window *w = files[i].data;

		require(w == NULL ||
			w->count <= 2 * OXYGEN_EVENTS + OXYGEN_WINDOWS);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct oxygen none;
	struct window dummy = { 0 };

	in.at = data;
	in.left = size;
	current = &process;
	while (in.left > 0) {
		step();
		check();
	}
	for (int i = 0; i < FILES; i++)
		if (files[i].data != NULL)
			close_file(&files[i]);
	check();
	require(ptys == 0 && oxygen.windows == 0 && oxygen.manager == NULL);
	/* What nobody asked for any more. */
	list_init(&dummy.events);
	event_hand_over(&dummy);
	event_drop(&dummy);
	oxygen = none;
	list_init(&oxygen.order);
	list_init(&oxygen.asked);
	return 0;
}
