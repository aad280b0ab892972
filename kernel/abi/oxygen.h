/* SPDX-License-Identifier: MIT */
/*
 * Windows: the datagrams between oxygen (servers/oxygen) and the document that
 * draws the desktop, and what programs say to it by an open file of
 * /dev/oxygen. docs/oxygen.md is the reference.
 *
 * Datagrams are those of docs/protocol.md: a struct message, the payload
 * behind it. Positions are signed, in CSS pixels of the desktop or of a
 * window's content; PAIR packs two numbers into one argument.
 */
#ifndef EXA_ABI_OXYGEN_H
#define EXA_ABI_OXYGEN_H

#include <stdint.h>

enum {
	OXYGEN_VERSION = 1,
	OXYGEN_WINDOWS = 256,    /* at once */
	OXYGEN_SIDE = 4096,      /* a content's width and height: 1 to this */
	OXYGEN_TEXT = 65536,     /* longest payload, but of DAMAGE */
	OXYGEN_NAME = 256,       /* application and title, with their NULs */
	OXYGEN_PIXELS = 1 << 20, /* longest payload of DAMAGE, in bytes */
	OXYGEN_TYPED = 32,       /* longest text of a key */
	OXYGEN_EVENTS = 64,      /* a program may have unread */
};

/* Two 16-bit numbers: a in the lower half. */
#define OXYGEN_PAIR(a, b) \
	((uint32_t)(uint16_t)(a) | (uint32_t)(uint16_t)(b) << 16)

/* How a window is shown. */
enum oxygen_state {
	OXYGEN_NORMAL, /* at its place */
	OXYGEN_MAXIMISED,
	OXYGEN_FULL, /* screen */
	OXYGEN_LEFT, /* the halves of the work area */
	OXYGEN_RIGHT,
	OXYGEN_TOP_LEFT, /* and its quarters */
	OXYGEN_TOP_RIGHT,
	OXYGEN_BOTTOM_LEFT,
	OXYGEN_BOTTOM_RIGHT,
	OXYGEN_STATES,
	OXYGEN_MINIMISED = 0x80, /* besides one of the above */
};

/* What a window has in it. */
enum oxygen_kind {
	OXYGEN_SURFACE,  /* pixels */
	OXYGEN_TERMINAL, /* a pseudo-terminal, shown by the document */
	OXYGEN_KINDS,
};

/* From the document; then arg[0..]; then the payload. */
enum oxygen_ui {
	/* version, width, height of the desktop. request: a number that the
	 * document made for itself, not 0; repeated until its WELCOME comes. */
	OXYGEN_HELLO = 0x200,
	/* window, PAIR(x, y), PAIR(width, height) of the content when it is
	 * NORMAL, state, workspace: the user has moved it or the like. */
	OXYGEN_PLACE,
	/* window, width, height that its content has now. */
	OXYGEN_SIZE,
	/* window, workspace: it is the one that has the keyboard, and is above
	 * the others; its workspace is shown, and the argument 0. window 0:
	 * none has, and that workspace is shown. */
	OXYGEN_FOCUS,
	/* window, 0: the user wants it closed; 1: its program is killed. */
	OXYGEN_CLOSE,
	/* window, type, code, value (those of Linux's input-event-codes.h),
	 * PAIR(x, y) of the pointer, modifiers; payload: what the key types. */
	OXYGEN_INPUT,
	/* window, frame: it is drawn now, the next one may come. */
	OXYGEN_DRAWN,
	/* window or 0; payload: text that is pasted into the window, or that
	 * the clipboard now has. */
	OXYGEN_PASTE,
	/* payload: for the program that has /dev/oxygen as its manager. */
	OXYGEN_ASK,
	OXYGEN_UI_END,
};

/* From oxygen. */
enum oxygen_out {
	/* version, windows that follow, the one with the focus, workspace.
	 * request: that of the HELLO. */
	OXYGEN_WELCOME = 0x280,
	/* window, pid, PAIR(x, y), PAIR(width, height), PAIR(state, workspace),
	 * PAIR(kind, terminal of docs/protocol.md); payload: the application's
	 * name, NUL, the title. It is new or has changed. request: its group:
	 * windows of one group are tabs in one frame. */
	OXYGEN_WINDOW,
	/* window: there is no such window any more. */
	OXYGEN_GONE,
	/* window with the focus or 0, workspace; payload: all windows, 32 bits
	 * each, the lowest one first. */
	OXYGEN_STACK,
	/* window, frame, PAIR(x, y), PAIR(width, height), PAIR(width, height)
	 * of the whole surface, 1 if the frame goes on; payload: the pixels,
	 * four bytes each: red, green, blue, 255. */
	OXYGEN_DAMAGE,
	/* payload: text a program put on the clipboard. */
	OXYGEN_COPY,
	/* payload: from the manager. */
	OXYGEN_TELL,
	OXYGEN_OUT_END,
};

