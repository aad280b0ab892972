/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The socket of those who ask from within the machine: oxygenctl, notify-send,
 * xdg-open. A connection carries one request, a line of fields as in
 * docs/oxygen.md, and what follows it; the answer is "ok", a newline and
 * perhaps bytes, or "error", a tab and a sentence. Then it ends.
 */
#include "client.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

enum { CLIENTS = 16 };

static const char socket_name[] = "/run/oxygen";

static struct client clients[CLIENTS];
static int listener = -1;

void control_open(void)
{
	struct sockaddr_un name = { .sun_family = AF_UNIX };

	for (int i = 0; i < CLIENTS; i++)
		clients[i].fd = -1;
	strcpy(name.sun_path, socket_name);
	unlink(socket_name);
	listener = socket(
		AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (listener < 0 ||
		bind(listener, (struct sockaddr *)&name, sizeof(name)) < 0 ||
		chown(socket_name, user_id(), -1) < 0 ||
		chmod(socket_name, 0600) < 0 || listen(listener, CLIENTS) < 0)
		report("%s: %s: oxygenctl will not work", socket_name,
			strerror(errno));
}

static void leave(struct client *c)
{
	close(c->fd);
	memset(c, 0, sizeof(*c));
	c->fd = -1;
}

/* All of it, or not: a client who does not read has the loss. Longer answers
 * than the socket holds are waited for, a moment. */
static bool send_all(struct client *c, const char *bytes, size_t size)
{
	struct timeval second = { 1, 0 };

	fcntl(c->fd, F_SETFL, 0);
	setsockopt(c->fd, SOL_SOCKET, SO_SNDTIMEO, &second, sizeof(second));
	while (size > 0) {
		ssize_t n = write(c->fd, bytes, size);

		if (n <= 0)
			return false;
		bytes += n;
		size -= (size_t)n;
	}
	return true;
}

void answer(struct client *c, const char *head, const char *bytes, size_t size)
{
	if (send_all(c, head, strlen(head)))
		send_all(c, bytes, size);
	leave(c);
}

void refuse(struct client *c, const char *why)
{
	char text[512];

	snprintf(text, sizeof(text), "error\t%s\n", why);
	answer(c, text, NULL, 0);
}

void finish(struct client *c, int result)
{
	if (result < 0)
		refuse(c,
			result == -ENXIO ? "there is no such window"
					 : strerror(-result));
	else
		answer(c, "ok\n", NULL, 0);
}

/* Hands on what of a download is there. */
static void pass_on(struct client *c)
{
	char line[64];
	size_t n = c->size < c->left ? c->size : (size_t)c->left;

	if (n == 0 || !c->wanted)
		return;
	snprintf(line, sizeof(line), "data\t%lu\t%llu\n", c->number,
		(unsigned long long)c->done);
	tell_bytes(line, c->in, n);
	c->done += n;
	c->left -= n;
	c->size = 0;
	c->wanted = false;
}

/* More of a request, or of a download; or it has left. */
static void hear(struct client *c)
{
	ssize_t n = read(c->fd, c->in + c->size, REQUEST - c->size);

	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return;
	if (n > 0)
		c->size += (size_t)n;
	if (c->number != 0) {
		if (n <= 0)
			tell("failed\t%lu\tthe file was not sent to its end",
				c->number);
		else
			pass_on(c);
	} else if (c->shot == 0 && n > 0 &&
		memchr(c->in, '\n', c->size) != NULL) {
		request_do(c);
		if (c->number != 0)
			pass_on(c);
		return;
	} else if (n > 0 && c->size == REQUEST) {
		refuse(c, "the request is too long");
		return;
	}
	if (n <= 0)
		leave(c);
}

static void hear_or_leave(struct client *c, int events)
{
	if ((events & POLLIN) != 0)
		hear(c);
	else if (c->number == 0 || c->left > 0)
		leave(c);
}

/* The document has begun anew: it knows of no download. */
void control_forget(void)
{
	for (int i = 0; i < CLIENTS; i++)
		if (clients[i].fd >= 0 && clients[i].number != 0)
			refuse(&clients[i], "the desktop was loaded again");
}

static void take_client(void)
{
	int fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);

	for (int i = 0; fd >= 0 && i < CLIENTS; i++)
		if (clients[i].fd < 0) {
			clients[i].fd = fd;
			return;
		}
	if (fd >= 0)
		close(fd);
}

int control_poll(struct pollfd *p, int room)
{
	int n = 0;

	if (listener >= 0)
		p[n++] = (struct pollfd){ .fd = listener, .events = POLLIN };
	for (int i = 0; i < CLIENTS && n < room; i++) {
		struct client *c = &clients[i];

		/* A download goes no faster than the document takes it. */
		if (c->fd >= 0)
			p[n++] = (struct pollfd){ .fd = c->fd,
				.events = c->number == 0 || c->wanted ? POLLIN
								      : 0 };
	}
	return n;
}

void control_ready(const struct pollfd *p, int count)
{
	for (int n = 0; n < count; n++) {
		if (p[n].revents == 0)
			continue;
		if (p[n].fd == listener)
			take_client();
		for (int i = 0; i < CLIENTS; i++)
			if (p[n].fd == clients[i].fd)
				hear_or_leave(&clients[i], p[n].revents);
	}
}

void control_want(const struct ask *a)
{
	unsigned long number = strtoul(a->field[1], NULL, 10);

	for (int i = 0; i < CLIENTS; i++) {
		struct client *c = &clients[i];

		if (c->fd < 0 || c->number == 0 || c->number != number)
			continue;
		c->wanted = true;
		if (c->left == 0)
			finish(c, 0);
		return;
	}
}

void control_shot(const struct ask *a)
{
	unsigned long number = strtoul(a->field[1], NULL, 10);
	uint64_t total = strtoull(a->field[2], NULL, 10);
	uint64_t offset = strtoull(a->field[3], NULL, 10);

	for (int i = 0; i < CLIENTS; i++) {
		struct client *c = &clients[i];

		if (c->fd < 0 || c->shot == 0 || c->shot != number)
			continue;
		if (total == 0) {
			refuse(c, "there is no picture of that");
			return;
		}
		/* Parts may be lost: then there is no picture. */
		if (offset != c->done ||
			(offset == 0 && !send_all(c, "ok\n", 3)) ||
			!send_all(c, a->rest, a->size) ||
			offset + a->size >= total)
			leave(c);
		else
			c->done += a->size;
		return;
	}
}
