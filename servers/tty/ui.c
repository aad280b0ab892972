/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The UI as a terminal's back-end: datagrams on the machine's channel, with
 * windows both ways and a replay for documents that come later
 * (docs/protocol.md). Offsets are compared by the sign of their difference.
 */
#include <errno.h>
#include <string.h>

#include "kernel/abi/datagram.h"
#include "kernel/alloc.h"
#include "kernel/host.h"
#include "kernel/log.h"
#include "servers/tty/impl.h"
#include "servers/tty/pty.h"
#include "servers/tty/ui.h"

enum {
	WINDOW = DATAGRAM_OUTPUT_WINDOW, /* a power of two */
	CHUNK = 16384,                   /* payload of one OUTPUT */
	LINE_SEARCH = 4096, /* how far a replay looks for a line's start */
};

struct ui {
	struct tty *tty;
	uint32_t number;
	bool attached; /* a document has called */

	/* Offsets of output. */
	uint32_t sent;  /* of the next byte */
	uint32_t acked; /* drawn by the document that is attached */
	uint32_t live;  /* drawn by any document */
	bool wrapped;   /* the ring is full: the oldest bytes are lost */

	uint32_t taken; /* offset of input: what the line discipline has */
	uint8_t ring[WINDOW]; /* the last bytes sent, by offset */
	struct {
		struct message m;
		uint8_t bytes[CHUNK];
	} datagram;
};

/* The console, and the windows' terminals. */
enum { UI_MAX = 1 + PTY_MAX };

static struct {
	struct ui *ui[UI_MAX]; /* by number */
} terminals;

static int32_t distance(uint32_t to, uint32_t from)
{
	return (int32_t)(to - from);
}

static void post(const struct ui *ui, uint32_t type, uint32_t offset)
{
	struct message m = { .type = type, .arg = { ui->number, offset } };

	host_send(&m, sizeof(m));
}

/* Bytes of the ring from offset on, as they lie: up to n, and how many. */
static const uint8_t *in_ring(const struct ui *ui, uint32_t offset, uint32_t *n)
{
	uint32_t at = offset % WINDOW;

	if (*n > WINDOW - at)
		*n = WINDOW - at;
	return ui->ring + at;
}

static void post_output(
	struct ui *ui, uint32_t offset, const uint8_t *bytes, uint32_t n)
{
	ui->datagram.m = (struct message){ .type = DATAGRAM_OUTPUT,
		.arg = { ui->number, offset } };
	memcpy(ui->datagram.bytes, bytes, n);
	host_send(&ui->datagram, sizeof(ui->datagram.m) + n);
}

/* The oldest byte for a replay: where a line starts, if one does so soon and
 * nothing that was never drawn is left out. */
static uint32_t replay_start(const struct ui *ui)
{
	uint32_t start = ui->sent - WINDOW;
	uint32_t last = start + LINE_SEARCH;

	if (!ui->wrapped)
		return 0;
	if (distance(ui->live, last) < 0)
		last = ui->live;
	for (uint32_t at = start; distance(last, at) > 0; at++)
		if (ui->ring[at % WINDOW] == '\n')
			return at + 1;
	return start;
}

static void welcome(struct ui *ui, uint32_t request)
{
	struct message m = { .type = DATAGRAM_WELCOME, .request = request };

	m.arg[0] = DATAGRAM_VERSION;
	m.arg[1] = ui->number;
	m.arg[2] = ui->acked;
	m.arg[3] = ui->taken;
	m.arg[4] = ui->live;
	host_send(&m, sizeof(m));
}

static void refuse_version(uint32_t number, uint32_t request)
{
	struct message m = { .type = DATAGRAM_WELCOME, .request = request };

	m.arg[0] = DATAGRAM_VERSION;
	m.arg[1] = number;
	host_send(&m, sizeof(m));
}

static void replay(struct ui *ui)
{
	uint32_t at = ui->acked;

	while (at != ui->sent) {
		uint32_t n = ui->sent - at < CHUNK ? ui->sent - at : CHUNK;
		const uint8_t *bytes = in_ring(ui, at, &n);

		post_output(ui, at, bytes, n);
		at += n;
	}
}

