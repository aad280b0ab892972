/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of init share; for them only. */
#ifndef EXA_INIT_IMPL_H
#define EXA_INIT_IMPL_H

#include <stdbool.h>
#include <stdint.h>

#include "kernel/list.h"
#include "kernel/proc.h"
#include "servers/init/inittab.h"

/* An entry of the inittab and the process that runs for it. */
struct service {
	struct list link;
	struct inittab_entry entry;
	pid_t pid;         /* its process; 0: none */
	bool ran;          /* once, wait: in this runlevel already */
	bool demanded;     /* ondemand: its level was asked for */
	bool gone;         /* the inittab has it no more */
	double window;     /* when the starts were counted from, ms */
	int starts;        /* since then */
	double not_before; /* of the next start, ms */
};

struct init {
	struct list services; /* in the order of the inittab */
	char level;           /* '0' to '9' or 'S'; 'N' before the first */
	char previous;
	bool booted;   /* the boot entries were started */
	pid_t command; /* what the host asked for; 0: none */
};

extern struct init init;

/* init.c: collects children that ended; if there are none, waits until one
 * ends, something is asked for, or the deadline (ms; 0: none). */
void init_wait(double deadline);

/* init.c: whether somebody asked for another runlevel. */
bool init_level_asked(void);

/* level.c */
void level_boot(void);
void level_enter(char level);

/* service.c: (re)reads the inittab; processes keep running. */
void services_load(void);
/* Frees what the inittab has no more and does not run. */
void services_sweep(void);
/* Whether s belongs to the present runlevel. */
bool service_wanted(const struct service *s);
/* Starts the process of s unless it runs or failed too often. */
void service_start(struct service *s);
/* service_start(), and waits for its end or another runlevel. */
void service_run(struct service *s);
/* The process with that pid, if it is a service's, ended. */
void service_ended(pid_t pid);
/* Starts the ondemand entries of a pseudo level. */
void services_demand(char level);
/* Starts what is to be respawned. Returns when to look again, ms; 0: when
 * something happens. */
double services_respawn(void);
/* Ends what does not belong to the present runlevel. */
void services_stop_unwanted(void);

/* command.c: the host's command. */
void command_start(void);
void command_ended(int status);

/* spawn.c: reads a regular file into new memory that the caller frees (NULL
 * for an empty file). Returns its size or -errno. */
int init_read(const char *name, void **content);

/* Opens name as descriptor fd of init, to be inherited. Returns 0 or
 * -errno. */
int init_open(const char *name, int flags, int fd);

/* Closes descriptors 0 to 2 again. */
void init_close_all(void);

/* Starts argv[0], in /bin unless it has a slash. Returns the pid or -errno. */
pid_t init_spawn(const char *const *argv, const char *const *envp,
	const struct spawn_options *options);

/* Starts the process field of an inittab entry. */
pid_t init_spawn_line(const char *line);

/* An error number in words. */
const char *init_reason(int error);

#endif
