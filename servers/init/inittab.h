/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * /etc/inittab, as System V init reads it: one entry a line,
 *
 *	id:runlevels:action:process
 *
 * Blank lines and lines that begin with # are skipped, and so is white space
 * at the start of a line. A line that is wrong is reported and skipped; the
 * others count. Pure: the text comes from the caller.
 */
#ifndef EXA_INIT_INITTAB_H
#define EXA_INIT_INITTAB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	INITTAB_ID = 4,       /* longest id */
	INITTAB_PROCESS = 127 /* longest command, as sysvinit's */
};

/* What init does with an entry; see inittab(5). */
enum inittab_action {
	INITTAB_OFF,         /* nothing; a running process is ended */
	INITTAB_SYSINIT,     /* at boot, before all others; waits */
	INITTAB_BOOT,        /* at boot; does not wait */
	INITTAB_BOOTWAIT,    /* at boot; waits */
	INITTAB_INITDEFAULT, /* its runlevel is entered after boot */
	INITTAB_WAIT,        /* when the runlevel is entered; waits */
	INITTAB_ONCE,        /* when the runlevel is entered */
	INITTAB_RESPAWN,     /* started again whenever it ends */
	INITTAB_ONDEMAND,    /* respawn in the pseudo levels a, b, c */
	INITTAB_CTRLALTDEL,  /* when init gets SIGINT */
	INITTAB_POWERFAIL,   /* when init gets SIGPWR */
	INITTAB_POWERWAIT    /* the same; waits */
};

enum inittab_reason {
	INITTAB_FIELDS,    /* fewer than four fields */
	INITTAB_BAD_ID,    /* empty, too long, or white space in it */
	INITTAB_DUPLICATE, /* the id of an earlier line */
	INITTAB_BAD_LEVEL, /* not one of 0-9 S s a b c */
	INITTAB_NO_ACTION, /* unknown action */
	INITTAB_NO_PROCESS,
	INITTAB_TOO_LONG, /* the process field */
	INITTAB_BAD_BYTE, /* a null byte in the line */
	INITTAB_DEFAULT   /* initdefault that names no one level 0-9 or S */
};

/* A set of runlevels: bit n for level n, and the bits below for letters. */
enum {
	INITTAB_LEVEL_S = 1 << 10,
	INITTAB_LEVEL_A = 1 << 11,
	INITTAB_LEVEL_B = 1 << 12,
	INITTAB_LEVEL_C = 1 << 13,
	INITTAB_LEVELS = (1 << 10) - 1 /* 0 to 9: what an empty field means */
};

struct inittab_entry {
	char id[INITTAB_ID + 1];
	uint32_t levels; /* a set; empty only for actions without levels */
	enum inittab_action action;
	char process[INITTAB_PROCESS + 1]; /* without a leading + */
	uint32_t line;
};

struct inittab_error {
	uint32_t line; /* from 1 */
	enum inittab_reason reason;
};

struct inittab {
	struct inittab_entry *entries; /* in the order of the file */
	size_t entry_count;
	struct inittab_error *errors;
	size_t error_count;
};

/*
 * Reads n bytes of text into t, which the caller frees with inittab_free
 * whatever came out. 0 even if there are errors; -ENOMEM: t is then empty.
 */
int inittab_parse(struct inittab *t, const char *text, size_t n);

void inittab_free(struct inittab *t);

/*
 * The first entry at or behind index *at whose action is wanted (a set of
 * 1 << enum inittab_action) and in one of the levels; *at is moved behind it.
 * NULL: no more. Actions that mind no level (sysinit, boot, bootwait,
 * powerfail, powerwait, ctrlaltdel) match any.
 */
const struct inittab_entry *inittab_next(
	const struct inittab *t, size_t *at, uint32_t wanted, uint32_t levels);

/* The level of the initdefault line as a set of one, or 0: none. */
uint32_t inittab_default(const struct inittab *t);

/* The set of one level for its letter or digit, or 0: no such level. */
uint32_t inittab_level(char c);

/* A line for the reader of the log; never NULL. */
const char *inittab_explain(enum inittab_reason reason);

#endif
