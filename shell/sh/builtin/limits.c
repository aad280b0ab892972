/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ulimit, umask, times. */
#include "shell.h"
#include "builtin.h"
#include "expand.h"

#include <errno.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/times.h>
#include <unistd.h>

struct limit {
	const char *name;
	int resource;
	int unit; /* bytes in one */
	char letter;
};

static const struct limit limit_table[] = {
	{ "time(seconds)", RLIMIT_CPU, 1, 't' },
	{ "file(blocks)", RLIMIT_FSIZE, 512, 'f' },
	{ "data(kbytes)", RLIMIT_DATA, 1024, 'd' },
	{ "stack(kbytes)", RLIMIT_STACK, 1024, 's' },
	{ "coredump(blocks)", RLIMIT_CORE, 512, 'c' },
	{ "nofiles", RLIMIT_NOFILE, 1, 'n' },
#ifdef RLIMIT_AS
	{ "vmemory(kbytes)", RLIMIT_AS, 1024, 'v' },
#endif
};

enum { LIMITS = sizeof(limit_table) / sizeof(limit_table[0]) };

static void limit_print(const struct limit *l, bool hard, bool named)
{
	struct rlimit r;
	rlim_t v;
	size_t n = strlen(l->name);

	if (getrlimit(l->resource, &r) < 0)
		return;
	if (named) {
		out_str(l->name);
		do
			out_char(' ');
		while (++n <= 20);
	}
	v = hard ? r.rlim_max : r.rlim_cur;
	if (v == RLIM_INFINITY)
		out_str("unlimited\n");
	else
		out_format("%D\n", (long long)(v / (rlim_t)l->unit));
}

static int limit_set(const struct limit *l, const char *s, bool soft, bool hard)
{
	struct rlimit r;
	rlim_t v = RLIM_INFINITY;
	long long n;

	if (getrlimit(l->resource, &r) < 0)
		return builtin_error(
			"error getting limit (%s)", strerror(errno));
	if (strcmp(s, "unlimited") != 0) {
		if (*s < '0' || *s > '9' || !number_parse(s, &n))
			return builtin_error("bad number");
		v = (rlim_t)n * (rlim_t)l->unit;
	}
	if (soft)
		r.rlim_cur = v;
	if (hard)
		r.rlim_max = v;
	if (setrlimit(l->resource, &r) < 0)
		return builtin_error(
			"error setting limit (%s)", strerror(errno));
	return 0;
}

int builtin_ulimit(int argc, char **argv)
{
	const struct limit *l = &limit_table[1];
	bool soft = false, hard = false, all = false;
	struct options o;
	int c, i;

	(void)argc;
	opt_init(&o, argv);
	while ((c = opt_next(&o, "HSatfdscnv")) != -1) {
		if (c == '?')
			return 2;
		soft |= c == 'S';
		hard |= c == 'H';
		all |= c == 'a';
		for (i = 0; i < (int)LIMITS; i++)
			if (limit_table[i].letter == c)
				l = &limit_table[i];
	}
	if (all) {
		for (i = 0; i < (int)LIMITS; i++)
			limit_print(&limit_table[i], hard, true);
		return 0;
	}
	if (!*o.argv) {
		limit_print(l, hard && !soft, false);
		return 0;
	}
	return limit_set(l, *o.argv, soft || !hard, hard || !soft);
}

/* The bits of [ugoa]; all of them when none is given. */
static unsigned mode_who(const char **s)
{
	unsigned who = 0;

	for (;; ++*s) {
		if (**s == 'u')
			who |= 0700;
		else if (**s == 'g')
			who |= 0070;
		else if (**s == 'o')
			who |= 0007;
		else if (**s == 'a')
			who |= 0777;
		else
			return who ? who : 0777;
	}
}

/* [rwxXugo]*, for all three of user, group, others. */
static unsigned mode_bits(const char **s, unsigned mode)
{
	unsigned bits = 0;

	for (;; ++*s) {
		switch (**s) {
		case 'r':
			bits |= 0444;
			break;
		case 'w':
			bits |= 0222;
			break;
		case 'x':
			bits |= 0111;
			break;
		case 'X':
			bits |= mode & 0111 ? 0111 : 0;
			break;
		case 'u':
			bits |= (mode >> 6 & 7) * 0111;
			break;
		case 'g':
			bits |= (mode >> 3 & 7) * 0111;
			break;
		case 'o':
			bits |= (mode & 7) * 0111;
			break;
		default:
			return bits;
		}
	}
}

/* A symbolic mode: the permissions that stay. False if it is none. */
static bool mode_symbolic(const char *s, unsigned *mode)
{
	do {
		unsigned who = mode_who(&s), bits;

		if (!*s || !strchr("+-=", *s))
			return false;
		while (*s && strchr("+-=", *s)) {
			int op = *s++;

			bits = mode_bits(&s, *mode) & who;
			if (op == '+')
				*mode |= bits;
			else if (op == '-')
				*mode &= ~bits;
			else
				*mode = (*mode & ~who) | bits;
		}
	} while (*s == ',' && *++s);
	return !*s;
}

static void umask_print(mode_t mask, bool symbolic)
{
	unsigned mode = ~(unsigned)mask & 0777;
	int i;

	if (!symbolic) {
		out_char('0');
		for (i = 6; i >= 0; i -= 3)
			out_char('0' + (int)(mask >> i & 7));
		out_char('\n');
		return;
	}
	for (i = 6; i >= 0; i -= 3) {
		out_char("ugo"[2 - i / 3]);
		out_char('=');
		if (mode >> i & 4)
			out_char('r');
		if (mode >> i & 2)
			out_char('w');
		if (mode >> i & 1)
			out_char('x');
		out_char(i ? ',' : '\n');
	}
}

int builtin_umask(int argc, char **argv)
{
	mode_t mask = umask(0);
	bool symbolic = false;
	unsigned mode = ~(unsigned)mask & 0777;
	struct options o;
	const char *s;
	int c;

	(void)argc;
	umask(mask);
	opt_init(&o, argv);
	while ((c = opt_next(&o, "S")) != -1) {
		if (c == '?')
			return 2;
		symbolic = true;
	}
	s = *o.argv;
	if (!s) {
		umask_print(mask, symbolic);
		return 0;
	}
	if (*s >= '0' && *s <= '9') {
		unsigned v = 0;

		for (; *s >= '0' && *s <= '7'; s++)
			v = (v * 8 + (unsigned)(*s - '0')) & 07777;
		if (*s)
			return builtin_error("Illegal number: %s", *o.argv);
		umask((mode_t)v);
	} else {
		if (!mode_symbolic(s, &mode))
			return builtin_error("Illegal mode: %s", s);
		umask((mode_t)(~mode & 0777));
	}
	return 0;
}

static void time_print(clock_t t, long hz, int end)
{
	long long ticks = (long long)t, frac;
	char digits[7];
	int i;

	frac = ticks % hz * 1000000 / hz;
	for (i = 5; i >= 0; i--, frac /= 10)
		digits[i] = (char)('0' + frac % 10);
	digits[6] = 0;
	out_format(
		"%Dm%D.%ss%c", ticks / hz / 60, ticks / hz % 60, digits, end);
}

int builtin_times(int argc, char **argv)
{
	long hz = sysconf(_SC_CLK_TCK);
	struct tms t;

	(void)argc;
	(void)argv;
	if (hz <= 0)
		hz = 100;
	times(&t);
	time_print(t.tms_utime, hz, ' ');
	time_print(t.tms_stime, hz, '\n');
	time_print(t.tms_cutime, hz, ' ');
	time_print(t.tms_cstime, hz, '\n');
	return 0;
}
