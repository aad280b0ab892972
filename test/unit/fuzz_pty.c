/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Fuzzes a whole pseudo-terminal: both ends are opened, read, written, asked
 * and closed by several processes, with any settings. After each operation
 * nobody may wait for what is there, and no buffer may be overfull; in the
 * end nothing may be left.
 *
 * Links: servers/tty/ldisc.c servers/tty/ldisc_in.c
 * Links: servers/tty/ldisc_edit.c
 * Links: servers/tty/ldisc_echo.c servers/tty/ldisc_out.c
 * Links: servers/tty/ldisc_width.c
 * Links: servers/tty/tty.c servers/tty/table.c servers/tty/file.c
 * Links: servers/tty/input.c servers/tty/output.c servers/tty/settle.c
 * Links: servers/tty/ioctl.c servers/tty/job.c
 * Links: servers/tty/pty.c servers/tty/pty_io.c
 * Links: servers/tty/pty_ioctl.c servers/tty/pty_packet.c
 * Links: kernel/timer.c
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "test/unit/pty_kernel.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>

enum { MOST = 3000, SLAVES = 4 };

static struct {
	const uint8_t *at;
	size_t left;
	struct file master, slave[SLAVES]; /* no ops: closed */
	struct request rq[REQUESTS];
	uint8_t *buffer[REQUESTS]; /* NULL: the request is not in use */
} game;

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static uint8_t next_byte(void)
{
	if (game.left == 0)
		return 0;
	game.left--;
	return *game.at++;
}

static struct pty *pair(void)
{
	return game.master.data;
}

static void finish(int i)
{
	free(game.buffer[i]);
	game.buffer[i] = NULL;
}

/* A read or write of some bytes, which may wait. */
static void transfer(uint32_t type)
{
	uint32_t n = next_byte() * (MOST / 255u);
	int flags = next_byte() % 2 ? O_NONBLOCK : 0;
	uint8_t fill = next_byte();
	int i = 0, result;

	while (i < REQUESTS && game.buffer[i] != NULL)
		i++;
	if (i == REQUESTS)
		return;
	game.buffer[i] = malloc(n + 1);
	for (uint32_t k = 0; k < n; k++)
		game.buffer[i][k] = k < game.left ? game.at[k] : fill;
	game.rq[i] = (struct request){ .m.type = type };
	game.rq[i].io = uio_slot(i, game.buffer[i], n);
	game.rq[i].m.arg[0] = (uint32_t)(uintptr_t)&pair()->slave;
	game.rq[i].m.arg[1] = (uint32_t)flags;
	result = run_handler(&game.rq[i]);
	require(result == SUSPEND || result <= (int)n);
	require(result != SUSPEND || flags == 0);
	if (result != SUSPEND)
		finish(i);
}

/* Those that were answered go; one may be told to, as by a signal. */
static void collect(int cancel)
{
	for (int i = 0; i < REQUESTS; i++) {
		if (game.buffer[i] == NULL)
			continue;
		if (!game.rq[i].done && i == cancel) {
			list_remove(&game.rq[i].link);
			game.rq[i].m.result = tty_server.cancel(&game.rq[i]);
			game.rq[i].done = true;
		}
		if (game.rq[i].done)
			finish(i);
	}
}

static struct file *some_slave(void)
{
	struct file *f = &game.slave[next_byte() % SLAVES];

	return f->ops == NULL ? NULL : f;
}

static void control(struct file *f)
{
	static const uint32_t requests[] = { TCGETS, TCSETS, TCSETS, TCSETSW,
		TCSETSF, TCSBRK, TCXONC, TCFLSH, TIOCGWINSZ, TIOCSWINSZ,
		TIOCGPGRP, TIOCSPGRP, TIOCGSID, TIOCSCTTY, TIOCNOTTY, FIONREAD,
		TIOCOUTQ, TIOCSTI, TIOCEXCL, TIOCNXCL, TIOCGETD, TIOCSETD,
		TIOCVHANGUP, TIOCPKT, TIOCGPKT, TIOCGPTN, TIOCSPTLCK,
		TIOCGPTLCK, TIOCSIG, TIOCSSOFTCAR };
	const size_t count = sizeof(requests) / sizeof(requests[0]);
	uint32_t request = requests[next_byte() % count];
	uint32_t argument = next_byte() % 8;

	/* Some settings are those there were, changed a little. */
	if (next_byte() % 4 != 0)
		memcpy(world.user, &pair()->slave.ld.termios,
			sizeof(struct termios));
	for (int n = next_byte() % 8; n > 0; n--)
		world.user[next_byte() % 64] = next_byte();
	if (request == TIOCSPGRP)
		memcpy(world.user, &world.client[argument % CLIENTS].pgid, 4);
	if (request != TIOCSIG && request != TCXONC && request != TCFLSH &&
		argument != 1)
		argument = 0;
	f->ops->ioctl(f, request, argument);
}

