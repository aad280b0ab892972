/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Output and messages; out.h tells the rules. */
#include "shell.h"
#include "chars.h"

#include <errno.h>
#include <stdarg.h>
#include <unistd.h>

enum { READ_SIZE = 4096 };

int write_all(int fd, const char *s, size_t n)
{
	while (n) {
		ssize_t w = write(fd, s, n);

		if (w < 0) {
			if (errno == EINTR && !sh.trap.interrupted)
				continue;
			return -1;
		}
		s += w;
		n -= (size_t)w;
	}
	return 0;
}

bool read_all(int fd, struct buf *b)
{
	for (;;) {
		ssize_t n;

		if (!buf_grow(b, READ_SIZE))
			return false;
		n = read(fd, b->s + b->n, b->cap - b->n - 1);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return !n;
		b->n += (size_t)n;
	}
}

bool out_flush(void)
{
	size_t n = sh.out.n;

	sh.out.n = 0;
	if (n) {
		sh.spin = 0;
		if (write_all(1, sh.out.s, n) < 0 && !sh.out.err)
			sh.out.err = errno;
	}
	return !sh.out.err;
}

int out_error_take(void)
{
	int err = sh.out.err;

	sh.out.err = 0;
	return err;
}

void out_add(const char *s, size_t n)
{
	if (sh.out.capture) {
		buf_add(sh.out.capture, s, n);
		return;
	}
	if (n > OUT_SIZE - sh.out.n) {
		out_flush();
		if (n > OUT_SIZE) {
			if (write_all(1, s, n) < 0 && !sh.out.err)
				sh.out.err = errno;
			return;
		}
	}
	memcpy(sh.out.s + sh.out.n, s, n);
	sh.out.n += n;
}

void out_str(const char *s)
{
	out_add(s, strlen(s));
}

void out_char(int c)
{
	char ch = (char)c;

	out_add(&ch, 1);
}

static void format(struct buf *b, const char *f, va_list ap)
{
	for (; *f; f++) {
		const struct var *v;
		const char *s;

		if (*f != '%') {
			buf_addc(b, *f);
			continue;
		}
		switch (*++f) {
		case 's':
			s = va_arg(ap, const char *);
			buf_adds(b, s ? s : "");
			break;
		case 'd':
			buf_num(b, va_arg(ap, int));
			break;
		case 'D':
			buf_num(b, va_arg(ap, long long));
			break;
		case 'c':
			buf_addc(b, va_arg(ap, int));
			break;
		case 'n':
			v = va_arg(ap, const struct var *);
			buf_add(b, v->text, v->namelen);
			break;
		default:
			buf_addc(b, *f);
			break;
		}
	}
}

void out_format(const char *fmt, ...)
{
	struct buf *b = buf_get();
	va_list ap;

	va_start(ap, fmt);
	format(b, fmt, ap);
	va_end(ap);
	out_add(b->s, b->n);
	buf_put(b);
}

void out_quoted(const char *s)
{
	bool open = false;

	/* Single quotes around all but single quotes. */
	if (!*s)
		out_str("''");
	for (; *s; s++) {
		if (*s == '\'') {
			if (open)
				out_char('\'');
			open = false;
			out_str("\"'\"");
		} else {
			if (!open)
				out_char('\'');
			open = true;
			out_char(*s);
		}
	}
	if (open)
		out_char('\'');
}

/* Message with its head, in one write. */
static void message(const char *fmt, va_list ap)
{
	struct buf *b = buf_get();

	buf_adds(b, sh.name ? sh.name : sh.arg0);
	buf_adds(b, ": ");
	buf_num(b, sh.line);
	buf_adds(b, ": ");
	if (sh.command) {
		buf_adds(b, sh.command);
		buf_adds(b, ": ");
	}
	format(b, fmt, ap);
	buf_addc(b, '\n');
	out_flush();
	(void)write_all(2, b->s, b->n);
	buf_put(b);
}

void warn(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	message(fmt, ap);
	va_end(ap);
}

int fail(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	message(fmt, ap);
	va_end(ap);
	sh.skip = SKIP_ABORT;
	sh.status = 2;
	return 2;
}

int builtin_error(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	message(fmt, ap);
	va_end(ap);
	sh.builtin_failed = true;
	return 2;
}

void err_format(const char *fmt, ...)
{
	struct buf *b = buf_get();
	va_list ap;

	va_start(ap, fmt);
	format(b, fmt, ap);
	va_end(ap);
	out_flush();
	(void)write_all(2, b->s, b->n);
	buf_put(b);
}

const char *error_text(int err)
{
	return strerror(err);
}

const char *path_error(int err)
{
	return err == ENOENT ? "No such file" : strerror(err);
}
