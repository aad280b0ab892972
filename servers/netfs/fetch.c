/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fetching with retries: what the network loses is asked for again. */
#include "servers/netfs/fetch.h"

#include <errno.h>
#include <string.h>

#include "kernel/host.h"
#include "kernel/log.h"

/* Milliseconds before each retry. */
static const double pauses[] = { 100, 400, 1600 };

enum { RETRIES = sizeof(pauses) / sizeof(pauses[0]) };

static void ask_host(struct fetch *f)
{
	host_fetch(f->token, f->file, (uint32_t)strlen(f->file), f->attempt);
}

static void retry_due(struct timer *t)
{
	ask_host(list_entry(t, struct fetch, timer));
}

void fetch_start(struct fetch *f, int token, const char *file)
{
	memset(f, 0, sizeof(*f));
	f->token = token;
	f->file = file;
	ask_host(f);
}

static const char *explain(int error)
{
	switch (error) {
	case -ENOENT:
		return "not on the web server (404)";
	case -ENOMEM:
		return "no memory";
	default:
		return "network or server error";
	}
}

bool fetch_again(struct fetch *f, int error, const char *name)
{
	if (error != -ENOENT && f->attempt < RETRIES) {
		timer_set(&f->timer, host_now() + pauses[f->attempt++],
			retry_due);
		return true;
	}
	klog("netfs: %s: %s: %s", name, f->file, explain(error));
	return false;
}
