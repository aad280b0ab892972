/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Checks of the unit tests. A test is one file with one main; it is silent
 * when all is well, prints one line for each failed check, and ends with
 * `return check_status();`: 0 when all checks held, 1 otherwise.
 *
 * Arguments are evaluated once. For values, the expected one comes last.
 */
#ifndef EXA_TEST_CHECK_H
#define EXA_TEST_CHECK_H

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* Counted in native.c; read it with check_status. */
int check_failures(int add);

#define CHECK(condition)                                            \
	do {                                                        \
		if (!(condition))                                   \
			check_fail(__FILE__, __LINE__, #condition); \
	} while (0)

#define CHECK_INT(got, want) \
	check_int(__FILE__, __LINE__, #got, (intmax_t)(got), (intmax_t)(want))

/* Strings; NULL equals only NULL. */
#define CHECK_STR(got, want) check_str(__FILE__, __LINE__, #got, (got), (want))

/* n bytes that may hold anything. */
#define CHECK_MEM(got, want, n) CHECK(memcmp((got), (want), (n)) == 0)

static inline void check_fail(const char *file, int line, const char *what)
{
	check_failures(1);
	fprintf(stderr, "%s:%d: failed: %s\n", file, line, what);
}

static inline void check_int(const char *file, int line, const char *what,
	intmax_t got, intmax_t want)
{
	if (got == want)
		return;
	check_failures(1);
	fprintf(stderr, "%s:%d: %s is %" PRIdMAX ", not %" PRIdMAX "\n", file,
		line, what, got, want);
}

static inline void check_str(const char *file, int line, const char *what,
	const char *got, const char *want)
{
	if (got == want || (got && want && strcmp(got, want) == 0))
		return;
	check_failures(1);
	fprintf(stderr, "%s:%d: %s is \"%s\", not \"%s\"\n", file, line, what,
		got ? got : "(null)", want ? want : "(null)");
}

static inline int check_status(void)
{
	return check_failures(0) ? 1 : 0;
}

#endif
