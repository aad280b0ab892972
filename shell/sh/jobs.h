/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Jobs: processes started together. jobs.c keeps the table and waits;
 * jobctl.c speaks with the terminal; jobtext.c shows a job's command.
 *
 * A job in the foreground is made, waited for and freed; one in the
 * background, or stopped, stays in the table until its end was told.
 */
#ifndef SH_JOBS_H
#define SH_JOBS_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>
#include <termios.h>

struct node;
struct buf;

enum proc_state { PROC_RUNNING, PROC_STOPPED, PROC_DONE };

struct proc {
	pid_t pid;
	int status; /* as from waitpid() */
	uint8_t state;
};

struct job {
	struct job *next;
	int number;     /* %1; 0: not in the table shown to the user */
	unsigned stamp; /* the larger, the more current */
	pid_t pgid;     /* with job control, else 0 */
	int count, size;
	bool controlled; /* has a process group of its own */
	bool foreground;
	bool changed; /* its new state was not told yet */
	bool waited;  /* `wait` gave its status */
	char *text;   /* its command, or NULL */
	struct termios tty;
	bool tty_saved;
	struct proc procs[];
};

enum { JOBS_KEPT = 256 }; /* finished ones that nobody waited for */

struct job_state {
	struct job *list;
	unsigned stamp;
	pid_t last_pid;  /* $! */
	int tty;         /* the terminal, or -1 */
	pid_t pgid;      /* the shell's group under job control */
	pid_t old_pgid;  /* the group to go back to */
	bool on;         /* job control works */
	bool off_in_sub; /* no groups here: inside $(...) */
	struct termios modes;
	bool modes_saved;
};

struct job *job_new(int procs);
void job_add(struct job *j, pid_t pid);
/* In place of a process: what would have exited with this status has run. */
void job_add_done(struct job *j, int status);
void job_free(struct job *j);
/* Name the job after its command, if somebody may ask. */
void job_describe(struct job *j, const struct node *n);
/* Give it a number and make it $!. */
void job_background(struct job *j);
/* Tell if a job died of a signal that the user did not send by a key. */
void job_died(const struct job *j);
/* Wait for a foreground job; its exit status. Frees it unless it stopped. */
int job_wait(struct job *j);
enum proc_state job_state(const struct job *j);
/* Exit status of a finished or stopped job. */
int job_status(const struct job *j);
/*
 * Take one change of a child: its pid, 0 if none (without `block`), -1 if
 * there are no children or a signal came.
 */
pid_t jobs_reap(bool block);
/* Tell changes of background jobs; in a prompt. */
void jobs_notify(void);
/* In a fork: the jobs are not ours. */
void jobs_forget(void);
void job_show(struct job *j, int mode);
enum { SHOW_STATE, SHOW_LONG, SHOW_PID };
/* %1 %+ %name or a pid; NULL, told, if there is none. */
struct job *job_find(const char *spec);
struct job *job_of_pid(pid_t pid);
/* The most recent job, or the one before it. */
struct job *job_current(bool previous, bool stopped);
bool jobs_stopped(void);

/* set -m */
void jobs_control(bool on);
/* Hand the terminal to a process group. */
void jobs_foreground(pid_t pgid);
void jobs_save_modes(void);
void jobs_restore_modes(void);
/* SIGHUP to all jobs; for a signal handler. */
void jobs_hang_up(void);
/* fg and bg. */
int job_continue(struct job *j, bool foreground);

/* The command of a tree as text. */
void job_text(struct buf *b, const struct node *n);

#endif
