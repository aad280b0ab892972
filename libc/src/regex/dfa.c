/* SPDX-License-Identifier: MIT */
/*
 * A state stands for the set of states that the automaton of regcomp() is in,
 * a bitmap by their numbers. Its row in the table has the next state for each
 * ASCII character; others are looked up by their code, and computed each time
 * they are not among the latest.
 *
 * What the characters ahead decide is not in the table: words' ends are left
 * to regexec(), and of the end of the line only that of the string is known
 * here, which is looked at once more, with the last character, when the string
 * ends. Answers are those of musl's regexec() in every case: a character that
 * is not one, up to the one after the match, means no match.
 */
#include <limits.h>
#include <regex.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "dfa.h"
#include "tre.h"

/*
 * States are offsets of rows. The first rows are not used: their offsets say
 * that something is not known yet, or that the search is over. ACCEPT_EMPTY is
 * for a match that began where it ends.
 */
enum {
	ROW = 128,
	UNKNOWN = 0,
	ACCEPT = 1 * ROW,
	ACCEPT_EMPTY = 2 * ROW,
	DEAD = 3 * ROW,
	FIRST = 4 * ROW,
	MAX_ROWS = 256,
	FEW_ROWS = 16,
	MAX_WORDS = 8, /* of a bitmap */
	BITS = 32,
	WIDE = 64,
	HANDLED = ASSERT_AT_BOL | ASSERT_AT_EOL | ASSERT_CHAR_CLASS |
		ASSERT_CHAR_CLASS_NEG,
};

/* A bitmap, and what makes it the set of a position. */
struct set {
	uint32_t words[MAX_WORDS];
	int accept; /* ACCEPT or ACCEPT_EMPTY, or 0 */
};

struct exa_dfa {
	const struct tnfa *tnfa;
	const struct tnfa_transition **states; /* by number */
	uint32_t words;
	uint32_t rows, room; /* rows in use, from the first; allocated */
	uint16_t *next;
	uint32_t *sets;    /* by row */
	uint8_t *ends;     /* by row and character: 0, or 1 + the answer */
	uint16_t start[2]; /* with and without REG_NOTBOL */
	uint8_t eol;       /* there is a $ */
	uint8_t anchored;  /* a match starts where the string does */
	uint8_t failed;    /* too many states, or no memory */
	struct {
		wchar_t c;
		uint16_t from, to;
	} wide[WIDE];
};

static int all_handled(const struct tnfa *tnfa)
{
	const struct tnfa_transition *t;
	int assertions = 0;

	for (t = tnfa->initial; t->state; t++)
		assertions |= t->assertions;
	for (unsigned i = 0; i < tnfa->num_transitions; i++)
		if (tnfa->transitions[i].state)
			assertions |= tnfa->transitions[i].assertions;
	if (assertions & ~HANDLED || tnfa->have_backrefs)
		return 0;
	return !(assertions & ASSERT_AT_EOL && tnfa->cflags & REG_NEWLINE);
}

static void look_at(struct exa_dfa *dfa, const struct tnfa_transition *t)
{
	dfa->states[t->state_id] = t->state;
	if (t->assertions & ASSERT_AT_EOL)
		dfa->eol = 1;
}

struct exa_dfa *__exa_dfa_new(const struct tnfa *tnfa)
{
	struct exa_dfa *dfa;
	uint32_t states = tnfa->num_states;

	if (states > MAX_WORDS * BITS || !all_handled(tnfa))
		return NULL;
	dfa = calloc(1, sizeof(*dfa) + states * sizeof(*dfa->states));
	if (!dfa)
		return NULL;
	dfa->tnfa = tnfa;
	dfa->states = (void *)(dfa + 1);
	dfa->words = (states + BITS - 1) / BITS;
	dfa->rows = FIRST / ROW;
	dfa->anchored = !(tnfa->cflags & REG_NEWLINE);
	for (unsigned i = 0; i < tnfa->num_transitions; i++)
		if (tnfa->transitions[i].state)
			look_at(dfa, &tnfa->transitions[i]);
	for (const struct tnfa_transition *t = tnfa->initial; t->state; t++) {
		look_at(dfa, t);
		if (!(t->assertions & ASSERT_AT_BOL))
			dfa->anchored = 0;
	}
	return dfa;
}

