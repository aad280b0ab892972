/* SPDX-License-Identifier: MIT */
/*
 * A deterministic automaton for the question whether a regular expression
 * matches at all, made state by state as strings lead to them from the one
 * with tags that regcomp() builds. It looks at each character once, by a table.
 */
#ifndef EXA_REGEX_DFA_H
#define EXA_REGEX_DFA_H

struct tnfa;
struct exa_dfa;

enum exa_dfa_answer {
	DFA_NO,
	DFA_YES,
	DFA_UNKNOWN,
};

/* For a compiled expression, which must outlive it; NULL if there is none. */
struct exa_dfa *__exa_dfa_new(const struct tnfa *);
void __exa_dfa_free(struct exa_dfa *);

/* Whether the string matches, with regexec()'s flags. */
enum exa_dfa_answer __exa_dfa_run(
	struct exa_dfa *, const char *string, int flags);

#endif
