/* SPDX-License-Identifier: GPL-3.0-or-later */
/* stdlib.h, time.h, setjmp.h, and what calls functions of the program. */
#include "shell/cc/native.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

/* The function that qsort() or bsearch() compares with. */
static struct func *compare;

static int comparing(const void *x, const void *y)
{
	union slot args[2] = { { .p = (void *)(uintptr_t)x },
		{ .p = (void *)(uintptr_t)y } };

	vm_call(compare, args, 2);
	return args[0].i;
}

static struct func *callable(void *p)
{
	struct func *f = p;

	if ((uintptr_t)p < LOW || (uintptr_t)p % _Alignof(struct func) ||
		f->magic != MAGIC)
		vm_fault(WHY_CALL);
	return f;
}

static void sort(union slot *a)
{
	struct func *outer = compare;

	compare = callable(a[3].p);
	qsort(a[0].p, a[1].z, a[2].z, comparing);
	compare = outer;
}

static void search(union slot *a)
{
	struct func *outer = compare;

	compare = callable(a[4].p);
	a->p = bsearch(a[0].p, a[1].p, a[2].z, a[3].z, comparing);
	compare = outer;
}

static struct func *at_exit[32];
static int exits;

static void run_exits(void)
{
	union slot none[1];

	while (exits)
		vm_call(at_exit[--exits], none, 0);
}

static int add_exit(void *f)
{
	if (exits == 32)
		return -1;
	if (!exits && atexit(run_exits))
		return -1;
	at_exit[exits++] = callable(f);
	return 0;
}

static void assert_fail(const union slot *a)
{
	fflush(stdout);
	fprintf(stderr, "%s:%d: %s: Assertion `%s' failed.\n", a[1].s, a[2].i,
		a[3].s, a[0].s);
	abort();
}

#define STDLIB(X)                                                           \
	X(malloc, a->p = malloc(a[0].z))                                    \
	X(calloc, a->p = calloc(a[0].z, a[1].z))                            \
	X(realloc, a->p = realloc(a[0].p, a[1].z))                          \
	X(free, free(a[0].p))                                               \
	X(exit, exit(a[0].i))                                               \
	X(_exit, _exit(a[0].i))                                             \
	X(_Exit, _exit(a[0].i))                                             \
	X(abort, abort())                                                   \
	X(atexit, a->i = add_exit(a[0].p))                                  \
	X(qsort, sort(a))                                                   \
	X(bsearch, search(a))                                               \
	X(abs, a->i = a[0].i < 0 ? (int)-(unsigned)a[0].i : a[0].i)         \
	X(labs, a->n = labs(a[0].n))                                        \
	X(llabs, a->l = llabs(a[0].l))                                      \
	X(atoi, a->i = atoi(a[0].s))                                        \
	X(atol, a->n = atol(a[0].s))                                        \
	X(atoll, a->l = atoll(a[0].s))                                      \
	X(atof, a->d = atof(a[0].s))                                        \
	X(strtol, a->n = strtol(a[0].s, a[1].p, a[2].i))                    \
	X(strtoul, a->n = (long)strtoul(a[0].s, a[1].p, a[2].i))            \
	X(strtoll, a->l = strtoll(a[0].s, a[1].p, a[2].i))                  \
	X(strtoull, a->ul = strtoull(a[0].s, a[1].p, a[2].i))               \
	X(strtod, a->d = strtod(a[0].s, a[1].p))                            \
	X(strtof, a->f = strtof(a[0].s, a[1].p))                            \
	X(rand, a->i = rand())                                              \
	X(srand, srand(a[0].u))                                             \
	X(rand_r, a->i = rand_r(a[0].p))                                    \
	X(random, a->n = random())                                          \
	X(srandom, srandom(a[0].u))                                         \
	X(getenv, a->s = getenv(a[0].s))                                    \
	X(setenv, a->i = setenv(a[0].s, a[1].s, a[2].i))                    \
	X(unsetenv, a->i = unsetenv(a[0].s))                                \
	X(putenv, a->i = putenv(a[0].s))                                    \
	X(system, a->i = system(a[0].s))                                    \
	X(mkstemp, a->i = mkstemp(a[0].s))                                  \
	X(mkdtemp, a->s = mkdtemp(a[0].s))                                  \
	X(realpath, a->s = realpath(a[0].s, a[1].s))                        \
	X(getopt, a->i = getopt(a[0].i, a[1].p, a[2].s))                    \
	X(getopt_long,                                                      \
		a->i = getopt_long(a[0].i, a[1].p, a[2].s, a[3].p, a[4].p)) \
	X(__assert_fail, assert_fail(a))                                    \
	X(__errno_location, a->p = &errno)
#define TIME(X)                                                           \
	X(time, a->l = time(a[0].p))                                      \
	X(clock, a->n = (long)clock())                                    \
	X(difftime, a->d = difftime(a[0].l, a[1].l))                      \
	X(mktime, a->l = mktime(a[0].p))                                  \
	X(localtime, a->p = localtime(a[0].p))                            \
	X(localtime_r, a->p = localtime_r(a[0].p, a[1].p))                \
	X(gmtime, a->p = gmtime(a[0].p))                                  \
	X(gmtime_r, a->p = gmtime_r(a[0].p, a[1].p))                      \
	X(asctime, a->s = asctime(a[0].p))                                \
	X(ctime, a->s = ctime(a[0].p))                                    \
	X(strftime, a->z = strftime(a[0].s, a[1].z, a[2].s, a[3].p))      \
	X(strptime, a->s = strptime(a[0].s, a[1].s, a[2].p))              \
	X(tzset, tzset())                                                 \
	X(nanosleep, a->i = nanosleep(a[0].p, a[1].p))                    \
	X(clock_gettime, a->i = clock_gettime((clockid_t)a[0].i, a[1].p)) \
	X(gettimeofday, a->i = gettimeofday(a[0].p, NULL))

#pragma GCC diagnostic ignored "-Wformat-nonliteral"
STDLIB(DEFINE)
TIME(DEFINE)

const struct native natives_stdlib[] = { STDLIB(ENTRY) TIME(ENTRY){
						 "setjmp", vm_setjmp },
	{ "_setjmp", vm_setjmp }, { "sigsetjmp", vm_sigsetjmp },
	{ "longjmp", vm_longjmp }, { "_longjmp", vm_longjmp },
	{ "siglongjmp", vm_longjmp }, { 0 } };
