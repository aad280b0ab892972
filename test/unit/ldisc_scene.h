/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A scene, that is settings and steps, played on our line discipline and on a
 * pseudo-terminal of the host, and compared. For test_ldisc_pty.c.
 */
#ifndef EXA_TEST_LDISC_SCENE_H
#define EXA_TEST_LDISC_SCENE_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "servers/tty/ldisc.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "test/unit/check.h"
#include "test/unit/native.h"

enum { MAX_STEPS = 24, MAX_BYTES = 6000, SKIP = 77 };

/* What a step does: bytes typed, bytes written, a read, new settings. */
enum kind { TYPE, WRITE, READ, SET, LAST };

struct settings {
	tcflag_t i, o, l;
	uint8_t eol, eol2, min;
	uint8_t cc[NCCS]; /* instead of the initial ones, where not 0 */
};

struct step {
	enum kind kind;
	uint8_t bytes[64];
	uint32_t n; /* bytes, or what a read asks for */
	struct settings set;
};

struct scene {
	struct settings set;
	struct step step[MAX_STEPS];
	const char *name;
};

/* Both sides of one run. */
struct pair {
	int master, slave;
	struct ldisc ld;
	uint8_t held[MAX_BYTES]; /* our output that STOP holds back */
	uint32_t held_n;
	unsigned patience; /* microseconds the host gets for each step */
	bool over;         /* what follows cannot be compared */
	bool loud;         /* the last try: say what differs */
};

static struct termios make_termios(const struct settings *set)
{
	struct ldisc fresh;

	ldisc_init(&fresh);
	fresh.termios.c_iflag = set->i;
	fresh.termios.c_oflag = set->o;
	fresh.termios.c_lflag = set->l;
	fresh.termios.c_cc[VEOL] = set->eol;
	fresh.termios.c_cc[VEOL2] = set->eol2;
	fresh.termios.c_cc[VMIN] = set->min;
	for (int i = 0; i < NCCS; i++)
		if (set->cc[i] != 0)
			fresh.termios.c_cc[i] = set->cc[i];
	return fresh.termios;
}

static void apply(struct pair *p, const struct settings *set, uint32_t *events)
{
	struct termios t = make_termios(set);

	*events |= ldisc_set_termios(&p->ld, &t);
	if (tcsetattr(p->slave, TCSANOW, &t) < 0)
		check_fail(__FILE__, __LINE__, "tcsetattr");
}

/* Reads what the host's terminal shows; at least want bytes if they come. */
static uint32_t host_screen(struct pair *p, uint8_t *to, uint32_t want)
{
	struct pollfd fd = { p->master, POLLIN, 0 };
	struct pollfd other = { p->slave, POLLIN, 0 };
	uint32_t n = 0;

	poll(&other, 1, 0); /* makes the host handle what was typed */
	usleep(p->patience);
	while (n < MAX_BYTES && poll(&fd, 1, n < want ? 200 : 0) > 0) {
		ssize_t got = read(p->master, to + n, MAX_BYTES - n);

		if (got <= 0)
			break;
		n += (uint32_t)got;
	}
	return n;
}

static void show_bytes(const char *what, const uint8_t *bytes, uint32_t n)
{
	fprintf(stderr, "%s ", what);
	for (uint32_t i = 0; i < n; i++)
		if (bytes[i] > ' ' && bytes[i] < 0x7f)
			fprintf(stderr, "%c", bytes[i]);
		else
			fprintf(stderr, "\\%03o", bytes[i]);
	fprintf(stderr, "\n");
}

/* Compares the screens after a step that made out. */
static bool same_screen(
	struct pair *p, const struct ldisc_out *out, uint32_t events)
{
	static uint8_t theirs[MAX_BYTES];
	uint32_t want, got;

	if (events & LDISC_FLUSHED) {
		/* Whether what was dropped had moved the column differs. */
		if (p->held_n > 0) {
			p->over = true;
			return true;
		}
	}
	memcpy(p->held + p->held_n, out->data, out->used);
	p->held_n += (uint32_t)out->used;
	want = p->ld.stopped ? 0 : p->held_n;
	got = host_screen(p, theirs, want);
	if (got != want || memcmp(theirs, p->held, got) != 0) {
		if (p->loud) {
			show_bytes("ours", p->held, want);
			show_bytes("host", theirs, got);
		}
		return false;
	}
	if (!p->ld.stopped)
		p->held_n = 0;
	return true;
}

