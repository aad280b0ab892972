/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One-shot timers on the host's monotonic clock. */
#ifndef EXA_TIMER_H
#define EXA_TIMER_H

#include <stdbool.h>

#include "kernel/list.h"

struct timer {
	struct list link;
	double deadline; /* host_now() milliseconds; 0: not set */
	void (*function)(struct timer *);
};

/* (Re)sets t to call function(t) once host_now() reaches deadline. */
void timer_set(
	struct timer *t, double deadline, void (*function)(struct timer *));

/* Unsets t; harmless when it is not set. A zeroed struct is an unset timer. */
void timer_cancel(struct timer *t);

/* Calls what is due. Returns the next deadline, or 0 when there is none. */
double timer_run(double now);

#endif
