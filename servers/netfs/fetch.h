/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One file on its way from a web server, with retries after pauses. Whatever
 * went wrong is worth another try: a server that is being updated answers 404
 * or half a file, a cache what was right yesterday (the host asks no cache
 * when it is a retry).
 */
#ifndef EXA_NETFS_FETCH_H
#define EXA_NETFS_FETCH_H

#include <stdbool.h>
#include <stdint.h>

#include "kernel/timer.h"

enum { FETCH_REASON = 120 };

/* All fetches under way; zeroed and list_init(). */
struct fetches {
	struct list all;
	uint32_t last_token;
};

struct fetch;

/*
 * The outcome of one attempt: 0 with the bytes, or -errno with f->reason. It
 * ends f by fetch_end(), or starts it once more by fetch_again().
 */
typedef void fetch_done(
	struct fetch *f, int result, const void *bytes, uint32_t size);

/* The caller's memory, from fetch_start() to fetch_end(). */
struct fetch {
	struct list link;
	struct timer timer;
	struct fetches *in;
	fetch_done *done;
	char *url;
	uint32_t token; /* 0: the host owes no completion */
	int attempt;
	char reason[FETCH_REASON]; /* why the last attempt failed */
};

/* Starts to fetch the URL that base and file make. Returns 0 or -ENOMEM. */
int fetch_start(struct fetch *f, struct fetches *in, const char *base,
	const char *file, fetch_done *done);

/*
 * The last attempt failed, as f->reason says: whether there will be another.
 * If not, the log is told; path, which may be NULL, is what is missing now.
 */
bool fetch_again(struct fetch *f, const char *path);

/* f is not needed any more; a completion that is still to come is dropped. */
void fetch_end(struct fetch *f);

/*
 * The completion of a token. With a negative result the bytes are the host's
 * words for the reason.
 */
void fetch_completed(struct fetches *in, uint32_t token, int result,
	const void *bytes, uint32_t size);

#endif
