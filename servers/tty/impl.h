/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the files of the tty server share: the terminal, and the interface
 * between it and its back-end. Not for others; tty.h is.
 *
 *	back-end --tty_receive--> in[] --line discipline--> kept reads
 *	back-end <----output----- out[] <-line discipline-- kept writes
 *
 * The rule that keeps it alive: whoever changed something that somebody may
 * wait for (room, bytes, flow, settings, groups) calls tty_settle().
 */
#ifndef EXA_TTY_IMPL_H
#define EXA_TTY_IMPL_H

#include <stdbool.h>
#include <sys/ioctl.h>

#include "kernel/list.h"
#include "kernel/proc.h"
#include "kernel/sched.h"
#include "kernel/timer.h"
#include "servers/tty/ldisc.h"
#include "servers/tty/tty.h"

enum {
	TTY_IN = 4096,       /* input received, not yet in the discipline */
	TTY_OUT = 16384,     /* output made, not yet sent */
	TTY_ECHO_ROOM = 512, /* of that, what writers leave for the echo */
};

/* What shows a terminal and types on it: the UI, or a master side (pty.h). */
struct tty_backend {
	/* A pseudo-terminal: output is sent when it is in out[], so that none
	 * is ever waited for (as Linux), and at once. */
	bool pseudo;
	/* Takes up to n bytes of output; returns how many. When it takes 0, it
	 * calls tty_output_room() once that changes. */
	size_t (*output)(struct tty *t, const uint8_t *bytes, size_t n);
	/* n bytes of input went into the line discipline: there is room. */
	void (*taken)(struct tty *t, size_t n);

	/* The others may be NULL. */

	/* Lets who waits at the back-end go on; whether something moved. */
	bool (*settle)(struct tty *t);
	/* Something a master in packet mode is told: TIOCPKT_*. */
	void (*status)(struct tty *t, unsigned bits);
	/* The settings were old and have changed. */
	void (*changed)(struct tty *t, const struct termios *old);
	/* Bytes were written to it, or read. */
	void (*used)(struct tty *t, bool written);
	/* A file of it was opened, or closed; t->opens counts them. */
	void (*opened)(struct tty *t);
	void (*closed)(struct tty *t);
};

struct tty {
	/* Constant. */
	int major, index; /* device number */
	const struct tty_backend *backend;
	void *back;    /* of the back-end */
	struct ui *ui; /* of ui.c, or NULL */

	/* Settings. */
	struct ldisc ld;
	struct winsize size;
	bool exclusive; /* TIOCEXCL: only root may open it */
	bool dead;      /* its master is closed */

	/* Who uses it (job.c). */
	int opens;
	uint32_t hangups;          /* how often the line was hung up */
	pid_t session, foreground; /* 0: none */

	/* Who waits. */
	struct list reading, writing, draining; /* kept requests */
	struct waitq queue;                     /* of poll */
	int told;                /* what poll was told or woken for last */
	uint32_t told_hangups;   /* hang-ups when it was woken */
	struct timer read_timer; /* VTIME */
	struct timer send_timer;

	uint32_t in_used, out_used;
	uint8_t in[TTY_IN];
	uint8_t out[TTY_OUT];
};

/* tty.c: the terminals. */

/* Makes the terminals. Returns 0 or -ENOMEM. */
int tty_start(void);

/* Initialises a zeroed terminal; the back-end is the caller's. */
void tty_init(struct tty *t, int major, int index);

/* Terminal number index, or NULL. */
struct tty *tty_by_index(int index);

/* POLL* events that t is ready for. */
int tty_events(const struct tty *t);

/* The terminal a request is for. */
struct tty *tty_of(const struct request *rq);

/* The server's clock in the line discipline's unit, milliseconds. */
uint64_t tty_now(void);

/* Memory to move bytes through, for as long as one handler runs. */
enum { TTY_SCRATCH = 4096 };
uint8_t *tty_scratch(void);

/* file.c: the client's side. */

/* Makes f an open file of t. Returns 0, -EBUSY or -ENOMEM. */
int tty_open_file(struct file *f, struct tty *t);

/* An ioctl of the given message type about t: what its argument points to is
 * moved here. Returns its result, or -EFAULT. */
int tty_ask_ioctl(
	uint32_t type, struct tty *t, uint32_t request, uint32_t argument);

