/* SPDX-License-Identifier: MIT */
/*
 * The kinds of arguments as numbers, for the kernel's records of calls and for
 * strace, which prints them. kinds.def tells what each word means.
 */
#ifndef EXA_ABI_KINDS_H
#define EXA_ABI_KINDS_H

#include <stdint.h>

enum kind {
#define KIND(name, when, how, unit) KIND_##name,
#include "kinds.def"
#undef KIND
};

/* Bits. */
enum kind_when {
	WHEN_VALUE = 0,
	WHEN_IN = 1,
	WHEN_OUT = 2,
	WHEN_INOUT = WHEN_IN | WHEN_OUT,
	WHEN_ERR = 4,
};

enum kind_how {
	HOW_ONE,
	HOW_TEXT,
	HOW_STRINGS,
	HOW_POINTERS,
	HOW_NEXT,
	HOW_LAST,
	HOW_RESULT,
	HOW_FIRST,
	HOW_VECTOR,
	HOW_ADDRESS,
	HOW_MESSAGE,
	HOW_REQUEST,
	HOW_COMMAND,
	HOW_SPAWN,
};

/* A row of kinds.def without its name: KIND() as an initialiser of one. */
struct kind_rule {
	uint8_t when, how;
	uint16_t unit;
};
#define KIND_RULE(name, when, how, unit) { WHEN_##when, HOW_##how, unit },

#endif