static void look(struct file *f)
{
	struct waitq *queue = NULL;
	int events = f->ops->poll(f, &queue);

	require(queue != NULL && (events & ~0x7fff) == 0);
}

static void open_slave(void)
{
	struct file *f = &game.slave[next_byte() % SLAVES];

	if (f->ops != NULL)
		return;
	*f = (struct file){ .refs = 1, .flags = O_RDWR };
	if (pts_open(f, pty_index(pair())) < 0)
		f->ops = NULL;
}

static void close_file(struct file *f)
{
	if (f->ops != NULL)
		f->ops->release(f);
	f->ops = NULL;
}

/* Only those end whose terminal is hung up. */
static void close_all(void)
{
	pty_ref(pair());
	close_file(&game.master);
	collect(-1);
	for (int i = 0; i < REQUESTS; i++)
		collect(i);
	for (int i = 0; i < SLAVES; i++)
		close_file(&game.slave[i]);
	pty_put(pair());
	require(pty_count() == 0);
}

static void open_master(void)
{
	int unlock = 0;

	memset(&game.master, 0, sizeof(game.master));
	game.master.flags = O_RDWR;
	require(ptmx_open(&game.master) == 0);
	memcpy(world.user, &unlock, sizeof(unlock));
	require(game.master.ops->ioctl(&game.master, TIOCSPTLCK, 0) == 0);
}

static void change_client(void)
{
	struct proc *p = &world.client[next_byte() % CLIENTS];
	int sig = next_byte() % 2 ? SIGTTIN : SIGTTOU;

	switch (next_byte() % 4) {
	case 0:
		p->sig.mask ^= SIGBIT(sig);
		break;
	case 1:
		p->sig.action[sig].handler ^= HANDLER_IGN;
		break;
	case 2:
		p->state = p->state == PROC_STOPPED ? PROC_SLEEPING
						    : PROC_STOPPED;
		break;
	default:
		p->sig.pending = 0;
	}
}

static void operate(void)
{
	uint8_t what = next_byte();
	struct file *f;

	current = &world.client[what / 16 % CLIENTS];
	switch (what % 16) {
	case 0:
	case 1:
	case 2:
		transfer(PTY_WRITE);
		break;
	case 3:
		transfer(PTY_READ);
		break;
	case 4:
		transfer(TTY_WRITE);
		break;
	case 5:
	case 6:
		transfer(TTY_READ);
		break;
	case 7:
	case 8:
		f = some_slave();
		if (f != NULL)
			control(f);
		break;
	case 9:
		control(&game.master);
		break;
	case 10:
		open_slave();
		break;
	case 11:
		close_file(&game.slave[next_byte() % SLAVES]);
		break;
	case 12:
		collect(next_byte() % REQUESTS);
		break;
	case 13:
		world.now += next_byte();
		timer_run(world.now);
		break;
	case 14:
		change_client();
		break;
	default:
		look(&game.master);
		if (next_byte() % 32 == 0) {
			close_all();
			open_master();
		}
	}
}

/* Nobody waits for what is there. */
static void check(void)
{
	const struct pty *p = pair();
	const struct tty *t = &p->slave;
	struct request *rq;
	uint32_t wait;

	require(p->used <= PTY_OUT && t->in_used <= TTY_IN);
	require(t->out_used <= TTY_OUT);
	require(ldisc_count(&t->ld) <= LDISC_QUEUE);
	if (!list_empty(&p->reading))
		require(p->used == 0 && !p->left &&
			(!p->packet || p->status == 0));
	if (!list_empty(&p->writing))
		require(p->stopped || t->in_used == TTY_IN);
	if (!t->ld.stopped && t->out_used > 0)
		require(p->used == PTY_OUT);
	if (list_empty(&t->reading))
		return;
	rq = list_entry(t->reading.next, struct request, link);
	require(!ldisc_read_done(&t->ld, rq->io.left,
			rq->m.arg[2] | (uint64_t)rq->m.arg[3] << 32, tty_now(),
			&wait) ||
		wait == 0);
	require(t->read_timer.deadline > 0 || wait == 0);
}

static void reset(const uint8_t *data, size_t size)
{
	memset(&world, 0, sizeof(world));
	world.now = 1;
	for (int i = 0; i < CLIENTS; i++) {
		world.client[i].pid = 10 + i;
		world.client[i].pgid = i == 2 ? 11 : 10 + i;
		world.client[i].sid = i == 0 ? 10 : 11;
		world.client[i].state = PROC_SLEEPING;
		world.client[i].cred.euid = i % 2 ? 1000 : 0;
	}
	game.at = data;
	game.left = size;
	current = &world.client[0];
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	native_low_memory(true);
	reset(data, size);
	open_master();
	while (game.left > 0) {
		operate();
		collect(-1);
		check();
	}
	close_all();
	native_low_memory(false);
	return 0;
}