static bool same_read(struct pair *p, uint32_t n)
{
	uint8_t ours[256], theirs[256];
	int count = 0;
	ssize_t got, want = -1;
	bool none;

	if (ioctl(p->slave, FIONREAD, &count) < 0 ||
		(size_t)count != ldisc_count(&p->ld))
		return false;
	none = !ldisc_pending(&p->ld) &&
		(p->ld.termios.c_lflag & ICANON ||
			p->ld.termios.c_cc[VMIN] > 0);
	if (!none)
		want = (ssize_t)ldisc_read(&p->ld, ours, n);
	errno = 0;
	got = read(p->slave, theirs, n);
	if (got < 0 && errno != EAGAIN)
		return false;
	return got == want && (got <= 0 || !memcmp(ours, theirs, (size_t)got));
}

static bool same_step(struct pair *p, const struct step *s)
{
	static uint8_t buffer[MAX_BYTES];
	struct ldisc_out out = { buffer, sizeof(buffer), 0 };
	uint32_t events = 0;

	switch (s->kind) {
	case TYPE:
		if (ldisc_input(&p->ld, s->bytes, s->n, 0, &out, &events) !=
				s->n ||
			write(p->master, s->bytes, s->n) != (ssize_t)s->n)
			return false;
		break;
	case WRITE:
		if (p->ld.stopped)
			return true;
		if (ldisc_write(&p->ld, s->bytes, s->n, &out) != s->n ||
			write(p->slave, s->bytes, s->n) != (ssize_t)s->n)
			return false;
		break;
	case READ:
		return same_read(p, s->n);
	case SET:
		apply(p, &s->set, &events);
		break;
	case LAST:
		return true;
	}
	return same_screen(p, &out, events);
}

/* Runs a scene on both; -1: the same, else the step that differed. */
static int run(const struct scene *scene, unsigned patience, bool loud)
{
	struct pair p = { .patience = patience, .loud = loud };
	uint32_t events = 0;
	int bad = -1;

	if (openpty(&p.master, &p.slave, NULL, NULL, NULL) < 0) {
		fprintf(stderr, "no pseudo-terminal: skipped\n");
		exit(SKIP);
	}
	fcntl(p.slave, F_SETFL, O_NONBLOCK);
	ldisc_init(&p.ld);
	apply(&p, &scene->set, &events);
	for (int i = 0; i < MAX_STEPS && scene->step[i].kind != LAST; i++)
		if (!same_step(&p, &scene->step[i])) {
			bad = i;
			break;
		} else if (p.over) {
			break;
		}
	/* What is left must be the same too. */
	for (int i = 0; bad < 0 && !p.over && i < 8; i++)
		if (!same_read(&p, 100))
			bad = MAX_STEPS;
	close(p.slave);
	close(p.master);
	return bad;
}

static void show_settings(const struct settings *s)
{
	fprintf(stderr, "iflag %o oflag %o lflag %o eol %d eol2 %d min %d",
		s->i, s->o, s->l, s->eol, s->eol2, s->min);
	for (int i = 0; i < NCCS; i++)
		if (s->cc[i] != 0)
			fprintf(stderr, " cc[%d]=%o", i, s->cc[i]);
	fprintf(stderr, "\n");
}

static void show(const struct scene *scene, int bad)
{
	fprintf(stderr, "differs from the host: %s\n", scene->name);
	show_settings(&scene->set);
	for (int i = 0; i < MAX_STEPS && scene->step[i].kind != LAST; i++) {
		const struct step *s = &scene->step[i];

		fprintf(stderr, i == bad ? "-> " : "   ");
		if (s->kind == SET)
			show_settings(&s->set);
		else if (s->kind == READ)
			fprintf(stderr, "read %u\n", s->n);
		else
			show_bytes(s->kind == TYPE ? "type" : "write", s->bytes,
				s->n);
	}
}

static void compare(const struct scene *scene)
{
	int bad = run(scene, 300, false);

	if (bad >= 0)
		bad = run(scene, 5000, false);
	if (bad >= 0)
		bad = run(scene, 50000, true);
	if (bad >= 0) {
		check_failures(1);
		show(scene, bad);
	}
}

#define COOKED \
	(ISIG | ICANON | IEXTEN | ECHO | ECHOE | ECHOK | ECHOCTL | ECHOKE)
#define PLAIN_OUT (OPOST | ONLCR)

#endif
