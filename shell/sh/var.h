/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Variables: one hash table; a cell, once made, lives for ever, so trees may
 * keep a pointer to it. The text "NAME=value" is what the environment shows.
 * Nothing here does I/O: var_set() answers false for a read-only variable
 * and the caller tells.
 */
#ifndef SH_VAR_H
#define SH_VAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { VAR_BUCKETS = 128 };

enum var_flag {
	VAR_EXPORT = 1,
	VAR_READONLY = 2,
	VAR_UNSET = 4,
	VAR_LINENO = 8, /* the value is the current line */
};

/* Variables whose change the shell must notice. */
enum var_hook { HOOK_NONE, HOOK_IFS, HOOK_PATH, HOOK_OPTIND };

struct var {
	struct var *next;
	char *text; /* NAME=value */
	unsigned namelen;
	unsigned hash;
	size_t cap; /* of text */
	uint8_t flags;
	uint8_t hook;
};

/* What a function's `local` or a command's prefix will put back. */
struct var_saved {
	struct var_saved *next;
	struct var *var;
	char *text; /* NULL: `-`, the options */
	size_t cap;
	uint8_t flags;
	unsigned opts; /* with `-` */
};

struct var_state {
	struct var *table[VAR_BUCKETS];
	struct var_saved *saved; /* of the innermost scope first */
	char **env;              /* cached environment */
	size_t env_cap;
	bool env_dirty;
	struct var *ifs, *path, *optind, *lineno;
	struct var *ps1, *ps2, *ps4, *home, *pwd, *oldpwd, *cdpath, *ppid;
	uint8_t ifs_class[256]; /* IFS_WHITE, IFS_OTHER */
	char ifs_first;         /* joins "$*"; see ifs_join */
	bool ifs_join;
	bool optind_set; /* getopts must start again */
};

enum { IFS_WHITE = 1, IFS_OTHER = 2 };

/* Take over the environment and set what the shell itself defines. */
void var_init(char **environ_in);
/* The cell of a name of n bytes; made, unset, if there is none. */
struct var *var_cell(const char *name, size_t n);
/* The cell or NULL. */
struct var *var_find(const char *name, size_t n);
/* The value, or NULL when unset; valid until the variable is set. */
const char *var_value(struct var *v);
const char *var_get(const char *name);
/* False if it is read-only. `value` may be NULL: unset it. */
bool var_set(struct var *v, const char *value, size_t n);
bool var_sets(struct var *v, const char *value);
bool var_set_num(struct var *v, long long n);
void var_flag(struct var *v, unsigned flags);
/* The environment; valid until a variable changes. */
char **var_environ(void);

/* A scope for `local`: what var_save() remembers, var_leave() puts back. */
struct var_saved *var_enter(void);
void var_save(struct var *v);
void var_save_options(void);
void var_leave(struct var_saved *mark);

#endif
