/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Paths, directories, modes, and the copying and removing of trees that
 * several commands share.
 */
#ifndef EXA_CMD_FILE_H
#define EXA_CMD_FILE_H

#include "cmd.h"

#include <dirent.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <time.h>

/* dir/name in memory of its own; the caller frees it. */
char *path_join(const char *dir, const char *name);

/*
 * The names in a directory without . and .., NULL at the end, in the order of
 * the directory. All are read before any is used, so the caller may change
 * the directory. One allocation for each name and one for the list:
 * names_free(). NULL and errno when the directory cannot be read.
 */
char **dir_names(const char *path);
char **dir_read(DIR *dir);
void names_free(char **names);

/*
 * The mode that the text of chmod (POSIX: chmod, EXTENDED DESCRIPTION), octal
 * or symbolic, makes out of old. mask is the umask, used where no who is
 * given. False when the text is not a mode.
 */
bool mode_parse(
	const char *text, mode_t old, mode_t mask, bool is_dir, mode_t *mode);

/* "drwxr-xr-x" and the like; buf has 11 bytes. */
void mode_string(mode_t mode, char *buf);

/* The type letter of ls -l, and the mark of ls -F or 0. */
char mode_type(mode_t mode);
char mode_mark(mode_t mode);

enum remove_ask { REMOVE_NEVER, REMOVE_PROTECTED, REMOVE_ALWAYS };

struct remove_how {
	enum remove_ask ask; /* REMOVE_PROTECTED: when it is not writable */
	bool recursive;
	bool missing_ok; /* what does not exist is no error */
	bool dirs;       /* empty directories too */
};

/* Removes path as rm does; messages are given. False when it is still there. */
bool remove_path(const char *path, const struct remove_how *how);

enum copy_follow { FOLLOW_NONE, FOLLOW_OPERANDS, FOLLOW_ALL };

struct copy_how {
	enum copy_follow follow; /* which symbolic links are followed */
	bool recursive;
	bool preserve; /* times, owner, mode */
	bool force;    /* remove a destination that does not open */
	bool ask;      /* before overwriting */
	bool special;  /* recreate devices, FIFOs instead of reading */
};

/*
 * Copies from (a file or, with recursive, a tree) to the path to, which is
 * the final name. Messages are given; false when anything was not copied.
 */
bool copy_path(const char *from, const char *to, const struct copy_how *how);

/* Copies bytes until end of file. 0; or -1, errno and *reading: which failed */
int copy_data(int in, int out, bool *reading);

/*
 * The target logic of cp, mv and ln: calls each(source, final name) for every
 * source; argv[0..n) are the operands, the last one the target. With
 * never_into a symbolic link to a directory is a target, not a place to put
 * things in (ln -n). True when all calls were.
 */
bool for_targets(char **argv, int n, bool never_into,
	bool (*each)(const char *from, const char *to));

/*
 * A time of touch -t, [[CC]YY]MMDDhhmm[.SS] in the local zone; or of touch
 * -d, YYYY-MM-DD[Thh:mm[:SS[.frac]]][Z] or @seconds. False when it is none.
 */
bool time_parse_digits(const char *s, struct timespec *t);
bool time_parse_iso(const char *s, struct timespec *t);

/*
 * A time by a format of strftime() in the POSIX locale, with %N, %k, %l, %P
 * and the flags - _ 0. An unknown conversion is put as it stands. tm is now in
 * the zone wanted.
 */
void time_format(struct text *t, const char *format, const struct timespec *now,
	const struct tm *tm);

#endif
