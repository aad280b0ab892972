/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The line discipline against the host's: the same settings, input, writes
 * and reads are given to ours and to a pseudo-terminal, and what the terminal
 * shows and what the program reads must be the same bytes.
 *
 * A table of cases a person would think of, then random ones from a fixed
 * seed. The host answers in its own time: a case that differs is run again
 * with longer waits before it counts. Without /dev/ptmx the test is skipped
 * (status 77).
 *
 * Links: servers/tty/ldisc.c servers/tty/ldisc_in.c
 * Links: servers/tty/ldisc_edit.c
 * Links: servers/tty/ldisc_echo.c servers/tty/ldisc_out.c
 * Links: servers/tty/ldisc_width.c
 */
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
	fprintf(stderr, "iflag %o oflag %o lflag %o eol %d eol2 %d min %d\n",
		s->i, s->o, s->l, s->eol, s->eol2, s->min);
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

/* Types the text in one go, then reads line by line. */
static const struct {
	tcflag_t i, o, l;
	const char *text;
} typed[] = {
	{ ICRNL, PLAIN_OUT, COOKED, "hello\r" },
	{ ICRNL, PLAIN_OUT, COOKED, "one\ntwo\nthree" },
	{ ICRNL, PLAIN_OUT, COOKED, "abc\177\177x\n" },
	{ ICRNL, PLAIN_OUT, COOKED, "\177\177\177x\n" },
	{ ICRNL, PLAIN_OUT, COOKED, "a\tb\177\177\177z\n" },
	{ ICRNL, PLAIN_OUT, COOKED, "\t\t\177x\177\177y\n" },
	{ ICRNL, PLAIN_OUT, COOKED, "a\001\002b\177\177\177c\n" },
	{ ICRNL, PLAIN_OUT, COOKED, "\001\t\177\177c\n" },
	{ ICRNL, PLAIN_OUT, COOKED, "echo foo-bar  \027\027x\n" },
	{ ICRNL, PLAIN_OUT, COOKED, "some line\025other\n" },
	{ ICRNL, PLAIN_OUT, COOKED & ~(tcflag_t)ECHOKE, "line\025other\n" },
	{ ICRNL, PLAIN_OUT, COOKED & ~(tcflag_t)(ECHOKE | ECHOK), "ab\025c\n" },
	{ ICRNL, PLAIN_OUT, COOKED & ~(tcflag_t)ECHOE, "abc\177\177d\n" },
	{ ICRNL, PLAIN_OUT, COOKED & ~(tcflag_t)ECHOCTL, "a\001\177\177d\n" },
	{ ICRNL, PLAIN_OUT, COOKED & ~(tcflag_t)ECHO, "abc\177d\025ef\n" },
	{ ICRNL, PLAIN_OUT, ISIG | ICANON | ECHONL, "secret\n" },
	{ ICRNL, PLAIN_OUT, COOKED | ECHOPRT, "abcd\177\177e\177f\n" },
	{ ICRNL, PLAIN_OUT, COOKED | ECHOPRT, "ab\177\177\177c\n" },
	{ ICRNL, PLAIN_OUT, COOKED & ~(tcflag_t)IEXTEN, "a\026b\027\022\n" },
	{ ICRNL, PLAIN_OUT, COOKED, "a\026\003b\026\177\026\026\n" },
	{ ICRNL, PLAIN_OUT, COOKED, "ab\001c\022d\n" },
	{ ICRNL, PLAIN_OUT, COOKED, "abc\004def\004\004\n\004" },
	{ ICRNL, PLAIN_OUT, COOKED, "\004" },
	{ ICRNL, PLAIN_OUT, COOKED, "\004\004x\n" },
	{ ICRNL, PLAIN_OUT, COOKED, "a;b!c\n" },
	{ ICRNL, PLAIN_OUT, COOKED & ~(tcflag_t)IEXTEN, "a;b!c\n" },
	{ INLCR, PLAIN_OUT, COOKED, "a\rb\n" },
	{ IGNCR, PLAIN_OUT, COOKED, "a\rb\n" },
	{ IGNCR | ICRNL | INLCR, PLAIN_OUT, COOKED, "a\rb\nc;" },
	{ ISTRIP | ICRNL, PLAIN_OUT, COOKED, "a\341\212" },
	{ IUCLC | ICRNL, PLAIN_OUT, COOKED, "HeLLo\n" },
	{ PARMRK | ICRNL, PLAIN_OUT, COOKED, "a\377b\n" },
	{ ICRNL | IUTF8, PLAIN_OUT, COOKED, "\303\251\303\274\177x\n" },
	{ ICRNL | IUTF8, PLAIN_OUT, COOKED, "a\303\251\tb\177\177\177c\n" },
	{ ICRNL | IUTF8, PLAIN_OUT, COOKED, "x \303\251\303\274 \027y\n" },
	{ ICRNL, PLAIN_OUT, COOKED, "\303\251\177x\n" },
	{ ICRNL, 0, COOKED, "ab\tc\177\177\n" },
	{ ICRNL, OPOST | OCRNL, COOKED, "ab\n" },
	{ ICRNL, OPOST | ONLCR | TAB3, COOKED, "a\tb\177\177\t\n" },
	{ ICRNL | IXON, PLAIN_OUT, COOKED, "a\023b\021c\n" },
	{ ICRNL | IXON | IXANY, PLAIN_OUT, COOKED, "a\023bc\n" },
	{ 0, 0, ECHO, "a\001\r\n\177\004" },
	{ 0, PLAIN_OUT, ECHO | ECHOCTL, "a\001\r\n\177\004" },
	{ ICRNL, PLAIN_OUT, ECHO | ISIG, "a\r\003b" },
	{ 0, 0, 0, "raw\001\003\004\r\n\377" },
};