void __exa_dfa_free(struct exa_dfa *dfa)
{
	if (!dfa)
		return;
	free(dfa->next);
	free(dfa->sets);
	free(dfa->ends);
	free(dfa);
}

static int make_room(struct exa_dfa *dfa)
{
	uint32_t room = dfa->room ? 2 * dfa->room : FEW_ROWS;
	void *p;

	if (room > MAX_ROWS)
		return 0;
	if (!(p = realloc(dfa->next, room * ROW * sizeof(*dfa->next))))
		return 0;
	dfa->next = p;
	p = realloc(dfa->sets, room * dfa->words * sizeof(*dfa->sets));
	if (!p)
		return 0;
	dfa->sets = p;
	if (dfa->eol) {
		if (!(p = realloc(dfa->ends, room * ROW)))
			return 0;
		dfa->ends = p;
	}
	dfa->room = room;
	return 1;
}

/* The state for a set; UNKNOWN if there is no room for it. */
static uint32_t state_of(struct exa_dfa *dfa, const struct set *set)
{
	size_t size = dfa->words * sizeof(*dfa->sets);
	uint32_t any = 0;
	uint32_t row;

	if (set->accept)
		return set->accept;
	for (uint32_t i = 0; i < dfa->words; i++)
		any |= set->words[i];
	if (!any && dfa->anchored)
		return DEAD;
	for (row = FIRST / ROW; row < dfa->rows; row++)
		if (!memcmp(dfa->sets + row * dfa->words, set->words, size))
			return row * ROW;
	if (row >= dfa->room && !make_room(dfa)) {
		dfa->failed = 1;
		return UNKNOWN;
	}
	dfa->rows++;
	memset(dfa->next + row * ROW, 0, ROW * sizeof(*dfa->next));
	if (dfa->eol)
		memset(dfa->ends + row * ROW, 0, ROW);
	memcpy(dfa->sets + row * dfa->words, set->words, size);
	return row * ROW;
}

static void add(
	struct exa_dfa *dfa, struct set *set, const struct tnfa_transition *t)
{
	set->words[t->state_id / BITS] |= 1u << t->state_id % BITS;
	if (t->state == dfa->tnfa->final && !set->accept)
		set->accept = ACCEPT;
}

static void add_initial(struct exa_dfa *dfa, struct set *set, int bol, int eol)
{
	int before = set->accept;

	for (const struct tnfa_transition *t = dfa->tnfa->initial; t->state;
		t++) {
		if (t->assertions & ASSERT_AT_BOL && !bol)
			continue;
		if (t->assertions & ASSERT_AT_EOL && !eol)
			continue;
		add(dfa, set, t);
	}
	if (!before && set->accept)
		set->accept = ACCEPT_EMPTY;
}

static int is_class(wint_t c, wctype_t class, int icase)
{
	return icase
		? iswctype(towlower(c), class) || iswctype(towupper(c), class)
		: iswctype(c, class);
}

/* Whether the transition is one for the character c. */
static int passes(
	const struct tnfa_transition *t, wint_t c, int cflags, int eol)
{
	int icase = cflags & REG_ICASE;

	if (t->code_min > c || t->code_max < c)
		return 0;
	if (t->assertions & ASSERT_AT_BOL &&
		!(cflags & REG_NEWLINE && c == '\n'))
		return 0;
	if (t->assertions & ASSERT_AT_EOL && !eol)
		return 0;
	if (t->assertions & ASSERT_CHAR_CLASS &&
		!is_class(c, t->u.class, icase))
		return 0;
	if (t->assertions & ASSERT_CHAR_CLASS_NEG)
		for (const wctype_t *class = t->neg_classes; *class; class ++)
			if (is_class(c, *class, icase))
				return 0;
	return 1;
}

/* The set after the character c, which `eol` says ends the line. */
static void step(
	struct exa_dfa *dfa, uint32_t state, wint_t c, int eol, struct set *set)
{
	int cflags = dfa->tnfa->cflags;
	const uint32_t *from = dfa->sets + state / ROW * dfa->words;

