/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The process table: one struct a process, servers and programs alike. */
#ifndef EXA_PROC_H
#define EXA_PROC_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "kernel/coroutine.h"
#include "kernel/cputime.h"
#include "kernel/list.h"
#include "kernel/ptimer.h"
#include "kernel/priority.h"
#include "kernel/rlimit.h"
#include "kernel/signal.h"
#include "kernel/timer.h"
#include "kernel/usage.h"
#include "kernel/vm.h"

struct file;
struct file_table;
struct spawn_job;
struct tracer;
struct tty;
struct vnode;

enum {
	PROC_MAX = 512,   /* processes in the table, servers included */
	PROC_NAME = 16,   /* bytes of the name, as TASK_COMM_LEN */
	PROC_GROUPS = 32, /* supplementary groups */
	PID_MAX = 32768,
	ROOT_PIDS = 5, /* pids 1 to 5 are the servers of the boot list */
};

enum proc_state {
	PROC_FREE,
	PROC_NEW,      /* being made */
	PROC_RUNNABLE, /* on the run queue */
	PROC_RUNNING,
	PROC_SLEEPING, /* waits for a wakeup */
	PROC_STOPPED,  /* by a job-control signal */
	PROC_ZOMBIE,   /* ended; its parent has not waited for it */
};

/* What the user half of a program does when the process next runs. */
enum proc_entry {
	ENTRY_REWIND, /* gets the result of its suspended call */
	ENTRY_START,  /* a new image: _start(entry_argument) */
};

struct cred {
	uid_t ruid, euid, suid;
	gid_t rgid, egid, sgid;
	uid_t fsuid; /* as which files are used: the effective one but for */
	gid_t fsgid; /* setfsuid() */
	int ngroups;
	gid_t groups[PROC_GROUPS];
};

/* What read() and write() and their like have moved: /proc/PID/io. */
struct transfers {
	uint64_t read, written; /* bytes */
	uint32_t reads, writes; /* calls */
};

/* Processes waiting for the same event. */
struct waitq {
	struct list waiters;
};

/* When a process was told of the interrupt character (tty/interrupt.c). */
struct interrupted {
	double time; /* 0: not since it looked at its terminal */
	double cpu_ms;
	uint32_t sleeps; /* what it had used, and how often waited, by then */
};

struct proc {
	/* Set when the process is made, then constant. */
	pid_t pid;
	struct server *server; /* its code is in the module; else NULL */
	int slot;        /* names the wasm instance; = index in the table */
	bool agent;      /* works for the page: it has the servers' priority */
	uint32_t serial; /* how many were made before it */

	/* Scheduler (sched.c). */
	enum proc_state state;
	struct list run_link;
	struct priority priority;
	struct coroutine half; /* the kernel half, or the server itself */
	enum proc_entry entry;
	uint32_t entry_argument;
	int32_t result;  /* of the call at hand */
	double start_ms; /* when it was made */

	/* What it used (cputime.c, usage.c). */
	struct cputime cpu;
	uint32_t peak;       /* most bytes of memory it ever had */
	struct transfers io; /* by calls that read and write */
	uint32_t sleeps;     /* switches from it because it waited */
	uint32_t preempted;  /* switches from it although it could go on */
	struct usage waited; /* by children waited for */

	/* A program that computes (busy.c). */
	bool held;    /* on the host's stack, waiting for its turn */
	bool reaped;  /* waited for while it was held */
	int in_place; /* handlers that run on top of such a stack */

	/* The call at hand (call.c). */
	uint32_t number;
	uint32_t args[6];

	/* When it was last seen not to starve, and what it had used when it was
	 * last looked at (hog.c). */
	struct {
		double since, cpu_ms;
		bool typed; /* a read of its terminal has ended since */
	} look;

	/* Memory (vm.c). */
	struct vm vm;
	bool has_image;
	struct proc *fork_child; /* set while fork waits for the clone */
	int fork_error;

	/* Relatives (fork.c, exit.c). */
	struct proc *parent;
	struct list children; /* through sibling */
	struct list sibling;
	struct waitq child_event; /* a child changed state */
	int status;               /* wait status once a zombie */
	bool unwanted;            /* a zombie that nobody waits for */
	int stop_status;          /* signal that stopped it, not yet reported */
	bool continued;           /* SIGCONT not yet reported */
	bool execed;              /* since fork: setpgid is refused */
	struct spawn_job *spawn;  /* what exa_spawn told the child to do */

