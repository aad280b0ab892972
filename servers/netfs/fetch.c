/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fetching with retries; the rules are in fetch.h. */
#include "servers/netfs/fetch.h"

#include <errno.h>
#include <string.h>

#include "kernel/alloc.h"
#include "kernel/host.h"
#include "kernel/log.h"

/* Milliseconds before each retry. */
static const double pauses[] = { 100, 400, 1600 };

enum { RETRIES = sizeof(pauses) / sizeof(pauses[0]) };

static void ask_host(struct fetch *f)
{
	/* 0 means none. */
	if (++f->in->last_token == 0)
		f->in->last_token = 1;
	f->token = f->in->last_token;
	host_fetch((int)f->token, f->url, (uint32_t)strlen(f->url), f->attempt);
}

static void retry_due(struct timer *t)
{
	ask_host(list_entry(t, struct fetch, timer));
}

int fetch_start(struct fetch *f, struct fetches *in, const char *base,
	const char *file, fetch_done *done)
{
	size_t length = strlen(base), more = strlen(file) + 1;

	memset(f, 0, sizeof(*f));
	f->url = kmalloc(length + more);
	if (f->url == NULL)
		return -ENOMEM;
	memcpy(f->url, base, length);
	memcpy(f->url + length, file, more);
	f->in = in;
	f->done = done;
	list_append(&in->all, &f->link);
	ask_host(f);
	return 0;
}

bool fetch_again(struct fetch *f, const char *path)
{
	if (f->attempt < RETRIES) {
		timer_set(&f->timer, host_now() + pauses[f->attempt++],
			retry_due);
		return true;
	}
	if (path != NULL)
		klog("netfs: %.100s: %s (%s)", f->url, f->reason, path);
	else
		klog("netfs: %.120s: %s", f->url, f->reason);
	return false;
}

void fetch_end(struct fetch *f)
{
	timer_cancel(&f->timer);
	list_remove(&f->link);
	kfree(f->url);
	f->url = NULL;
}

static struct fetch *find(const struct fetches *in, uint32_t token)
{
	for (struct list *n = in->all.next; n != &in->all; n = n->next) {
		struct fetch *f = list_entry(n, struct fetch, link);

		if (f->token == token)
			return f;
	}
	return NULL;
}

static void take_reason(
	struct fetch *f, int error, const char *words, uint32_t size)
{
	if (error == -ENOMEM && size == 0)
		words = "no memory for it", size = (uint32_t)strlen(words);
	if (size >= sizeof(f->reason))
		size = sizeof(f->reason) - 1;
	memcpy(f->reason, words, size);
	f->reason[size] = '\0';
}

void fetch_completed(struct fetches *in, uint32_t token, int result,
	const void *bytes, uint32_t size)
{
	struct fetch *f = token != 0 ? find(in, token) : NULL;

	if (f == NULL)
		return;
	f->token = 0;
	if (result < 0)
		take_reason(f, result, bytes, size);
	f->done(f, result, bytes, size);
}
