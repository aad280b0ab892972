/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One file on its way from the web server, with retries. */
#ifndef EXA_NETFS_FETCH_H
#define EXA_NETFS_FETCH_H

#include <stdbool.h>

#include "kernel/timer.h"

/* Lives until its completion was dealt with: the caller's memory. */
struct fetch {
	struct timer timer;
	int token;
	const char *file; /* below the site's fs/; the caller's memory */
	int attempt;
};

/* Starts; the completion is an event with the token. */
void fetch_start(struct fetch *f, int token, const char *file);

/*
 * After the completion brought error: whether f was started once more, after
 * a pause. Logs why when it gives up; name is the path on the machine.
 */
bool fetch_again(struct fetch *f, int error, const char *name);

#endif