/*
 * What a program writes to /dev/oxygen, one request a write(): a struct
 * oxygen_request, then bytes. An open file has one window, or is the manager.
 * Errors: EINVAL for what is not as said here; ENXIO without a window, or to
 * open one where there is no desktop; EAGAIN with O_NONBLOCK. The document is
 * told things, but for pixels, a hundred times a second at most: more wait.
 */
enum oxygen_call {
	/* kind, width, height (0: as the document likes), 0, the window whose
	 * tab it is to be or 0; bytes: the application's name, NUL, the title.
	 * EBUSY: the file has one. ENOSPC:
	 * there are too many. A terminal's file is the master of a
	 * pseudo-terminal but for reading and writing: TIOCGPTN, TIOCSPTLCK
	 * and TIOCGPTPEER open its other side. */
	OXYGEN_OPEN = 1,
	/* bytes: the title */
	OXYGEN_TITLE,
	/* width, height that the program would like */
	OXYGEN_RESIZE,
	/* x, y, width, height, 1 if the frame goes on; bytes: the pixels. Waits
	 * until the frame before it was drawn; a frame has no more than twice
	 * the surface's pixels and OXYGEN_PIXELS. What is outside the surface
	 * is not shown; beyond OXYGEN_SIDE: EINVAL. */
	OXYGEN_DRAW,
	/* bytes: text for the clipboard. EPERM: it has not the focus. */
	OXYGEN_CLIP,
	/* The file is the manager's from now on: what the document asks is read
	 * from it, as are changes of windows. EPERM: not root. EBUSY: there is
	 * one. */
	OXYGEN_MANAGE,
	/* bytes: for the document (TELL) */
	OXYGEN_SAY,
	/* of the manager: window, one of enum oxygen_act, and its arguments */
	OXYGEN_ACT,
	OXYGEN_CALLS,
};

enum oxygen_act {
	OXYGEN_ACT_FOCUS, /* and shows it, if it was minimised */
	OXYGEN_ACT_CLOSE,
	OXYGEN_ACT_KILL,
	OXYGEN_ACT_PLACE, /* state, workspace */
	OXYGEN_ACT_LIST,  /* the manager is sent an event WINDOW for each */
	OXYGEN_ACTS,
};

struct oxygen_request {
	uint32_t call;
	int32_t arg[5];
};

/* What a read() gives: one of these, with size bytes behind it as far as they
 * fit; the rest of them is lost. */
struct oxygen_event {
	uint32_t type; /* enum oxygen_happened */
	uint32_t window;
	int32_t arg[5];
	uint32_t size;
};

enum oxygen_happened {
	/* type, code, value, PAIR(x, y), modifiers; bytes: text of a key */
	OXYGEN_KEY = 1,
	/* width, height of the content: all of it is to be drawn */
	OXYGEN_SHOW,
	/* 1: it has the focus, 0: not any more */
	OXYGEN_ACTIVE,
	/* The user wants the window closed. */
	OXYGEN_LEAVE,
	/* bytes: text that is pasted */
	OXYGEN_PASTED,
	/* Events were lost, since they were not read. */
	OXYGEN_LOST,
	/* Of the manager: bytes: what the document asks (ASK) */
	OXYGEN_ASKED,
	/* Of the manager: pid (0: it is gone), PAIR(x, y), PAIR(width, height),
	 * PAIR(state, workspace); bytes: application, NUL, title */
	OXYGEN_CHANGED,
	/* Of the manager: window has the focus; 0: none has. */
	OXYGEN_FOCUSED,
	/* Of the manager: a document has said HELLO. */
	OXYGEN_GREETED,
};

/* Modifiers of keys and buttons. */
enum { OXYGEN_SHIFT = 1, OXYGEN_CTRL = 2, OXYGEN_ALT = 4, OXYGEN_META = 8 };

#endif
