/* SPDX-License-Identifier: MIT */
/* What the files of the library share, and terminals in windows use. */
#ifndef EXA_WINDOW_IMPL_H
#define EXA_WINDOW_IMPL_H

#include <sys/uio.h>

#include "kernel/abi/oxygen.h"
#include "libc/window/exa/window.h"

struct window {
	int fd;
	struct window_surface surface;
	/* What was changed: from left and top to before right and bottom. */
	int left, top, right, bottom;
	/* An OXYGEN_PASTED's bytes. */
	char *pasted;
	struct {
		struct oxygen_event e;
		char bytes[OXYGEN_TEXT + 1];
	} in;
};

/* A request to the window server, with bytes behind it. 0 or -1. */
int window_call(
	int fd, struct oxygen_request rq, const void *bytes, size_t size);

/* Opens a window as rq's arguments say: its file, or -1. */
int window_open_file(
	struct oxygen_request rq, const char *app, const char *title);

/* The surface gets that size, keeping what it shows. 0 or -1. */
int window_take_size(struct window *w, int width, int height);

#endif
