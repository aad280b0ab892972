/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Terminals: the tty server's messages and what the kernel sees of it. The
 * functions here run on the kernel half of whoever calls them; those of files
 * send messages (file.c), the others look at process and terminal directly.
 */
#ifndef EXA_TTY_H
#define EXA_TTY_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "servers/server.h"

struct file;
struct proc;
struct tty;

/* arg[0] is the tty, arg[1] flags of the file (O_*). The other arguments of a
 * kept request are the server's. */
enum tty_message {
	TTY_READ = MESSAGE_TTY, /* io */
	TTY_WRITE,              /* io */
	TTY_IOCTL, /* arg[2] request, arg[3] argument as it was given; io: what
		    * the argument points to, in kernel memory */
	TTY_POLL,  /* result: POLL* events; queue */
	TTY_OPEN,
	TTY_CLOSE,
	/* The same by the master of a pseudo-terminal; arg[0] is its slave. */
	PTY_READ,
	PTY_WRITE,
	PTY_IOCTL,
	PTY_POLL,
	PTY_CLOSE,
};

extern struct server tty_server;

/* Opens terminal number index (1: /dev/tty1) for f, whose caller gets it as
 * its controlling terminal as POSIX XBD 11.1.3 and O_NOCTTY say. Returns 0,
 * -ENXIO or -ENOMEM. */
int tty_open(struct file *f, int index);

/* Opens the caller's controlling terminal; -ENXIO when it has none. */
int tty_open_controlling(struct file *f);

/* TIOCSCTTY: p, a session leader without one, gets the terminal of f. Returns
 * 0, -EPERM or -ENOTTY. */
int tty_acquire(struct proc *p, struct file *f);

/* p, a session leader, has ended: the foreground group of its terminal, be it
 * one that was hung up, gets SIGHUP, and the terminal is free again. */
void tty_session_ended(struct proc *p);

/* vhangup(): hangs up the controlling terminal of p, if it has one. */
void tty_hangup_of(struct proc *p);

/* For /proc: the device number as Linux packs it, and the foreground process
 * group. */
int tty_number(const struct tty *t);
pid_t tty_foreground(const struct tty *t);

/* Whether something was typed that nobody has read. */
bool tty_has_input(const struct tty *t);

#endif
