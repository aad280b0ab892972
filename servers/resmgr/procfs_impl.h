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
#include "servers/resmgr/procfs.h"
#include "servers/resmgr/vnode.h"

/* Directories that rows of procfs_files[] lie in. */
enum procfs_dir {
	IN_NONE,
	IN_ROOT,   /* /proc */
	IN_PID,    /* /proc/PID and /proc/PID/task/TID */
	IN_TASK,   /* /proc/PID/task: the threads */
	IN_FD,     /* /proc/PID/fd: links */
	IN_FDINFO, /* /proc/PID/fdinfo: files */
	IN_NET,    /* /proc/PID/net */
	IN_SYS,    /* /proc/sys and so on */
	IN_SYS_FS,
	IN_SYS_KERNEL,
	IN_SYS_RANDOM,
	IN_SYS_NET,
	IN_SYS_NET_CORE,
	IN_SYS_VM,
};

/*
 * Inode numbers: bits 0 to 8 are the kind, 9 says "in task/", 10 to 19 the
 * process's slot + 1 (0: of no process), 20 to 47 its serial number, 48 to 63
 * a descriptor. Kinds are indices in procfs_files[], or from KIND_ROOT on.
 */
enum procfs_kind {
	KIND_ROOT = 256,
	KIND_PID,    /* /proc/PID or, with the bit, /proc/PID/task/PID */
	KIND_FD,     /* /proc/PID/fd/N, a link */
	KIND_FDINFO, /* /proc/PID/fdinfo/N */
	KIND_OPEN,   /* what such a link leads to when it has no vnode */
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
/* A word; blanks in it are told in octal, so that fields stay fields. */
void procfs_add_word(struct procfs_text *t, const char *word);

/* A file of the tree. */
struct procfs_file {
	const char *name;
	uint8_t in; /* enum procfs_dir: where it lies */
	uint8_t is; /* of a directory: what its own rows are in */
	mode_t mode;
	bool guarded; /* only for who may look at the process, see below */
	/* Appends the content; p is the process whose directory it is in. */
	void (*content)(struct procfs_text *t, struct proc *p);
	/* Takes what was written, ended by NUL, a line end removed. Returns
	 * 0 or -errno. */
	int (*store)(struct proc *p, char *text, size_t length);
	/* Where the link points, not terminated; its length or -errno. */
	int (*link)(struct proc *p, char *buffer, size_t size);
	/* The vnode that it stands for, without a reference, or NULL. */
	struct vnode *(*target)(struct proc *p);
};

extern const struct procfs_file procfs_files[];
extern const unsigned procfs_file_count;

static inline unsigned procfs_kind(const struct vnode *v)
{
	return v->ino & 0x1ff;
}

static inline bool procfs_in_task(const struct vnode *v)
{
	return (v->ino >> 9 & 1) != 0;
}

static inline uint32_t procfs_number(const struct vnode *v)
{
	return (uint32_t)(v->ino >> 48);
}

/* Whether v is in a process's directory. */
static inline bool procfs_of_process(const struct vnode *v)
{
	return (v->ino >> 10 & 0x3ff) != 0;
}

/* The process whose directory v is in; NULL if it is gone. */
struct proc *procfs_proc(const struct vnode *v);

/* p may be NULL. */
uint64_t procfs_ino(
	unsigned kind, const struct proc *p, bool in_task, uint32_t number);

/* What the rows of directory v are in. */
enum procfs_dir procfs_dir_of(const struct vnode *v);

/* The type and permissions of a kind. */
mode_t procfs_mode(unsigned kind);

/* The row of that name in a directory; procfs_file_count: there is none. */
unsigned procfs_find_row(
	enum procfs_dir in, bool in_task, const char *name, size_t length);
/* Whether a row is shown there: task/ is not in itself. */
bool procfs_row_shown(unsigned kind, enum procfs_dir in, bool in_task);

/* procfs_dir.c */
int procfs_readdir(struct vnode *dir, int64_t cursor, struct dir_fill *fill);

/* procfs_open.c: open files have their content from when they were last read
 * at the start; and opening what a link in fd/ leads to. */
int procfs_open(struct vnode *v, struct file *f);

/* procfs_system.c, procfs_memory.c: of the whole system; p is NULL. */
void procfs_meminfo(struct procfs_text *t, struct proc *p);
void procfs_vmstat(struct procfs_text *t, struct proc *p);
void procfs_uptime(struct procfs_text *t, struct proc *p);
void procfs_version(struct procfs_text *t, struct proc *p);
void procfs_loadavg(struct procfs_text *t, struct proc *p);
void procfs_cpu(struct procfs_text *t, struct proc *p);
void procfs_cpuinfo(struct procfs_text *t, struct proc *p);
void procfs_devices(struct procfs_text *t, struct proc *p);
void procfs_partitions(struct procfs_text *t, struct proc *p);
void procfs_swaps(struct procfs_text *t, struct proc *p);
void procfs_boot(struct procfs_text *t, struct proc *p);
/* Starts to measure the load average. */
void procfs_start_load(void);

/* procfs_mounts.c */
void procfs_filesystems(struct procfs_text *t, struct proc *p);
void procfs_mounts(struct procfs_text *t, struct proc *p);
void procfs_mountinfo(struct procfs_text *t, struct proc *p);

/* procfs_pid.c, procfs_status.c, procfs_vm.c: of a process. */
void procfs_stat(struct procfs_text *t, struct proc *p);
void procfs_statm(struct procfs_text *t, struct proc *p);
void procfs_status(struct procfs_text *t, struct proc *p);
void procfs_cmdline(struct procfs_text *t, struct proc *p);
void procfs_environ(struct procfs_text *t, struct proc *p);
void procfs_auxv(struct procfs_text *t, struct proc *p);
void procfs_maps(struct procfs_text *t, struct proc *p);
void procfs_comm(struct procfs_text *t, struct proc *p);
int procfs_set_comm(struct proc *p, char *text, size_t length);
void procfs_limits(struct procfs_text *t, struct proc *p);
void procfs_io(struct procfs_text *t, struct proc *p);
void procfs_wchan(struct procfs_text *t, struct proc *p);
void procfs_fdinfo(struct procfs_text *t, struct proc *p, uint32_t fd);
/* Memory of a program in bytes: what it has, and what of it is in use. */
uint32_t procfs_vm_size(const struct proc *p);
uint32_t procfs_vm_used(const struct proc *p);
/* "S (sleeping)" and the like. */
const char *procfs_state(const struct proc *p);

/* The vnode of that number, with a reference. */
int procfs_get(struct filesystem *fs, uint64_t ino, struct vnode **result);

/* procfs_link.c: the links of a process. They may sleep. */
int procfs_readlink(struct vnode *v, char *buffer, size_t size);
int procfs_follow(struct vnode *link, struct vnode **result);
int procfs_path(struct vnode *v, char *buffer, size_t size);
struct vnode *procfs_cwd(struct proc *p);
struct vnode *procfs_root(struct proc *p);
struct vnode *procfs_exe(struct proc *p);

/* Whether the caller may see what p has open and in memory (as ptrace(2) with
 * PTRACE_MODE_READ_FSCREDS). */
bool procfs_may_look(const struct proc *p);

/* procfs_sys.c: /proc/sys; rows with names like "kernel/hostname". */
void procfs_hostname(struct procfs_text *t, struct proc *p);
int procfs_set_hostname(struct proc *p, char *text, size_t length);
void procfs_domainname(struct procfs_text *t, struct proc *p);
int procfs_set_domainname(struct proc *p, char *text, size_t length);
void procfs_osrelease(struct procfs_text *t, struct proc *p);
void procfs_ostype(struct procfs_text *t, struct proc *p);
void procfs_osversion(struct procfs_text *t, struct proc *p);
void procfs_pid_max(struct procfs_text *t, struct proc *p);
void procfs_threads_max(struct procfs_text *t, struct proc *p);
void procfs_ngroups_max(struct procfs_text *t, struct proc *p);
void procfs_cap_last_cap(struct procfs_text *t, struct proc *p);
void procfs_uuid(struct procfs_text *t, struct proc *p);
void procfs_boot_id(struct procfs_text *t, struct proc *p);
void procfs_entropy(struct procfs_text *t, struct proc *p);
void procfs_file_nr(struct procfs_text *t, struct proc *p);
void procfs_file_max(struct procfs_text *t, struct proc *p);
void procfs_nr_open(struct procfs_text *t, struct proc *p);
void procfs_pipe_max(struct procfs_text *t, struct proc *p);
void procfs_overcommit(struct procfs_text *t, struct proc *p);

/*
 * procfs_find.c: the absolute path of any vnode, as the current process sees
 * it. A file system that cannot tell a file's name has it looked for. Returns
 * the length, or -ENOENT when it was removed or is not found with a
 * reasonable effort.
 */
int procfs_find(struct vnode *v, char *buffer, size_t size);

#endif
