/* SPDX-License-Identifier: MIT */
/* musl's regcomp() and regfree(), with the automaton of dfa.c beside theirs. */
#include <regex.h>
#include "dfa.h"

static int tre_regcomp(regex_t *restrict, const char *restrict, int);
static void tre_regfree(regex_t *);

#define regcomp tre_regcomp
#define regfree tre_regfree
#include <../regex/regcomp.c>
#undef regcomp
#undef regfree

int regcomp(regex_t *restrict preg, const char *restrict regex, int flags)
{
	int error = tre_regcomp(preg, regex, flags);

	preg->__padding[0] = error ? NULL : __exa_dfa_new(preg->__opaque);
	return error;
}

void regfree(regex_t *preg)
{
	if (preg->__opaque)
		__exa_dfa_free(preg->__padding[0]);
	tre_regfree(preg);
}
