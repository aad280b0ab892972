/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Buffered output; see cmd.h. After an error a writer only swallows.
 */
#include "cmd.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

int write_all(int fd, const void *p, size_t n)
{
	const char *s = p;

	while (n) {
		ssize_t r = write(fd, s, n);

		if (r < 0 && errno == EINTR)
			continue;
		if (r < 0)
			return -1;
		s += r;
		n -= (size_t)r;
	}
	return 0;
}

void out_init(struct out *o, int fd, char *buf, size_t size)
{
	o->fd = fd;
	o->err = 0;
	o->len = 0;
	o->size = size;
	o->buf = buf;
}

void out_flush(struct out *o)
{
	if (o->len && !o->err && write_all(o->fd, o->buf, o->len) < 0)
		o->err = errno;
	o->len = 0;
}

void out_char(struct out *o, char c)
{
	out_mem(o, &c, 1);
}

void out_mem(struct out *o, const void *p, size_t n)
{
	if (n > o->size - o->len)
		out_flush(o);
	if (n > o->size) {
		if (!o->err && write_all(o->fd, p, n) < 0)
			o->err = errno;
		return;
	}
	memcpy(o->buf + o->len, p, n);
	o->len += n;
}

void out_str(struct out *o, const char *s)
{
	out_mem(o, s, strlen(s));
}
