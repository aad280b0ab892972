/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Fuzzes the whole tty server: the terminal of the UI and a pseudo-terminal,
 * with datagrams in, requests of three processes, signals, time. The input is
 * a list of operations. After each nobody may wait for what is there, and no
 * buffer may be overfull; in the end nothing may be left. The rest of the
 * kernel is in tty_world.h.
 *
 * Links: servers/tty/file.c servers/tty/input.c servers/tty/ioctl.c
 * Links: servers/tty/interrupt.c
 * Links: servers/tty/job.c servers/tty/ldisc.c servers/tty/ldisc_echo.c
 * Links: servers/tty/ldisc_edit.c servers/tty/ldisc_in.c
 * Links: servers/tty/ldisc_out.c servers/tty/ldisc_width.c
 * Links: servers/tty/output.c servers/tty/pty.c servers/tty/pty_io.c
 * Links: servers/tty/pty_ioctl.c servers/tty/pty_packet.c
 * Links: servers/tty/settle.c servers/tty/table.c servers/tty/tty.c
 * Links: servers/tty/ui.c servers/tty/ui_check.c kernel/timer.c
 */
#include "test/unit/tty_world.h"

enum { KEPT = 24, BUFFER = 1024, LONGEST = 4096 };

/* A request and its data; busy while the server keeps it. */
static struct kept {
	struct request rq;
	bool busy;
	int32_t most; /* what a read may return */
	uint8_t buffer[BUFFER];
} kept[KEPT];

static struct fuzz_input {
	const uint8_t *at;
	size_t left;
} in;

static struct file master, slave;
static struct pty *pair;

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

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

/* Up to n bytes of the input, repeated when it has fewer. */
static void next_bytes(uint8_t *to, size_t n)
{
	size_t have = in.left < n ? in.left : n;

	memset(to, 'x', n);
	memcpy(to, in.at, have);
	in.at += have < 64 ? have : 64;
	in.left -= have < 64 ? have : 64;
}

static void end_request(struct kept *k, int32_t result)
{
	require(k->busy);
	require(result <= k->most);
	memset(&k->rq, 0xa5, sizeof(k->rq)); /* who still uses it will fall */
	k->busy = false;
}

void server_reply(struct request *rq, int32_t result)
{
	end_request(list_entry(rq, struct kept, rq), result);
}

static void cancel(struct kept *k)
{
	current = k->rq.client;
	list_remove(&k->rq.link);
	end_request(k, tty_server.cancel(&k->rq));
}

static struct kept *free_slot(void)
{
	for (int i = 0; i < KEPT; i++)
		if (!kept[i].busy)
			return &kept[i];
	cancel(&kept[0]);
	return &kept[0];
}

/* An ioctl's argument; most are the settings there are, changed a little. */
static void make_settings(uint8_t *to, const struct tty *t)
{
	if (next_byte() % 4 == 0)
		return;
	memcpy(to, &t->ld.termios, sizeof(t->ld.termios));
	for (int n = next_byte() % 8; n > 0; n--)
		to[next_byte() % sizeof(t->ld.termios)] = next_byte();
}

static void ask(uint32_t type, struct tty *t, uint32_t size)
{
	struct kept *k = free_slot();
	int32_t result;

	memset(&k->rq, 0, sizeof(k->rq));
	next_bytes(k->buffer, size);
	k->busy = true;
	k->most = INT32_MAX;
	if (type == TTY_READ || type == TTY_WRITE || type == PTY_READ ||
		type == PTY_WRITE)
		k->most = (int32_t)size;
	k->rq.client = current;
	k->rq.io = uio_kernel(k->buffer, size);
	k->rq.m.type = type;
	k->rq.m.arg[0] = (uint32_t)(uintptr_t)t;
	k->rq.m.arg[1] = O_RDWR | (next_byte() & 1 ? O_NONBLOCK : 0);
	if (type == TTY_IOCTL || type == PTY_IOCTL) {
		make_settings(k->buffer, t);
		k->rq.io = uio_kernel(k->buffer, sizeof(struct termios));
		k->rq.m.arg[2] = ioctl_request(next_byte(), next_word());
		k->rq.m.arg[3] = next_byte() % 4;
	}
	result = tty_server.handlers[type - MESSAGE_TTY](&k->rq);
	if (result != SUSPEND)
		end_request(k, result);
}

/* A datagram: as the UI would send it, or anything. */
static void datagram(uint8_t how)
{
	static _Alignas(struct event)
		uint8_t memory[sizeof(struct event) + LONGEST];
	struct event *e = (struct event *)(void *)memory;
	struct message *m = &e->m;
	uint32_t size = how % 2 ? next_byte() * 16u : 0;

	*m = (struct message){ .type = DATAGRAM_HELLO + how % 8 };
	next_bytes(e->bytes, size);
	switch (m->type) {
	case DATAGRAM_HELLO:
		m->request = 1 + next_byte();
		m->arg[0] = DATAGRAM_VERSION;
		m->arg[2] = 1 + next_byte();
		m->arg[3] = 1 + next_byte();
		size = 0;
		break;
	case DATAGRAM_OUTPUT_ACK:
		m->arg[1] = sent.output - next_byte() * 64u;
		size = 0;
		break;
	case DATAGRAM_INPUT:
		m->arg[1] = sent.taken + tty_by_index(1)->in_used;
		break;
	case DATAGRAM_RESIZE:
		m->arg[1] = 1 + next_byte();
		m->arg[2] = 1 + next_byte();
		size = 0;
	}
	if (how & 64)
		((uint32_t *)m)[next_byte() % 10] = next_word();
	e->size = size;
	ui_datagram(e);
}

