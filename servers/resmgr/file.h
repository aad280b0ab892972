/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Open files. A struct file is POSIX's open file description: shared by the
 * descriptors that dup and fork made of one open. A file_table maps a
 * process's descriptors to them.
 */
#ifndef EXA_FILE_H
#define EXA_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>
#include <sys/types.h>

#include "kernel/copy.h"
#include "kernel/list.h"

struct file;
struct stat;
struct vnode;
struct waitq;

/*
 * What can be done with an open file. A missing operation: -EINVAL for read
 * and write, -ENOTTY for ioctl; poll without one is always ready.
 */
struct file_ops {
	/* Moves data between io and offset *pos (advancing it); returns the
	 * byte count or -errno. */
	int (*read)(struct file *f, struct uio *io, int64_t *pos);
	int (*write)(struct file *f, struct uio *io, int64_t *pos);
	int (*ioctl)(struct file *f, uint32_t request, uint32_t argument);
	/*
	 * Ready POLL* events, never sleeping; *queue: where changes are
	 * announced, the same one for as long as the file is open.
	 */
	int (*poll)(struct file *f, struct waitq **queue);
	/* The last descriptor was closed. */
	void (*release)(struct file *f);
	/* A reference was dropped, but others remain. May be missing. */
	void (*dropped)(struct file *f);
	/* Of files without a vnode: what fstat tells beyond file_getattr()'s
	 * defaults; how /proc/PID/fd/N names it ("socket:[12]"), as format();
	 * makes f, just opened through that link, another open file of the
	 * same thing (missing: -ENXIO). */
	int (*getattr)(struct file *f, struct stat *st);
	int (*describe)(struct file *f, char *buffer, size_t size);
	int (*reopen)(struct file *target, struct file *f);
	/* Further lines of /proc/PID/fdinfo/N, as format(). */
	int (*fdinfo)(struct file *f, char *buffer, size_t size);
	/* F_SETPIPE_SZ, F_GETPIPE_SZ; without it -EBADF. */
	int (*pipe_size)(struct file *f, int size);
	bool seekable;
	bool rewound; /* lseek() always goes to 0, as on /dev/null */
};

struct file {
	int refs;
	int flags; /* O_* of open(), the changeable ones updated by fcntl */
	int64_t pos;
	const struct file_ops *ops;
	struct vnode *vnode; /* NULL for pipes without a name */
	void *data;          /* of the ops */
	struct list watches; /* of epoll instances (epoll.c) */
	bool counted;        /* among vnode->writers */
	bool locked;         /* flock or an OFD lock may be held by it */
	int owner_type;      /* F_SETOWN_EX: F_OWNER_* */
	pid_t owner;         /* 0: none */
	int owner_signal;    /* F_SETSIG */
};

struct descriptor {
	struct file *file; /* NULL: free */
	bool cloexec;
};

struct file_table {
	int size;
	struct descriptor *slot;
};

enum { OPEN_MAX = 4096 }; /* no RLIMIT_NOFILE is above it */

/* A new open file with one reference, or NULL. Takes over a vnode reference. */
struct file *file_new(
	const struct file_ops *ops, int flags, struct vnode *vnode, void *data);
void file_put(struct file *f);

/* Open files there are. */
unsigned file_count(void);

/* The file of a descriptor of the current process, without a reference of its
 * own; NULL: -EBADF. */
struct file *file_of(int fd);

/* The same, but NULL too for what was opened with O_PATH. */
struct file *file_usable(int fd);

/* Gives f, with the reference held on it, the lowest descriptor >= least.
 * Returns it, or -EMFILE or -ENOMEM (the reference is then kept). */
int file_install(struct proc *p, struct file *f, int least, bool cloexec);

/* 0 if p has room for one more descriptor, or -EMFILE. */
int file_room(struct proc *p);

/* Puts f, taking a new reference, at exactly fd, closing what was there. */
int file_install_at(struct proc *p, struct file *f, int fd, bool cloexec);

int file_close(struct proc *p, int fd);

struct file_table *files_new(void);
/* A copy for a forked child, or NULL. */
struct file_table *files_copy(const struct file_table *from);
/* Closes all and frees the table. */
void files_free(struct proc *p);
void files_close_on_exec(struct proc *p);

/*
 * What fstat tells. A file without a vnode is st_mode 0600 of the caller's
 * ids, with the number of file_ino(), unless its ops say otherwise.
 */
int file_getattr(struct file *f, struct stat *st);

/* The inode number of what a file without a vnode stands for: by its data, so
 * that both ends of a pipe have the same. */
uint32_t file_ino(const struct file *f);

/* The device numbers (minor, major is 0) of what no file system holds. */
enum { DEV_SOCKETS = 8, DEV_PIPES = 9, DEV_ANONYMOUS = 10 };

/*
 * A new open file without a vnode, as a descriptor of the current process;
 * flags: O_* of the file, and O_CLOEXEC. Returns the descriptor, or -EMFILE
 * with data released, or -ENOMEM with data, that is from kmalloc, freed.
 */
int file_make(const struct file_ops *ops, int flags, void *data);

/* The ops' poll, or what is always ready; see there. */
int file_poll(struct file *f, struct waitq **queue);

/* The content of a file that has a vnode will be needed. Never sleeps. */
void file_readahead(struct file *f);

/* Transfers through the ops; checks the access mode (-EBADF). */
int file_read(struct file *f, struct uio *io, int64_t *pos);
int file_write(struct file *f, struct uio *io, int64_t *pos);

#endif