static void test_typed(void)
{
	for (size_t k = 0; k < sizeof(typed) / sizeof(typed[0]); k++) {
		struct scene s = { .name = "typed" };

		s.set = (struct settings){ typed[k].i, typed[k].o, typed[k].l,
			';', '!', 1 };
		s.step[0].n = (uint32_t)strlen(typed[k].text);
		memcpy(s.step[0].bytes, typed[k].text, s.step[0].n);
		for (int i = 1; i < 4; i++) {
			s.step[i].kind = READ;
			s.step[i].n = i == 2 ? 2 : 50;
		}
		s.step[4].kind = LAST;
		compare(&s);
	}
}

/* Output processing, with each setting that changes it. */
static void test_written(void)
{
	static const tcflag_t flags[] = { 0, OPOST, OPOST | ONLCR,
		OPOST | OCRNL, OPOST | ONOCR, OPOST | ONLRET, OPOST | TAB3,
		OPOST | OLCUC, OPOST | ONLCR | TAB3 | ONOCR,
		OPOST | OCRNL | ONLRET | ONOCR | TAB3 };
	static const char text[] =
		"\rab\tc\r\rd\n\te\b\b\tf\n\n\r\001x\tA\303\251\tq\r\n";

	for (size_t k = 0; k < sizeof(flags) / sizeof(flags[0]); k++) {
		struct scene s = { .name = "written" };

		s.set = (struct settings){ IUTF8 | ICRNL, flags[k], COOKED, 0,
			0, 1 };
		for (int i = 0; i < 4; i++) {
			s.step[i].kind = i == 1 ? TYPE : WRITE;
			s.step[i].n = sizeof(text) - 1;
			memcpy(s.step[i].bytes, text, sizeof(text) - 1);
		}
		s.step[1].n = 3;
		s.step[4].kind = LAST;
		compare(&s);
	}
}

static tcflag_t some_of(const tcflag_t *flags, size_t n, uint32_t *seed)
{
	tcflag_t all = 0;

	for (size_t i = 0; i < n; i++)
		if (native_random(seed) % 3)
			all |= flags[i];
	return all;
}

/* Each flag one time in nine. */
static tcflag_t rarely(const tcflag_t *flags, size_t n, uint32_t *seed)
{
	tcflag_t all = 0;

	for (size_t i = 0; i < n; i++)
		if (native_random(seed) % 9 == 0)
			all |= flags[i];
	return all;
}