/* A signal that was sent to a process ends what it waits for. */
static void deliver(void)
{
	for (int i = 0; i < KEPT; i++)
		if (kept[i].busy && kept[i].rq.client == current)
			cancel(&kept[i]);
	current->sig.pending = 0;
}

/* What decides about background processes. */
static void change_process(void)
{
	int sig = next_byte() % 2 ? SIGTTIN : SIGTTOU;

	switch (next_byte() % 3) {
	case 0:
		current->sig.mask ^= SIGBIT(sig);
		break;
	case 1:
		current->sig.action[sig].handler ^= HANDLER_IGN;
		break;
	default:
		current->state = current->state == PROC_STOPPED ? PROC_SLEEPING
								: PROC_STOPPED;
	}
}

static void set_file(struct file *f, int (*open)(struct file *f))
{
	if (f->ops != NULL)
		return;
	f->flags = O_RDWR;
	if (open(f) < 0)
		f->ops = NULL;
}

static void drop_file(struct file *f)
{
	if (f->ops != NULL)
		f->ops->release(f);
	f->ops = NULL;
}

static int open_slave(struct file *f)
{
	return pair == NULL ? -1 : pts_open(f, pty_index(pair));
}

/* Nobody uses the pseudo-terminal any more. */
static void end_pair(void)
{
	drop_file(&slave);
	for (int i = 0; i < KEPT; i++)
		if (kept[i].busy)
			cancel(&kept[i]);
	drop_file(&master);
	for (int i = 0; i < PROCESSES; i++)
		processes[i].tty = NULL;
	if (pair != NULL)
		pty_put(pair);
	pair = NULL;
}

static int open_master(struct file *f)
{
	int zero = 0;

	end_pair();
	if (ptmx_open(f) < 0)
		return -1;
	pair = f->data;
	pty_ref(pair);
	return f->ops->ioctl(f, TIOCSPTLCK, user_argument(&zero));
}

static void operate(void)
{
	uint8_t what = next_byte();
	struct tty *t = pair != NULL && (what & 128) ? &pair->slave
						     : tty_by_index(1);
	uint32_t size = next_byte() * (what & 64 ? 4u : 1u);

	current = &processes[next_byte() % PROCESSES];
	switch (what % 16) {
	case 0:
	case 1:
		datagram(next_byte());
		break;
	case 2:
		deliver();
		break;
	case 3:
		world_now += next_byte() * 10;
		timer_run(world_now);
		break;
	case 4:
		set_file(&master, open_master);
		break;
	case 5:
		set_file(&slave, open_slave);
		break;
	case 6:
		drop_file(next_byte() & 1 ? &slave : &master);
		break;
	case 7:
		tty_session_ended(current);
		current->tty = NULL;
		break;
	case 8:
		if (next_byte() & 1)
			change_process();
		else
			job_acquire(t, current, next_byte() & 1);
		break;
	default:
		if (pair != NULL && master.ops != NULL && what % 2 == 0)
			ask(PTY_READ + what / 2 % 4, &pair->slave, size);
		else if (slave.ops != NULL || t == tty_by_index(1))
			ask(TTY_READ + what / 2 % 4, t, size);
	}
}

/* A read that waits has nothing to take, or a timer that will tell. */
static void check(const struct tty *t)
{
	struct request *rq;
	uint32_t wait;

	require(t->in_used <= TTY_IN && t->out_used <= TTY_OUT);
	require(t->opens >= 0);
	require(ldisc_count(&t->ld) <= LDISC_QUEUE);
	if (list_empty(&t->reading))
		return;
	rq = list_entry(t->reading.next, struct request, link);
	require(!ldisc_read_done(&t->ld, rq->io.left,
			rq->m.arg[2] | (uint64_t)rq->m.arg[3] << 32, tty_now(),
			&wait) ||
		wait == 0);
	require(t->read_timer.deadline > 0 || wait == 0);
}

static void check_pair(const struct pty *p)
{
	const struct tty *t = &p->slave;

	check(t);
	require(p->used <= PTY_OUT);
	if (!list_empty(&p->reading))
		require(p->used == 0 && !p->left &&
			(!p->packet || p->status == 0));
	if (!list_empty(&p->writing))
		require(p->stopped || t->in_used == TTY_IN);
	if (!t->ld.stopped && t->out_used > 0)
		require(p->used == PTY_OUT);
}

static void end(void)
{
	end_pair();
	require(pty_count() == 0);
	job_hangup(tty_by_index(1), false);
	require(list_empty(&tty_by_index(1)->reading));
	require(list_empty(&tty_by_index(1)->writing));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static bool started;
	struct request rq = { 0 };

	if (!started) {
		native_low_memory(true);
		world_start();
		require(tty_start() == 0);
		rq.m.arg[0] = (uint32_t)(uintptr_t)tty_by_index(1);
		tty_server.handlers[TTY_OPEN - MESSAGE_TTY](&rq);
		started = true;
	}
	in.at = data;
	in.left = size;
	while (in.left > 0) {
		operate();
		check(tty_by_index(1));
		if (pair != NULL)
			check_pair(pair);
	}
	end();
	return 0;
}
