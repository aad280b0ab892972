/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Formatted output: into the free part of the writer's buffer; what does not
 * fit, into the emptied buffer, piece by piece.
 */
#include "cmd.h"

/* Bytes skip and on of the text, behind what waits; returns its length. */
static size_t put(struct out *o, size_t skip, const char *fmt, va_list ap)
{
	struct text t = { o->buf + o->len, o->size - o->len, 0, skip };

	text_vfmt(&t, fmt, ap);
	return t.len;
}

void out_vfmt(struct out *o, const char *fmt, va_list ap)
{
	size_t n = put(o, 0, fmt, ap), done = 0;

	if (n <= o->size - o->len) {
		o->len += n;
		return;
	}
	do {
		out_flush(o);
		put(o, done, fmt, ap);
		o->len = n - done < o->size ? n - done : o->size;
		done += o->len;
	} while (done < n);
}

void out_fmt(struct out *o, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	out_vfmt(o, fmt, ap);
	va_end(ap);
}
