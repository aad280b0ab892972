/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Clocks, and alarms on them. Readings are milliseconds. There are three
 * kinds: the wall clock, which clock_settime() moves; the steady one, which
 * host_now() reads; and the CPU time of a process.
 */
#ifndef EXA_CLOCK_H
#define EXA_CLOCK_H

#include <stdbool.h>
#include <stdint.h>
#include <time.h>

#include "kernel/list.h"
#include "kernel/timer.h"

struct proc;

enum clock_kind { CLOCK_WALL, CLOCK_STEADY, CLOCK_CPU };

/* Which CPU time, as the lowest bits of a process's clock id say. */
enum cpu_clock { CPU_ALL, CPU_USER, CPU_SCHED };

/* A clock a program named. */
struct clock {
	enum clock_kind kind;
	enum cpu_clock cpu;
	bool thread; /* CLOCK_THREAD_CPUTIME_ID: no sleeping on it */
	bool reads;  /* RAW and COARSE: for reading only */
	bool wakes;  /* ALARM: for the privileged only */
	int pid;     /* CLOCK_CPU */
};

/* Finds the clock with an id, as current sees it. Returns 0 or -EINVAL. */
int clock_find(uint32_t id, struct clock *c);

/* The time of day: the host's, plus what clock_wall_set() made of it. */
double clock_wall(void);
void clock_wall_set(double ms);

/* Its reading; < 0 when its process is gone. */
double clock_read(const struct clock *c);

/*
 * Calls a function once the clock has reached a reading and a microsecond:
 * what programs read is rounded down to one. A zeroed struct is an alarm that
 * is not set. On the wall clock it follows clock_settime().
 */
struct clock_alarm {
	struct timer timer;
	struct list link; /* with those on the wall clock, or of a process */
	bool linked;
	struct clock clock;
	double expires;
	void (*function)(struct clock_alarm *);
	void (*moved)(struct clock_alarm *); /* the wall clock was; or NULL */
};

void clock_alarm_set(struct clock_alarm *a, const struct clock *c,
	double expires, void (*function)(struct clock_alarm *));
void clock_alarm_cancel(struct clock_alarm *a);

/*
 * Calls what is due of the alarms on p's CPU time: ITIMER_VIRTUAL and
 * ITIMER_PROF, timers and sleeps on CLOCK_PROCESS_CPUTIME_ID. To be called
 * whenever p has used some; costs next to nothing while there is none.
 */
void clock_cpu_check(struct proc *p);

/* p has ended: its CPU time stands still. */
void clock_cpu_end(struct proc *p);

/* Where a sleep of that length ends, on the steady clock (rounded up). */
double clock_deadline(const struct timespec *length);

/* Milliseconds and timespecs; too large ones become the largest. */
double clock_ms(const struct timespec *ts);
struct timespec clock_timespec(double ms);

/* Reads one from the program: 0, -EFAULT, -EINVAL when it is no time. */
int clock_timespec_from_user(struct timespec *ts, uint32_t address);

#endif
