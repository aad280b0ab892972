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
#include "test/unit/ldisc_scene.h"

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
			';', '!', 1, { 0 } };
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
			0, 1, { 0 } };
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

/* What Linux gets wrong is not to be compared. */
static void avoid_mistakes(struct settings *s)
{
	/* It changes the case of parts of characters. */
	if (s->i & IUTF8) {
		s->i &= ~(tcflag_t)IUCLC;
		s->o &= ~(tcflag_t)OLCUC;
	}
	/*
	 * With ECHOPRT it counts the columns of multibyte characters wrong,
	 * and a LNEXT without ECHOCTL makes it show its whole echo buffer.
	 */
	if (s->l & ECHOPRT) {
		s->i &= ~(tcflag_t)IUTF8;
		s->l |= ECHOCTL;
	}
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
	avoid_mistakes(&s);
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

/* Any flags, any control characters, any bytes. */
static struct settings wild_settings(uint32_t *seed)
{
	static const tcflag_t i[] = { ICRNL, INLCR, IGNCR, ISTRIP, IUCLC, IXON,
		IXANY, IMAXBEL, IUTF8, PARMRK };
	static const tcflag_t o[] = { OPOST, OPOST, ONLCR, OCRNL, ONOCR, ONLRET,
		OLCUC, TAB3 };
	static const tcflag_t l[] = { ICANON, ISIG, IEXTEN, ECHO, ECHOE, ECHOK,
		ECHOKE, ECHONL, ECHOCTL, ECHOPRT, NOFLSH };
	static const uint8_t which[] = { VINTR, VQUIT, VERASE, VKILL, VEOF,
		VSTART, VSTOP, VSUSP, VREPRINT, VWERASE, VLNEXT };
	struct settings s = { .min = 1 };
	uint32_t most;

	s.i = some_of(i, 10, seed);
	s.o = some_of(o, 8, seed);
	s.l = some_of(l, 11, seed);
	if (native_random(seed) % 16 == 0)
		s.l |= EXTPROC;
	/* No part of a character is to be a control character. */
	most = s.i & IUTF8 ? 127 : 255;
	for (int k = native_random(seed) % 4; k > 0; k--)
		s.cc[which[native_random(seed) % 11]] = (uint8_t)(1 +
			native_random(seed) % most);
	s.eol = (uint8_t)(native_random(seed) % most);
	s.eol2 = (uint8_t)(native_random(seed) % most);
	s.min = native_random(seed) % 3;
	avoid_mistakes(&s);
	return s;
}

/* Also where it is so only after ISTRIP or IUCLC. */
static bool flow_or_signal(const struct settings *set, uint8_t c)
{
	static const uint8_t which[] = { VINTR, VQUIT, VSUSP, VSTART, VSTOP };
	struct termios t = make_termios(set);
	uint8_t bare = set->i & ISTRIP ? c & 0x7f : c;

	if (set->i & IUCLC && bare >= 'A' && bare <= 'Z')
		bare += 'a' - 'A';
	for (int i = 0; i < 5; i++)
		if (c == t.c_cc[which[i]] || bare == t.c_cc[which[i]])
			return true;
	return false;
}

static void wild_typing(
	struct step *s, const struct settings *set, uint32_t *seed)
{
	uint32_t want = 1 + native_random(seed) % 20;

	while (s->n < want) {
		uint32_t dice = native_random(seed) % 8;
		uint8_t c = (uint8_t)native_random(seed);

		if (dice < 3)
			c = (uint8_t)(c % 32);
		else if (dice < 6)
			c = (uint8_t)(' ' + c % 96);
		/* Linux echoes this byte without output processing. */
		if (c == 0xff && set->o & OLCUC)
			c = 0xfe;
		if (s->n > 0 && flow_or_signal(set, c))
			return;
		/* What is no UTF-8 we take for what terminals show of it. */
		if (c >= 0x80 && set->i & IUTF8 && !(set->i & ISTRIP)) {
			s->bytes[s->n++] = 0xc3;
			c = (uint8_t)(0x80 | c % 64);
		}
		s->bytes[s->n++] = c;
	}
}

static void test_wild(uint32_t scenes, uint32_t seed)
{
	for (uint32_t k = 0; k < scenes; k++) {
		struct scene s = { .name = "wild" };
		uint32_t steps = 2 + native_random(&seed) % (MAX_STEPS - 4);

		s.set = wild_settings(&seed);
		for (uint32_t i = 0; i < steps; i++) {
			random_step(&s.step[i], &s.set, &seed);
			if (s.step[i].kind != TYPE)
				continue;
			s.step[i].n = 0;
			wild_typing(&s.step[i], &s.set, &seed);
		}
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
	test_wild(scenes, seed + 1);
	return check_status();
}
