/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The parts of sort: keys compare lines, runs hold what does not fit in memory.
 * sort.c has the options and the flow.
 */
#ifndef EXA_CMD_SORT_H
#define EXA_CMD_SORT_H

#include "cmd.h"

#include <sys/types.h>

struct line {
	char *text; /* without the newline; not terminated */
	size_t len;
};

/* The letters of -bdfinr, for a key or for all. */
struct sort_flags {
	bool blanks_start, blanks_end; /* b */
	bool dictionary, fold, printable, numeric, reverse;
};

/*
 * -k start[,end]. Fields and characters count from 1; end_field 0: to the end
 * of the line, end_char 0: to the end of the field.
 */
struct sort_key {
	size_t start_field, start_char, end_field, end_char;
	struct sort_flags flags;
};

struct sort_order {
	struct sort_key *keys; /* without any, whole lines are compared */
	size_t nkeys;
	struct sort_flags flags; /* for keys without letters of their own */
	int separator;       /* -t, or -1: blanks before a field are its own */
	bool no_last_resort; /* -u, -s: equal keys make equal lines */
};

/* Adds a key from the argument of -k; false when it is malformed. */
bool sort_add_key(struct sort_order *order, const char *text);

/* Sets a letter of -bdfinr in f; false when it is none. */
bool sort_set_flag(struct sort_flags *f, char c, bool start, bool end);

/* Gives keys without letters those of the command; once, after all options. */
void sort_finish(struct sort_order *order);

/* < 0, 0 or > 0. */
int sort_compare(const struct sort_order *order, const struct line *a,
	const struct line *b);

/* Stable; scratch has room for half of the n lines. */
void sort_lines(const struct sort_order *order, struct line *v, size_t n,
	struct line *scratch);

/* Lines of a descriptor, one at a time; the text is valid until the next. */
struct line_reader {
	int fd;
	const char *name; /* for messages */
	char *buf;
	size_t pos, len, size;
	bool end;
};

void reader_open(struct line_reader *r, int fd, const char *name);
bool reader_next(struct line_reader *r, struct line *line);
void reader_close(struct line_reader *r);

/* A new temporary file in TMPDIR or /tmp, already without a name. */
int run_create(void);

/* Merges sorted readers into out; with unique, one of equal lines. */
void run_merge(const struct sort_order *order, struct line_reader *in, size_t n,
	bool unique, struct out *out);

#endif