	/* Groups, session, terminal. */
	pid_t pgid, sid;
	struct tty *tty;       /* controlling terminal, or NULL */
	pid_t lost_foreground; /* leader of a hung-up terminal: its group */
	struct interrupted interrupted;

	/* Credentials, files (servers/resmgr). */
	struct cred cred;
	mode_t umask;
	struct rlimits limits;

	/* Attributes of prctl() and its like (prctl.c). */
	int parent_death;     /* the signal sent when the parent ends, or 0 */
	bool undumpable;      /* PR_SET_DUMPABLE 0 */
	bool no_new_privs;    /* exec gives no ids */
	bool subreaper;       /* gets the orphans among its descendants */
	uint32_t persona;     /* of personality() */
	uint32_t robust_list; /* user address */

	struct file_table *files;
	struct vnode *cwd, *root;
	struct vnode *exe;
	struct proc *lock_blocker; /* whose record lock it waits for (lock.c) */

	/* Signals (signal.c). */
	struct sigstate sig;
	struct waitq signal_event; /* one became pending (signalfd) */

	/* Timers. */
	struct timer sleep_timer;
	struct itimer itimers[ITIMERS];
	struct ptimers ptimers;
	struct list cpu_alarms; /* on its CPU time (clock.c) */
	struct clock_alarm cpu_limit;

	/* For ps and strace. */
	char name[PROC_NAME];
	struct tracer *tracer;
	bool trace_follow, trace_silent;
	bool trace_shown;    /* the start of the call at hand was */
	double trace_cpu_ms; /* CPU time at its start */
};

/* The process whose call is being served, or that runs in user mode. */
extern struct proc *current;

/* Makes a process. It is NEW, has a pid and nothing else. NULL: table full. */
struct proc *proc_alloc(void);

/* How many processes were ever made; *last: the pid of the last one. */
uint32_t proc_made(pid_t *last);

/* How many programs may exist at once on this host; set at boot. */
void proc_set_limit(int programs);
int proc_limit(void);

/* Frees a process that never ran or was waited for. */
void proc_free(struct proc *p);

/* The live or zombie process with that pid, or NULL. */
struct proc *proc_find(pid_t pid);

/* The process in a slot of the table; NULL when free. Walk from 0. */
struct proc *proc_at(int slot);

/* Whether p, using files, is a member of a group. */
bool proc_in_group(const struct proc *p, gid_t gid);

/* Names a process as ps shows it: the last component of path. */
void proc_set_name(struct proc *p, const char *path);

/* fork.c: fork() as the caller sees it. */
int do_fork(const uint32_t *args);
/* fork.c: a child with copies of all but the memory. NULL: -EAGAIN. */
struct proc *proc_duplicate(struct proc *parent);
/* fork.c: undoes proc_duplicate() of a child that never ran. */
void proc_discard(struct proc *child);

/* exit.c: ends the calling process with a wait status. The caller must return
 * at once to its call's boundary. */
void proc_exit(struct proc *p, int status);

/*
 * exit.c: waits for a child of the calling server (init): pid and options as
 * waitpid. Returns its pid with *status set, 0 for WNOHANG, or -errno.
 */
pid_t proc_wait(int pid, int options, int *status);

/* exec.c: replaces the image of p. Strings are kernel memory. */
struct exec_args {
	char *strings; /* argv strings then envp strings, each with its NUL */
	uint32_t size; /* bytes in strings */
	uint32_t max;  /* bytes that strings has room for */
	uint32_t argc, envc;
};
int proc_exec(struct proc *p, const char *path, struct exec_args *args);

void exec_args_free(struct exec_args *args);

/* Gives args without any argument an argv[0]. */
int exec_args_prepend(struct exec_args *args, const char *string);

/* Makes image, to which a reference and a vnode_deny_write() are held, or
 * NULL, the one p runs. */
void proc_set_image(struct proc *p, struct vnode *image);

/* Adds a string to args, of kernel memory. Returns 0, -E2BIG or -ENOMEM. */
int exec_args_add(struct exec_args *args, const char *string);

/* What a server's child gets instead of what the server itself has. */
struct spawn_options {
	const struct cred *cred; /* NULL: the server's */
	const char *cwd;         /* NULL: the server's */
	struct file *tty; /* its new session's controlling terminal, or NULL */
};

/*
 * spawn.c: starts path as a child of the calling server (init), in a session
 * of its own, with the server's open files. argv and envp are NULL-ended.
 * path is found from the child's directory with the child's rights. Returns
 * the pid or -errno.
 */
pid_t proc_spawn(const char *path, const char *const *argv,
	const char *const *envp, const struct spawn_options *options);

#endif
