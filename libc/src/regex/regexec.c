/* SPDX-License-Identifier: MIT */
/*
 * musl's regexec(), asked only when it matters where a string matches: whether
 * it does at all a table says faster (dfa.c).
 */
#include <regex.h>
#include "dfa.h"

static int tre_regexec(const regex_t *restrict, const char *restrict, size_t,
	regmatch_t[restrict], int);

#define regexec tre_regexec
#include <../regex/regexec.c>
#undef regexec

int regexec(const regex_t *restrict preg, const char *restrict string,
	size_t nmatch, regmatch_t pmatch[restrict], int flags)
{
	const struct tnfa *tnfa = preg->__opaque;
	enum exa_dfa_answer answer = DFA_UNKNOWN;

	if (preg->__padding[0])
		answer = __exa_dfa_run(preg->__padding[0], string, flags);
	if (answer == DFA_NO)
		return REG_NOMATCH;
	if (answer == DFA_YES && (tnfa->cflags & REG_NOSUB || !nmatch))
		return 0;
	return tre_regexec(preg, string, nmatch, pmatch, flags);
}
