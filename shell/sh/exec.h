/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Running the tree: exec.c (lists and compound commands), simple.c,
 * pipeline.c, spawn.c (processes), redir.c, command.c (what a name means).
 */
#ifndef SH_EXEC_H
#define SH_EXEC_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

struct args;
struct arena;
struct assign;
struct buf;
struct job;
struct node;
struct redir;
struct word;

enum exec_flag {
	EV_EXIT = 1,       /* the process ends with this command */
	EV_TESTED = 2,     /* the status is looked at: -e does not apply */
	EV_FOREGROUND = 4, /* the & behind it was taken care of */
};

/* Run a command; the status, which is sh.status too. */
int exec_node(struct node *n, int flags);
int exec_simple(struct node *n, int flags);
int exec_pipe(struct node *n, int flags);
int exec_background(struct node *n);
int exec_subshell(struct node *n, int flags);
/* Parse and run a text: eval, traps. Flags as for exec_node(). */
int exec_text(const char *text, int flags);
/* Run a script that is open as fd, which is closed. */
int exec_file(int fd, const char *name);

/* Built-ins. */
enum builtin_flag {
	BI_SPECIAL = 1,
	BI_PURE = 2, /* changes nothing in the shell: $(echo) needs no fork */
	BI_DECLARE = 4, /* words like assignments are expanded so */
};

struct builtin {
	const char *name;
	int (*run)(int argc, char **argv);
	unsigned flags;
};

/* A function; the arena holds its body. */
struct func {
	unsigned refs;
	struct arena *arena;
	struct node *body;
};

/* What a command name means; one cell a name. */
struct command {
	struct command *next;
	const struct builtin *builtin;
	struct func *func;
	char *path; /* found in PATH, or NULL */
	char name[];
};

enum { COMMAND_BUCKETS = 64 };

struct command_state {
	struct command *table[COMMAND_BUCKETS];
	struct arena *parsing; /* arena of the command being run */
};

#define COMMAND_STANDARD_PATH "/usr/bin:/bin:/usr/sbin:/sbin"

void command_init(void);
struct command *command_find(const char *name, bool make);
/*
 * Where PATH (or the given list) has the program; NULL with *err ENOENT or
 * EACCES. Names with a slash are answered as they are. Remembered unless a
 * list is given. The result is valid until PATH changes or in sh.temp.
 */
const char *command_path(const char *name, const char *list, int *err);
void command_forget_paths(void);
void func_define(const char *name, struct node *body);
void func_unset(struct command *c);
void func_unref(struct func *f);
int func_call(struct func *f, int argc, char **argv);
bool is_declaration(const char *name);
/* Free the positional parameters if the shell made them. */
void params_free(void);

/* Redirections of the shell's own descriptors, with a way back. */
struct redir_saved {
	struct redir_saved *next;
	int fd, copy; /* copy -1: it was closed */
};

/* 0, or -1 when told and undone as far as it got. *saved may be NULL: for
 * good. */
int redir_apply(const struct redir *r, struct redir_saved **saved);
void redir_undo(struct redir_saved *saved);
void redir_keep(struct redir_saved *saved);
/* What a redirection opens: a descriptor of 3 or more, -1 told, or -2 close. */
enum { REDIR_CLOSE = -2, REDIR_FAILED = -1 };
int redir_open(const struct redir *r, bool *owned);
/* Open a document for reading. */
int heredoc_open(const char *text);
/* pipe2(O_CLOEXEC), both ends above the standard descriptors. */
int pipe_new(int fd[2]);

/* A process to start. */
struct launch {
	char **argv;
	const char *path; /* NULL: look it up */
	const struct redir *redirs;
	const struct assign *assigns;
	int in, out;     /* -1: as they are */
	struct job *job; /* where to enter it */
	bool background;
};

/* Start it without a fork. Enters a finished process when that fails. */
void launch(struct launch *l);
/* Become the program; returns only by exiting. */
_Noreturn void exec_program(
	char **argv, const struct assign *assigns, const char *path);
void exec_replace(const char *path, char **argv, char **env);
/* The exit status for an errno of exec, told. */
int exec_failed(const char *name, int err);
/* A process of the job with a copy of the shell: 0 in the child. */
pid_t fork_job(struct job *job, bool background);
/* Whether a command may start by launch(): its expansions change nothing. */
bool can_launch(const struct node *n);
/* A built-in that can run here though a subshell is asked for. */
bool is_pure_builtin(const struct node *n);
int run_captured(struct node *n, struct buf *b);
/* Start all processes of a pipeline; `out` is the last one's output, or -1. */
void pipeline_start(
	struct node *n, struct job *job, int out, bool bg, int flags);
/* The environment of a command with these assignments before it. */
char **launch_environ(const struct assign *assigns);
/* Assign name=value ...; temporary: what was is saved first. */
bool assign_all(const struct assign *a, bool temporary, bool export);
void trace_command(const struct assign *a, char **argv);

#endif
