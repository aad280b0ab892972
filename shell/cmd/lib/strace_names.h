/* SPDX-License-Identifier: GPL-3.0-or-later */
/* strace: lists of names, ended by one without. */
#ifndef EXA_CMD_STRACE_NAMES_H
#define EXA_CMD_STRACE_NAMES_H

#include "strace.h"

struct st_name {
	uint32_t value;
	const char *name;
};

#define N(name)                         \
	{                               \
		(uint32_t)(name), #name \
	}
#define V(value, name)      \
	{                   \
		value, name \
	}
#define END             \
	{               \
		0, NULL \
	}

/* The name of a value, or the number. */
void st_put_value(const struct st_name *names, uint32_t value);
/* The names of bits, combinations before what they are made of. */
void st_put_bits(const struct st_name *names, uint32_t value);

/* A kind of values, or of bits, and their names. */
struct st_set {
	enum kind kind;
	bool bits;
	const struct st_name *names;
};

/* Prints a value by the set of its kind; false: it is not among them. */
bool st_put_set(const struct st_set *sets, size_t count, enum kind kind,
	uint32_t value);

/* strace_names.c: the rest of st_flags(). */
bool st_flags_more(enum kind kind, uint32_t value);

#endif
