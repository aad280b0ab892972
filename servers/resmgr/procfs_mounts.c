/* SPDX-License-Identifier: GPL-3.0-or-later */
/* procfs: mounts, mountinfo and filesystems. */
#include <string.h>
#include <sys/sysmacros.h>

#include "kernel/log.h"
#include "servers/resmgr/procfs_impl.h"

/* The mount point as the caller sees it. */
static void add_target(struct procfs_text *t, const struct filesystem *fs)
{
	procfs_add_word(t, fs->target);
}

static const char *access_of(const struct filesystem *fs)
{
	return fs->readonly ? "ro" : "rw";
}

static void add_mount(struct filesystem *fs, void *context)
{
	struct procfs_text *t = context;

	procfs_add_word(t, fs->source);
	procfs_add(t, " ");
	add_target(t, fs);
	procfs_add(t, " ");
	procfs_add_word(t, fs->type);
	procfs_add(t, " %s 0 0\n", access_of(fs));
}

void procfs_mounts(struct procfs_text *t, struct proc *p)
{
	(void)p;
	mount_each(add_mount, t);
}

/* A mount's number is the minor one of its device. */
static void add_info(struct filesystem *fs, void *context)
{
	struct procfs_text *t = context;
	unsigned id = minor(fs->dev);
	unsigned parent = fs->covered != NULL ? minor(fs->covered->fs->dev)
					      : id;

	procfs_add(t, "%u %u %u:%u / ", id, parent, major(fs->dev), id);
	add_target(t, fs);
	procfs_add(t, " %s - %s ", access_of(fs), fs->type);
	procfs_add_word(t, fs->source);
	procfs_add(t, " %s\n", access_of(fs));
}

void procfs_mountinfo(struct procfs_text *t, struct proc *p)
{
	(void)p;
	mount_each(add_info, t);
}

/* A type is listed with its first mount. */
static void add_type(struct filesystem *fs, void *context)
{
	struct procfs_text *t = context;
	char line[64] = "nodev\t";
	size_t length;

	strncat(line, fs->type, sizeof(line) - strlen(line) - 2);
	strcat(line, "\n");
	length = strlen(line);
	if (t->used == 0 || memmem(t->bytes, t->used, line, length) == NULL)
		procfs_add_bytes(t, line, length);
}

void procfs_filesystems(struct procfs_text *t, struct proc *p)
{
	(void)p;
	mount_each(add_type, t);
}
