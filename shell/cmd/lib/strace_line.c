/* SPDX-License-Identifier: GPL-3.0-or-later */
/* strace: where the text goes, and what stands before a line. */
#include "strace.h"

#include <fcntl.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

struct st_options st_options = {
	.lines = true, .string_max = 32, .column = 40
};

static struct {
	struct out out;
	char buf[8192];
	size_t column;
	bool several;
	int32_t file_pid; /* -ff: whose file is open */
	uint64_t last_us;
} line;

static void to_file(const char *name, int flags)
{
	int fd = open(name, O_WRONLY | O_CREAT | O_CLOEXEC | flags, 0666);

	if (fd < 0)
		cmd_die_errno(name);
	out_init(&line.out, fd, line.buf, sizeof(line.buf));
}

void st_open(void)
{
	out_init(&line.out, STDERR_FILENO, line.buf, sizeof(line.buf));
	if (st_options.file && st_options.follow < 2)
		to_file(st_options.file, O_TRUNC);
	else if (!st_options.file && st_options.follow > 1)
		st_options.follow = 1;
}

void st_flush(void)
{
	out_flush(&line.out);
	if (line.out.err)
		cmd_die("write error: %s", strerror(line.out.err));
}

void st_several(void)
{
	line.several = true;
}

void st_text(const char *text)
{
	out_str(&line.out, text);
	line.column += strlen(text);
}

void st_put(const char *fmt, ...)
{
	char text[1024];
	va_list ap;
	struct text t = { text, sizeof(text) - 1, 0, 0 };

	va_start(ap, fmt);
	text_vfmt(&t, fmt, ap);
	va_end(ap);
	text[t.len < t.size ? t.len : t.size] = '\0';
	st_text(text);
}

size_t st_column(void)
{
	return line.column;
}

void st_align(void)
{
	while (line.column < st_options.column) {
		out_char(&line.out, ' ');
		line.column++;
	}
}

/* One byte in a string; a digit after it must not become part of it. */
static void quote_byte(unsigned c, bool digit_next)
{
	static const char letters[] = "\tt\nn\vv\ff\rr\"\"\\\\";
	const char *p;

	if (st_options.hex < 2) {
		for (p = letters; *p; p += 2) {
			if ((unsigned char)*p == c) {
				st_put("\\%c", p[1]);
				return;
			}
		}
		if (c >= ' ' && c < 127) {
			st_put("%c", c);
			return;
		}
	}
	if (st_options.hex > 0)
		st_put("\\x%02x", c);
	else
		st_put(digit_next ? "\\%03o" : "\\%o", c);
}

void st_quote(const uint8_t *bytes, uint32_t size, bool more)
{
	st_text("\"");
	for (uint32_t i = 0; i < size; i++) {
		bool digit = i + 1 < size && bytes[i + 1] >= '0' &&
			bytes[i + 1] <= '9';

		quote_byte(bytes[i], digit);
	}
	st_text(more ? "\"..." : "\"");
}

/* -ff: each process writes to its own file. */
static void switch_file(int32_t pid, int flags)
{
	char name[4096];

	if (line.file_pid == pid)
		return;
	if (line.file_pid) {
		st_flush();
		close(line.out.fd);
	}
	str_fmt(name, sizeof(name), "%s.%d", st_options.file, pid);
	to_file(name, flags);
	line.file_pid = pid;
}

static void put_time(uint64_t us)
{
	time_t seconds = (time_t)(us / 1000000);
	struct tm *tm = localtime(&seconds);

	if (st_options.time > 2)
		st_put("%llu.%06u ", (unsigned long long)(us / 1000000),
			(unsigned)(us % 1000000));
	else if (tm)
		st_put("%02d:%02d:%02d", tm->tm_hour, tm->tm_min, tm->tm_sec);
	if (st_options.time == 2)
		st_put(".%06u ", (unsigned)(us % 1000000));
	else if (st_options.time == 1)
		st_text(" ");
}

void st_begin(int32_t pid, uint64_t time_us)
{
	uint64_t since = line.last_us ? time_us - line.last_us : 0;

	if (st_options.follow > 1)
		switch_file(pid, O_APPEND);
	else if (st_options.file && (st_options.follow || line.several))
		st_put("%-5d ", pid);
	else if (line.several)
		st_put("[pid %5d] ", pid);
	line.last_us = time_us;
	if (st_options.relative)
		st_put("%6u.%06u ", (unsigned)(since / 1000000),
			(unsigned)(since % 1000000));
	if (st_options.time)
		put_time(time_us);
	/* Results are aligned to where the call itself begins. */
	line.column = 0;
}

void st_continue(int32_t pid, size_t column)
{
	switch_file(pid, O_APPEND);
	line.column = column;
}

void st_fresh(int32_t pid)
{
	switch_file(pid, O_TRUNC);
}

void st_end(void)
{
	out_char(&line.out, '\n');
	line.column = 0;
}
