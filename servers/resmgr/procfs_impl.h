/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of procfs share. */
#ifndef EXA_PROCFS_IMPL_H
#define EXA_PROCFS_IMPL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "kernel/proc.h"
#include "servers/resmgr/file.h"
#include "servers/resmgr/vnode.h"

/*
 * Inode numbers: descriptor + 1 or key << 32 | pid << 8 | kind. Kinds are the
 * indices in procfs_files[] and those behind it.
 */
enum {
	KIND_FIRST_OF_PID = 9,  /* those before are in /proc itself */
	KIND_FD_DIRECTORY = 18, /* /proc/PID/fd */
	KIND_FILES = 19,        /* so many are in the table */
	KIND_ROOT,
	KIND_PID,  /* /proc/PID */
	KIND_FD,   /* /proc/PID/fd/N, a link */
	KIND_OPEN, /* an open file without a vnode; no name leads here but the
		    * content of its link */
};

/* Text that grows. Without memory it fails for good; the reader is told. */
struct procfs_text {
	char *bytes;
	size_t used, size;
	bool failed;
};

/* Appends, with the patterns of format(); at most 255 bytes at a time. */
void procfs_add(struct procfs_text *t, const char *pattern, ...)
	__attribute__((format(printf, 2, 3)));
void procfs_add_bytes(struct procfs_text *t, const void *bytes, size_t size);

/* A file of the tree: exactly one of the functions, or none: a directory. */
struct procfs_file {
	const char *name;
	mode_t mode;
	/* Appends the content; p is the process whose directory it is in. */
	void (*content)(struct procfs_text *t, struct proc *p);
	/* Where the link points, not terminated; its length or -errno. */
	int (*link)(struct proc *p, char *buffer, size_t size);
};

extern const struct procfs_file procfs_files[];

static inline unsigned procfs_kind(const struct vnode *v)
{
	return v->ino & 0xff;
}

/* The process whose directory v is in; NULL if it is gone. */
static inline struct proc *procfs_proc(const struct vnode *v)
{
	return proc_find((pid_t)(v->ino >> 8 & 0xffffff));
}

static inline uint64_t procfs_ino(unsigned kind, pid_t pid, uint32_t high)
{
	return (uint64_t)high << 32 | (uint64_t)(uint32_t)pid << 8 | kind;
}

/* The file of a descriptor of p, or NULL. */
static inline struct file *procfs_file_at(const struct proc *p, uint32_t fd)
{
	if (p->files == NULL || fd >= (uint32_t)p->files->size)
		return NULL;
	return p->files->slot[fd].file;
}

/* procfs_dir.c */
int procfs_readdir(struct vnode *dir, int64_t cursor, struct dir_fill *fill);

/* procfs_system.c: of the whole system; p is NULL. */
void procfs_meminfo(struct procfs_text *t, struct proc *p);
void procfs_uptime(struct procfs_text *t, struct proc *p);
void procfs_version(struct procfs_text *t, struct proc *p);
void procfs_loadavg(struct procfs_text *t, struct proc *p);
void procfs_cpu(struct procfs_text *t, struct proc *p);
void procfs_cpuinfo(struct procfs_text *t, struct proc *p);
void procfs_filesystems(struct procfs_text *t, struct proc *p);
void procfs_mounts(struct procfs_text *t, struct proc *p);
/* Starts to measure the load average. */
void procfs_start_load(void);

/* procfs_pid.c: of a process. */
void procfs_stat(struct procfs_text *t, struct proc *p);
void procfs_statm(struct procfs_text *t, struct proc *p);
void procfs_status(struct procfs_text *t, struct proc *p);
void procfs_cmdline(struct procfs_text *t, struct proc *p);
void procfs_comm(struct procfs_text *t, struct proc *p);

/* procfs_link.c: the links of a process. They may sleep. */
int procfs_cwd(struct proc *p, char *buffer, size_t size);
int procfs_root(struct proc *p, char *buffer, size_t size);
int procfs_exe(struct proc *p, char *buffer, size_t size);
int procfs_fd(struct file *f, char *buffer, size_t size);

/* Whether the caller may see what p has open (as ptrace(2) would). */
bool procfs_may_look(const struct proc *p);

/*
 * procfs_find.c: the absolute path of any vnode, as the current process sees
 * it. File systems do not know where their files lie, so it may have to be
 * looked for. Returns the length, or -ENOENT when it was removed or is not
 * found with a reasonable effort.
 */
int procfs_find(struct vnode *v, char *buffer, size_t size);

/* procfs_open.c: opening what /proc/PID/fd/N stands for and has no path. Such
 * a link holds a name that is found in its own directory: "pipe:[KEY]" or
 * "inode:[KEY]". Key: of an open file. */
uint32_t procfs_key(const struct file *f);
/* The file of p with that key, open for what accmode says (-1: anything); or
 * NULL. */
struct file *procfs_file_by_key(struct proc *p, uint32_t key, int accmode);
/* The key in such a name, 0 if it is none. */
uint32_t procfs_parse_key(const char *name, size_t length);
/* Makes f do what target, a file without a vnode, does. */
void procfs_open_as(struct file *f, struct file *target);

#endif
