/* SPDX-License-Identifier: MIT */
/* <exa/window.h>: opening, closing, and what is asked of the window server. */
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "libc/window/impl.h"

int window_call(
	int fd, struct oxygen_request rq, const void *bytes, size_t size)
{
	const struct iovec parts[] = { { &rq, sizeof(rq) },
		{ (void *)(uintptr_t)bytes, size } };

	return writev(fd, parts, 2) < 0 ? -1 : 0;
}

int window_open_file(
	struct oxygen_request rq, const char *app, const char *title)
{
	/* The manager's socket: without it nobody would see the window. */
	bool desktop = access("/run/oxygen", F_OK) == 0;
	int fd = open("/dev/oxygen", O_RDWR | O_NONBLOCK | O_CLOEXEC);
	char name[OXYGEN_NAME] = { 0 };
	size_t length = strlen(app);

	if (!desktop && fd >= 0) {
		close(fd);
		errno = ENXIO;
		fd = -1;
	}
	if (fd < 0)
		return -1;
	if (length > sizeof(name) / 2)
		length = sizeof(name) / 2;
	memcpy(name, app, length++);
	strncpy(name + length, title, sizeof(name) - 1 - length);
	length += strlen(name + length);
	rq.call = OXYGEN_OPEN;
	if (window_call(fd, rq, name, length) == 0)
		return fd;
	length = (size_t)errno;
	close(fd);
	errno = (int)length;
	return -1;
}

struct window *window_open(
	const char *app, const char *title, int width, int height)
{
	struct window *w = calloc(1, sizeof(*w));
	struct oxygen_request rq = { .arg = { OXYGEN_SURFACE, width, height } };

	if (w == NULL)
		return NULL;
	w->fd = -1;
	if (window_take_size(w, width, height) == 0)
		w->fd = window_open_file(rq, app, title);
	if (w->fd >= 0)
		return w;
	window_close(w);
	return NULL;
}

void window_close(struct window *w)
{
	int error = errno;

	if (w == NULL)
		return;
	if (w->fd >= 0)
		close(w->fd);
	free(w->surface.pixels);
	free(w->pasted);
	free(w);
	errno = error;
}

struct window_surface *window_surface(struct window *w)
{
	return &w->surface;
}

int window_fd(const struct window *w)
{
	return w->fd;
}

int window_title(struct window *w, const char *title)
{
	return window_call(w->fd,
		(struct oxygen_request){ OXYGEN_TITLE, { 0 } }, title,
		strlen(title));
}

int window_resize(struct window *w, int width, int height)
{
	struct oxygen_request rq = { OXYGEN_RESIZE, { width, height } };

	return window_call(w->fd, rq, NULL, 0);
}

int window_copy(struct window *w, const char *text)
{
	return window_call(w->fd, (struct oxygen_request){ OXYGEN_CLIP, { 0 } },
		text, strlen(text));
}
