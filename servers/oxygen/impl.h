/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the files of the window server share. Not for others; oxygen.h is.
 *
 *	program --write--> call.c ---+                +--> out.c --> document
 *	program <--read--- event.c <-+-- window.c ----+
 *	document --> ui.c -----------+
 */
#ifndef EXA_OXYGEN_IMPL_H
#define EXA_OXYGEN_IMPL_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "kernel/abi/message.h"
#include "kernel/abi/oxygen.h"
#include "kernel/copy.h"
#include "kernel/list.h"
#include "kernel/sched.h"
#include "servers/oxygen/oxygen.h"

enum { WORKSPACES = 9 };

/* An open file of /dev/oxygen, and its window if it has one. */
struct window {
	struct list link; /* in the order of windows; the lowest is first */
	uint32_t id;      /* 0: there is no window */
	uint32_t group;
	pid_t owner;
	double owner_start; /* another process may get its pid */
	enum oxygen_kind kind;
	struct pty *pty; /* of a terminal */

	/* As the document is told, and tells. */
	uint32_t place, size;      /* PAIRs; when it is NORMAL */
	uint32_t state, workspace; /* enum oxygen_state */
	uint32_t width, height;    /* of the content as it is now; or 0 */
	char name[OXYGEN_NAME];    /* application, NUL, title */
	uint32_t name_size;

	/* Frames of a surface: sent, and drawn by the document. */
	uint32_t frame, drawn;
	bool unfinished; /* the frame goes on */
	uint32_t bytes;  /* of this frame */
	double next;     /* host_now() when it may tell something else */

	/* What was not read. */
	struct list events;
	uint32_t count;
	bool lost;
	struct waitq queue;
};

/* The state of the server. */
struct oxygen {
	struct list order;
	uint32_t windows, last_id;
	uint32_t focus; /* a window, or 0 */
	uint32_t workspace;
	struct window *manager;
	double next;            /* host_now() when a window may be opened */
	bool attached;          /* a document has called */
	uint32_t width, height; /* of its desktop */
	struct list asked;      /* what a manager is to be told */
	uint32_t asks;
};

extern struct oxygen oxygen;

/* window.c */

/* The window of that number, or NULL. */
struct window *window_find(uint32_t id);

/* w becomes a window: it is placed, shown and focused. */
void window_open(struct window *w);

/* There is no such window any more; its file remains. */
void window_close(struct window *w);

/* The window gets the keyboard and is on top; NULL: none does. */
void window_focus(struct window *w);

/* Shows that workspace, with the keyboard at no window. Returns 0, or -EINVAL:
 * there is no such one. */
int workspace_show(uint32_t workspace);

/* Shows w in another way; the focus goes elsewhere if it is minimised. Returns
 * 0, or -EINVAL: there is no such state or workspace. */
int window_place(struct window *w, uint32_t state, uint32_t workspace);

/* Tells its program to draw all of it, in the size it has. */
void window_show(struct window *w);

/* The same; nothing is on its way to the document any more. */
void window_redraw(struct window *w);

/* The user wants w closed: its program is told, or killed. */
void window_leave(struct window *w, bool kill);

/* event.c */

/* Queues an event for w's program: at most that many arguments are in arg. */
void event_send(struct window *w, struct oxygen_event e, const void *bytes);

/* The manager's copy of what the document asks; kept for the next one. */
void event_ask(const void *bytes, uint32_t size);

/* Hands what was kept to the manager. */
void event_hand_over(struct window *manager);

/* One event for a read(): bytes, or -EAGAIN. */
int event_take(struct window *w, struct uio *io);

/* Forgets all. */
void event_drop(struct window *w);

/* out.c: to the document, if there is one; about windows, to the manager. */

void out_post(struct message m, const void *bytes, uint32_t size);
void out_window(const struct window *w);
void out_listed(const struct window *w); /* the manager only */
void out_gone(uint32_t id);
void out_stack(void);

#endif