static struct settings random_settings(uint32_t *seed)
{
	static const tcflag_t i[] = { ICRNL, ICRNL, IXON };
	static const tcflag_t rare_i[] = { INLCR, IGNCR, ISTRIP, IUTF8, IXANY,
		PARMRK };
	static const tcflag_t o[] = { OPOST, OPOST, ONLCR, ONLCR };
	static const tcflag_t rare_o[] = { OCRNL, ONOCR, ONLRET, TAB3 };
	static const tcflag_t l[] = { ICANON, ICANON, ECHO, ECHO, ISIG, IEXTEN,
		ECHOE, ECHOK, ECHOCTL, ECHOKE };
	static const tcflag_t rare_l[] = { ECHOPRT, ECHONL, NOFLSH };
	struct settings s = { .eol = ';', .eol2 = '!', .min = 1 };

	s.i = some_of(i, 3, seed);
	s.o = some_of(o, 4, seed);
	s.l = some_of(l, 10, seed);
	s.i |= rarely(rare_i, 6, seed);
	s.o |= rarely(rare_o, 4, seed);
	if (native_random(seed) % 4 == 0)
		s.l |= some_of(rare_l, 3, seed);
	s.min = native_random(seed) % 4 ? 1 : 0;
	/*
	 * With ECHOPRT Linux counts the columns of multibyte characters wrong,
	 * and a LNEXT without ECHOCTL makes it show its whole echo buffer.
	 */
	if (s.l & ECHOPRT) {
		s.i &= ~(tcflag_t)IUTF8;
		s.l |= ECHOCTL;
	}
	return s;
}

/* INTR, SUSP, QUIT, START, STOP. */
static bool comes_first(uint8_t c)
{
	return c == 3 || c == 26 || c == 28 || c == 17 || c == 19;
}

/*
 * Signals and flow control come first in a step: how much of the same write's
 * echo the host has sent before it flushes or stops is a matter of luck.
 */
static void random_typing(struct step *s, uint32_t *seed)
{
	static const char *const pieces[] = { "a", "B", "_", " ", " ", "\t",
		"\n", "\r", "\177", "\177", "\177", "\025", "\027", "\026",
		"\022", "\004", "\001", "\033", "\303\251", "\320\266", "ab",
		"c d", ";", "!", "\003", "\032", "\034", "\023", "\021", "7" };
	uint32_t want = 1 + native_random(seed) % 12;

	while (want-- > 0) {
		const char *piece = pieces[native_random(seed) % 30];
		size_t n = strlen(piece);

		if (s->n > 0 && comes_first((uint8_t)piece[0]))
			return;
		memcpy(s->bytes + s->n, piece, n);
		s->n += (uint32_t)n;
	}
}

static void random_step(
	struct step *s, const struct settings *set, uint32_t *seed)
{
	static const char text[] = "x\n\ty\bz\r\tw";
	uint32_t dice = native_random(seed) % 16;

	if (dice < 8) {
		s->kind = TYPE;
		random_typing(s, seed);
	} else if (dice < 10) {
		s->kind = WRITE;
		s->n = 1 + native_random(seed) % (sizeof(text) - 1);
		memcpy(s->bytes, text, s->n);
	} else if (dice < 15) {
		s->kind = READ;
		s->n = 1 + native_random(seed) % 12;
	} else {
		s->kind = SET;
		s->set = *set;
		s->set.l ^= native_random(seed) & (ICANON | ECHO);
	}
}

static void test_random(uint32_t scenes, uint32_t seed)
{
	for (uint32_t k = 0; k < scenes; k++) {
		struct scene s = { .name = "random" };
		uint32_t steps = 2 + native_random(&seed) % (MAX_STEPS - 4);

		s.set = random_settings(&seed);
		for (uint32_t i = 0; i < steps; i++)
			random_step(&s.step[i], &s.set, &seed);
		s.step[steps].kind = LAST;
		compare(&s);
	}
}

/* With arguments: how many random scenes, and from which seed. */
int main(int argc, char **argv)
{
	uint32_t scenes = argc > 1 ? (uint32_t)atol(argv[1]) : 300;
	uint32_t seed = argc > 2 ? (uint32_t)atol(argv[2]) : 7;

	test_typed();
	test_written();
	test_random(scenes, seed);
	return check_status();
}