/* input.c */

/* Stores up to n bytes of input and returns how many, without settling. */
size_t tty_store_input(struct tty *t, struct uio *io);

/* n bytes were typed; returns how many there was room for. */
size_t tty_receive(struct tty *t, const uint8_t *bytes, size_t n);

/* Forgets input that is not in the line discipline yet, as if it had never
 * been received. */
void tty_drop_received(struct tty *t);

/* Forgets all input, wherever it is. */
void tty_flush_input(struct tty *t);

/* Moves input into the line discipline as far as it takes any. Returns whether
 * something moved. */
bool tty_pump(struct tty *t);

/* Answers kept reads that have what they wait for. The same. */
bool tty_settle_readers(struct tty *t);

/* The result of a kept read that ends for a signal: as in Linux, the bytes
 * that came while it waited for more (VMIN), else -EXA_ERESTART. */
int tty_interrupt_read(struct tty *t, struct request *rq);

/* interrupt.c */

/* The interrupt character was typed: SIGINT for the foreground group, or more
 * than that. */
void tty_interrupt(struct tty *t);

/* p read or polled its terminal: it would see what is typed. */
void tty_looked_at(struct proc *p);

/* output.c */

/* Hands the back-end what it takes. Returns whether something moved. */
bool tty_send(struct tty *t);

/* Sees to it that output is sent before the next process runs. */
void tty_send_soon(struct tty *t);

/* Forgets output that was not sent. */
void tty_discard_output(struct tty *t);

/* The back-end has room again. */
void tty_output_room(struct tty *t);

/* Lets kept writes go on. Returns whether something moved. */
bool tty_settle_writers(struct tty *t);

/* settle.c */

/* Lets everything that waits go on as far as it can. */
void tty_settle(struct tty *t);

/* Whether a kept request must be answered at once: its client was stopped, has
 * a signal to act on, or is no longer in the foreground. */
bool tty_distracted(const struct tty *t, const struct request *rq);

/* Tells the back-end of TIOCPKT_* bits. */
void tty_tell(struct tty *t, unsigned bits);

/* ioctl.c: acts on a request that waited for the output; its result. */
int tty_drained(struct tty *t, struct request *rq);

/* An ioctl of t, from a file of its own or from its master's. */
int tty_ioctl(struct tty *t, struct request *rq, bool master);

/* New window size: SIGWINCH to the foreground, if it changed. */
void tty_resize(struct tty *t, const struct winsize *size);

/* job.c */

/*
 * Whether p may read (SIGTTIN) from t or change it (SIGTTOU): 0, or -EIO, or
 * -EXA_ERESTART when its group was sent the signal (POSIX XBD 11.1.4).
 */
int job_check(const struct tty *t, const struct proc *p, int sig);

/* Whether p is in a background group of its controlling terminal t. */
bool job_background(const struct tty *t, const struct proc *p);

/* Sends sig to the foreground group, if there is one. */
void job_signal(const struct tty *t, int sig);

/*
 * The line is hung up: reads end, writes fail, through all open files; the
 * session loses it and its leader gets SIGHUP and SIGCONT. The foreground
 * group gets its SIGHUP with leaving, else when the leader ends.
 */
void job_hangup(struct tty *t, bool leaving);

/* TIOCSCTTY, TIOCNOTTY, TIOCSPGRP by p. */
int job_acquire(struct tty *t, struct proc *p, bool steal);
int job_release(struct tty *t, struct proc *p);
int job_set_foreground(struct tty *t, const struct proc *p, pid_t pgid);

/* Makes t the controlling terminal of p if an open of it does that. */
void job_opened(struct tty *t, struct proc *p, int flags);

/* ui.c */

extern const struct tty_backend ui_backend;

/* Shows t in the UI, as its terminal of that number, by a back-end that has the
 * next two in it. Returns 0 or -ENOMEM. */
int ui_attach(
	struct tty *t, uint32_t number, const struct tty_backend *backend);
size_t ui_output(struct tty *t, const uint8_t *bytes, size_t n);
void ui_taken(struct tty *t, size_t n);

/* The UI shows t no more; it has that back-end from now on. */
void ui_detach(struct tty *t, const struct tty_backend *backend);

/* A datagram arrived; type 0: one that is too short to have a type. */
void ui_datagram(struct event *event);

#endif
