/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the two halves of ls share: ls.c gathers and sorts, lib/list.c prints.
 */
#ifndef EXA_CMD_LIST_H
#define EXA_CMD_LIST_H

#include "file.h"

#include <time.h>

enum list_format {
	LIST_SINGLE,
	LIST_LONG,
	LIST_DOWN,
	LIST_ACROSS,
	LIST_COMMAS,
};

enum list_time { LIST_MTIME, LIST_ATIME, LIST_CTIME };

struct list_how {
	enum list_format format;
	enum list_time time;
	bool inode, blocks, human, numeric, no_owner, no_group;
	bool mark;      /* -F */
	bool mark_dirs; /* -p */
	bool hide;      /* -q: a control character is printed as ? */
	size_t columns; /* width of the terminal */
	time_t now;
};

/* One line of a listing; st is filled only if the listing needs it. */
struct list_entry {
	char *name;
	char *link; /* target of a symbolic link in a long listing, or NULL */
	struct stat st;
	mode_t link_mode; /* of what the link leads to; 0: nothing */
	char stamp[16];   /* the time as a long listing shows it */
};

struct timespec list_stamp(const struct stat *st, enum list_time which);

/* Fills the stamp out of st, as POSIX: ls, STDOUT, wants it. */
void list_set_stamp(const struct list_how *how, struct list_entry *e);

/* "total" line of a directory and the entries themselves. */
void list_total(const struct list_how *how, struct list_entry **e, size_t n);
void list_print(const struct list_how *how, struct list_entry **e, size_t n);

#endif