static void resize(struct ui *ui, uint32_t cols, uint32_t rows)
{
	struct winsize size = ui->tty->size;

	size.ws_col = (unsigned short)cols;
	size.ws_row = (unsigned short)rows;
	tty_resize(ui->tty, &size);
}

/* A document calls. What it typed and was not taken it will send again. */
static void hello(struct ui *ui, const struct message *m)
{
	ui->attached = true;
	tty_drop_received(ui->tty);
	resize(ui, m->arg[2], m->arg[3]);
	ui->acked = replay_start(ui);
	if (distance(ui->live, ui->acked) < 0)
		ui->live = ui->acked;
	welcome(ui, m->request);
	replay(ui);
	tty_output_room(ui->tty);
}

static bool output_ack(struct ui *ui, uint32_t offset)
{
	if (distance(offset, ui->sent) > 0)
		return false;
	if (distance(offset, ui->acked) <= 0)
		return true;
	ui->acked = offset;
	if (distance(offset, ui->live) > 0)
		ui->live = offset;
	tty_output_room(ui->tty);
	return true;
}

/*
 * Of an INPUT only what is expected is taken: the beginning may have come by
 * another way (kernel/host/line.js). One that leaves a gap comes again.
 */
static bool input(
	struct ui *ui, uint32_t offset, const uint8_t *bytes, uint32_t n)
{
	int32_t known = distance(ui->taken + ui->tty->in_used, offset);

	if (known < 0 || (uint32_t)known >= n)
		return true;
	bytes += known;
	n -= (uint32_t)known;
	if (n > TTY_IN - ui->tty->in_used)
		return false;
	tty_receive(ui->tty, bytes, n);
	return true;
}

size_t ui_output(struct tty *t, const uint8_t *bytes, size_t n)
{
	struct ui *ui = t->ui;
	uint32_t room = WINDOW - (ui->sent - ui->acked);
	uint32_t count = n < CHUNK ? (uint32_t)n : CHUNK;
	uint8_t *to;

	if (count > room)
		count = room;
	if (count == 0)
		return 0;
	to = (uint8_t *)in_ring(ui, ui->sent, &count);
	memcpy(to, bytes, count);
	if (ui->attached)
		post_output(ui, ui->sent, bytes, count);
	ui->sent += count;
	ui->wrapped = ui->wrapped || ui->sent >= WINDOW;
	return count;
}

void ui_taken(struct tty *t, size_t n)
{
	struct ui *ui = t->ui;

	ui->taken += n;
	post(ui, DATAGRAM_INPUT_ACK, ui->taken);
}

const struct tty_backend ui_backend = {
	.output = ui_output,
	.taken = ui_taken,
};

int ui_attach(struct tty *t, uint32_t number, const struct tty_backend *backend)
{
	struct ui *ui = kzalloc(sizeof(*ui));

	if (ui == NULL)
		return -ENOMEM;
	ui->tty = t;
	ui->number = number;
	t->backend = backend;
	t->ui = ui;
	terminals.ui[number] = ui;
	return 0;
}

void ui_detach(struct tty *t, const struct tty_backend *backend)
{
	terminals.ui[t->ui->number] = NULL;
	kfree(t->ui);
	t->ui = NULL;
	t->backend = backend;
}

static bool act(struct event *e)
{
	const struct message *m = &e->m;
	struct ui *ui = terminals.ui[ui_number(m)];

	if (m->type == DATAGRAM_HELLO) {
		if (m->arg[0] != DATAGRAM_VERSION)
			refuse_version(ui->number, m->request);
		else
			hello(ui, m);
		return true;
	}
	/* Nobody may send anything before its HELLO. */
	if (!ui->attached)
		return false;
	switch (m->type) {
	case DATAGRAM_OUTPUT_ACK:
		return output_ack(ui, m->arg[1]);
	case DATAGRAM_INPUT:
		return input(ui, m->arg[1], e->bytes, e->size);
	default:
		resize(ui, m->arg[1], m->arg[2]);
		return true;
	}
}

void ui_datagram(struct event *e)
{
	/* One whose window is gone is known to be only later. */
	if (!ui_valid(&e->m, e->size, UI_MAX) ||
		(terminals.ui[ui_number(&e->m)] != NULL && !act(e)))
		ui_malformed();
}