	memset(set, 0, sizeof(*set));
	for (uint32_t i = 0; i < dfa->words; i++)
		for (uint32_t left = from[i]; left; left &= left - 1) {
			const struct tnfa_transition *t =
				dfa->states[i * BITS + __builtin_ctz(left)];

			for (; t->state; t++)
				if (passes(t, c, cflags, eol))
					add(dfa, set, t);
		}
	add_initial(dfa, set, cflags & REG_NEWLINE && c == '\n', eol);
}

/* The state after a character that is not ASCII. */
static uint32_t wide_step(struct exa_dfa *dfa, uint32_t state, wchar_t c)
{
	uint32_t i = (c ^ state / ROW * 7) % WIDE;
	struct set set;

	if (dfa->wide[i].c == c && dfa->wide[i].from == state)
		return dfa->wide[i].to;
	step(dfa, state, c, 0, &set);
	dfa->wide[i].c = c;
	dfa->wide[i].from = state;
	return dfa->wide[i].to = state_of(dfa, &set);
}

/* Whether the string that ends with c, after `state`, matches by that. */
static int matches_at_end(struct exa_dfa *dfa, uint32_t state, wchar_t c)
{
	struct set set;

	if (c < ROW && dfa->ends[state + c])
		return dfa->ends[state + c] - 1;
	step(dfa, state, c, 1, &set);
	if (c < ROW)
		dfa->ends[state + c] = 1 + !!set.accept;
	return !!set.accept;
}

/* Whether the first `n` characters, if there are so many, are ones. */
static int decodes(const char *s, int n)
{
	for (; n > 0; n--) {
		int length = mbtowc(NULL, s, MB_LEN_MAX);

		if (length <= 0)
			return !length;
		s += length;
	}
	return 1;
}

/* The state to begin with. */
static uint32_t start(struct exa_dfa *dfa, int flags)
{
	int notbol = !!(flags & REG_NOTBOL);
	struct set set = { 0 };

	if (!dfa->start[notbol]) {
		add_initial(dfa, &set, !notbol, 0);
		dfa->start[notbol] = state_of(dfa, &set);
	}
	return dfa->start[notbol];
}

static int matches_empty(struct exa_dfa *dfa, int flags)
{
	struct set set = { 0 };

	add_initial(dfa, &set, !(flags & REG_NOTBOL), !(flags & REG_NOTEOL));
	return !!set.accept;
}

enum exa_dfa_answer __exa_dfa_run(
	struct exa_dfa *dfa, const char *string, int flags)
{
	const unsigned char *s = (const void *)string;
	int eol = dfa->eol && !(flags & REG_NOTEOL);
	uint32_t state, from;
	wchar_t c = 0;

	if (!*s)
		return matches_empty(dfa, flags);
	if (dfa->failed)
		return DFA_UNKNOWN;
	from = state = start(dfa, flags);
	while (state >= FIRST) {
		const uint16_t *next = dfa->next;

		/* Row by row while the table has the way. */
		while (*s < ROW && next[state + *s] >= FIRST) {
			from = state;
			state = next[state + *s++];
		}
		if (!*s) {
			if (s[-1] < ROW)
				c = s[-1];
			return eol && matches_at_end(dfa, from, c);
		}
		from = state;
		if (*s < ROW) {
			struct set set;

			c = *s++;
			state = next[state + c];
			if (state == UNKNOWN) {
				step(dfa, from, c, 0, &set);
				state = state_of(dfa, &set);
				dfa->next[from + c] = state;
			}
		} else {
			int length = mbtowc(&c, (const void *)s, MB_LEN_MAX);

			if (length < 0)
				return DFA_NO;
			s += length;
			state = wide_step(dfa, state, c);
		}
	}
	if (state == ACCEPT)
		return decodes((const void *)s, 1);
	if (state == ACCEPT_EMPTY)
		return decodes((const void *)s, 2);
	if (state == DEAD)
		return !*s && eol && matches_at_end(dfa, from, c);
	return DFA_UNKNOWN;
}
