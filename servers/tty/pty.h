/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Pseudo-terminals: a terminal (the slave, /dev/pts/N) whose back-end is an
 * open file (the master, an open of /dev/ptmx). What the rest of the kernel
 * sees of them: opening, and the slaves' nodes for devpts.
 *
 * A pair lives as long as something refers to it: the master, open slaves,
 * vnodes of the slave. Its number is in use for as long; its node is in
 * /dev/pts while the master is open.
 */
#ifndef EXA_PTY_H
#define EXA_PTY_H

#include <stdint.h>
#include <sys/types.h>
#include <time.h>

struct file;
struct pty;

enum {
	PTY_MAX = 512, /* pairs at once: numbers 0 to PTY_MAX - 1 */
	MAJOR_PTS = 136,
};

/* What stat tells of a slave. */
struct pty_node {
	mode_t mode; /* without its S_IFCHR */
	uid_t uid;
	gid_t gid;
	struct timespec atime, mtime, ctime;
};

/* open() of /dev/ptmx: f becomes the master of a new pair, whose slave is
 * locked. Returns 0, -ENOSPC or -ENOMEM. */
int ptmx_open(struct file *f);

/*
 * A new pair whose other side is a window of the UI, its terminal number
 * pty_index() + 1; not locked. pty_leave() ends it, as the close of a master.
 * Returns 0, -ENOSPC or -ENOMEM.
 */
int pty_for_window(struct pty **p);
void pty_leave(struct pty *p);

/* A signal to who uses it: its foreground group, and its session's leader. */
void pty_signal(struct pty *p, int sig);

/* ioctl() of its master. */
int pty_ioctl(struct pty *p, uint32_t request, uint32_t argument);

/* open() of slave number index. Returns 0, -EIO when there is none or it is
 * locked, -EBUSY when it is held exclusively, or -ENOMEM. */
int pts_open(struct file *f, int index);

/* The pair with the lowest number >= index whose master is open, or NULL. */
struct pty *pty_next(int index);

/* The pair of that number, if its master is open, or NULL. */
struct pty *pty_find(int index);

int pty_index(const struct pty *p);
struct pty_node *pty_node(struct pty *p);

/* Whether the slave's node is still in /dev/pts. */
int pty_has_node(const struct pty *p);

void pty_ref(struct pty *p);
void pty_put(struct pty *p);

/* Pairs in use. */
int pty_count(void);

#endif
