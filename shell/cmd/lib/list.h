/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the parts of ls share: ls.c gathers, listsort.c sorts, list.c prints.
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

enum list_order { LIST_BY_NAME, LIST_BY_TIME, LIST_BY_SIZE, LIST_UNSORTED };

enum list_time { LIST_MTIME, LIST_ATIME, LIST_CTIME };

struct list_how {
	enum list_format format;
	enum list_time time;
	enum list_order order;
	bool reverse;
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

/* Files or a directory's contents; begins as { NULL, 0 }. */
struct list {
	struct list_entry **e;
	size_t n;
};

/* Entries and their strings are allocated; the list owns them from then on. */
void list_add(struct list *l, struct list_entry *e);
void list_sort(struct list *l, const struct list_how *how);
void list_free(struct list *l);

/* One of the three times of a file. */
struct timespec list_stamp(const struct stat *st, enum list_time which);

/* Fills the stamp out of st, as POSIX: ls, STDOUT, wants it. */
void list_set_stamp(const struct list_how *how, struct list_entry *e);

/* "total" line of a directory and the entries themselves. */
void list_total(const struct list_how *how, struct list_entry **e, size_t n);
void list_print(const struct list_how *how, struct list_entry **e, size_t n);

#endif
