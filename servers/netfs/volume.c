/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Volumes: what is mounted of which site; netfs.h tells what mount() takes. */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "kernel/alloc.h"
#include "kernel/log.h"
#include "servers/netfs/impl.h"
#include "servers/netfs/netfs.h"
#include "servers/resmgr/remote.h"

int volume_find_root(struct volume *v)
{
	const struct index_node *node;

	node = index_find(&v->site->index, v->source, strlen(v->source));
	if (node == NULL)
		return -ENOENT;
	if (!S_ISDIR(node->mode))
		return -ENOTDIR;
	v->root = node;
	return 0;
}

void volume_find_roots(const struct site *site)
{
	for (uint32_t i = 0; i < VOLUMES; i++) {
		struct volume *v = &netfs.volume[i];

		if (v->site == site && volume_find_root(v) < 0)
			klog("netfs: %sindex has no directory /%s", site->url,
				v->source);
	}
}

static bool is_url(const char *source)
{
	return strstr(source, "://") != NULL;
}

/* The URL of a folder, with its last slash, in new memory: 0 or -errno. */
static int folder_url(const char *source, char **result)
{
	size_t length = strlen(source);
	const char *host = strstr(source, "://") + 3;
	char *url;

	if (strncmp(source, "http://", 7) != 0 &&
		strncmp(source, "https://", 8) != 0) {
		klog("netfs: %s: neither http:// nor https://", source);
		return -EINVAL;
	}
	if (*host == '\0' || *host == '/' || strpbrk(source, "?# \t") != NULL) {
		klog("netfs: %s: not the URL of a folder", source);
		return -EINVAL;
	}
	url = kmalloc(length + 2);
	if (url == NULL)
		return -ENOMEM;
	memcpy(url, source, length);
	if (url[length - 1] != '/')
		url[length++] = '/';
	url[length] = '\0';
	*result = url;
	return 0;
}

/* A use of the site that a mount source names: 0 or -errno. */
static int get_site(const char *source, struct site **site)
{
	char *url;
	int error;

	if (!is_url(source)) {
		*site = netfs.own;
		netfs.own->uses++;
		return 0;
	}
	error = folder_url(source, &url);
	if (error < 0)
		return error;
	*site = site_get(url);
	kfree(url);
	return *site == NULL ? -ENOMEM : 0;
}

static void release(struct volume *v)
{
	site_put(v->site);
	kfree(v->source);
	memset(v, 0, sizeof(*v));
}

/* A new volume: its number or -errno. */
static int make(const char *source)
{
	struct volume *v = netfs.volume;
	int error;

	while (v < netfs.volume + VOLUMES && v->site != NULL)
		v++;
	if (v == netfs.volume + VOLUMES)
		return -EMFILE;
	v->source = kstrdup(is_url(source) ? "" : source + strspn(source, "/"));
	if (v->source == NULL)
		return -ENOMEM;
	error = get_site(source, &v->site);
	if (error < 0) {
		kfree(v->source);
		v->source = NULL;
		v->site = NULL;
		return error;
	}
	if (v->site->state == INDEX_READY)
		error = volume_find_root(v);
	if (error < 0)
		release(v);
	return error < 0 ? error : (int)(v - netfs.volume);
}

/* Waits until the index has come: 0 or -errno. */
static int wait_for_index(uint32_t volume)
{
	struct request rq = { 0 };
	struct stat st;

	rq.m.type = FS_GETATTR;
	rq.m.arg[0] = volume;
	rq.m.arg[1] = FS_ROOT;
	rq.m.arg[5] = (uint32_t)(uintptr_t)&st;
	return server_call(&netfs_server, &rq);
}

/* fs_ops.unmount: no vnode is left. */
static void volume_unmount(struct filesystem *fs)
{
	struct remote *r = fs->data;

	release(&netfs.volume[r->volume]);
	kfree(r);
}

int netfs_mount(struct filesystem *fs, const char *source, const char *options)
{
	struct remote *r;
	int volume, error = 0;

	if (*options != '\0')
		return -EINVAL;
	volume = make(source);
	if (volume < 0)
		return volume;
	if (is_url(source))
		error = wait_for_index((uint32_t)volume);
	if (error == 0)
		error = remote_mount(fs, &netfs_server, (uint32_t)volume);
	if (error < 0) {
		release(&netfs.volume[volume]);
		return error;
	}
	r = fs->data;
	r->ops.unmount = volume_unmount;
	r->ops.readahead = netfs_readahead;
	fs->readonly = true;
	return 0;
}
