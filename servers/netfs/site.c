/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Sites: a folder of a web server and its index, which is fetched when the
 * site is first mounted and stays as it is while it is mounted anywhere.
 */
#include <errno.h>
#include <string.h>

#include "kernel/alloc.h"
#include "kernel/host.h"
#include "kernel/log.h"
#include "servers/netfs/impl.h"

/* Milliseconds for which an index that did not come is not asked for again:
 * who looks at many files meanwhile is not to wait for each. */
static const double REST = 3000;

/* Handles the requests that came early, now that it is known how. */
static void handle_early(struct site *site)
{
	struct list *node;

	while ((node = list_pop(&site->early)) != NULL) {
		struct request *rq = list_entry(node, struct request, link);

		if (site->state == INDEX_READY)
			netfs_handle(rq);
		else
			server_reply(rq, site->error);
	}
}

/* Makes the tree; 0 or -errno, with the reason in site->fetch. */
static int take_index(struct site *site, const void *text, uint32_t size)
{
	char *reason = site->fetch.reason;
	struct index_error wrong;
	int error = index_parse(&site->index, text, size, &wrong);

	if (error == -EINVAL) {
		format(reason, FETCH_REASON, "line %u: %s", wrong.line,
			index_explain(wrong.reason));
		return -EIO;
	}
	if (error < 0)
		format(reason, FETCH_REASON, "no memory for %u bytes", size);
	return error;
}

static void index_done(
	struct fetch *f, int result, const void *text, uint32_t size)
{
	struct site *site = list_entry(f, struct site, fetch);

	if (result >= 0)
		result = take_index(site, text, size);
	if (result < 0 && fetch_again(f, NULL))
		return;
	fetch_end(f);
	if (result < 0) {
		site->state = INDEX_FAILED;
		site->error = result == -ETIMEDOUT ? result : -EIO;
		site->failed_at = host_now();
	} else {
		site->state = INDEX_READY;
		volume_find_roots(site);
	}
	handle_early(site);
}

static int fetch_index(struct site *site)
{
	int error = fetch_start(
		&site->fetch, &netfs.fetches, site->url, "index", index_done);

	site->state = error < 0 ? INDEX_FAILED : INDEX_COMING;
	site->error = error;
	return error;
}

void site_try(struct site *site)
{
	if (site->state == INDEX_FAILED && host_now() >= site->failed_at + REST)
		fetch_index(site);
}

static struct site *site_find(const char *url)
{
	for (struct list *n = netfs.sites.next; n != &netfs.sites;
		n = n->next) {
		struct site *site = list_entry(n, struct site, link);

		if (strcmp(site->url, url) == 0)
			return site;
	}
	return NULL;
}

struct site *site_get(const char *url)
{
	struct site *site = site_find(url);

	if (site != NULL) {
		site->uses++;
		return site;
	}
	site = kzalloc(sizeof(*site));
	if (site == NULL)
		return NULL;
	site->url = kstrdup(url);
	site->number = ++netfs.last_site;
	site->uses = 1;
	list_init(&site->early);
	if (site->url == NULL || fetch_index(site) < 0) {
		kfree(site->url);
		kfree(site);
		return NULL;
	}
	list_append(&netfs.sites, &site->link);
	return site;
}

void site_put(struct site *site)
{
	if (--site->uses > 0)
		return;
	if (site->state == INDEX_COMING)
		fetch_end(&site->fetch);
	content_stop(site);
	index_free(&site->index);
	list_remove(&site->link);
	kfree(site->url);
	kfree(site);
}
