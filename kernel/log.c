/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The kernel's log: a ring of text that dmesg reads, echoed to the host. */
#include "kernel/log.h"

#include <string.h>

#include "kernel/host.h"

enum { LOG_SIZE = 16384, LINE_SIZE = 256 };

static struct {
	char text[LOG_SIZE];
	size_t end; /* bytes ever written */
} logbuf;

void klog(const char *pattern, ...)
{
	unsigned long long ms = (unsigned long long)host_now();
	char line[LINE_SIZE];
	va_list ap;
	int length;

	length = format(
		line, sizeof(line), "[%5llu.%03llu] ", ms / 1000, ms % 1000);
	va_start(ap, pattern);
	length += vformat(
		line + length, sizeof(line) - (size_t)length - 1, pattern, ap);
	va_end(ap);
	if (length > LINE_SIZE - 2)
		length = LINE_SIZE - 2;
	line[length++] = '\n';
	for (int i = 0; i < length; i++)
		logbuf.text[logbuf.end++ % LOG_SIZE] = line[i];
	host_log(line, (uint32_t)length);
}

size_t log_length(void)
{
	return logbuf.end < LOG_SIZE ? logbuf.end : LOG_SIZE;
}

size_t log_read(char *buffer, size_t size)
{
	size_t length = log_length();
	size_t start;

	if (length > size)
		length = size;
	start = logbuf.end - length;
	for (size_t i = 0; i < length; i++)
		buffer[i] = logbuf.text[(start + i) % LOG_SIZE];
	return length;
}

_Noreturn void panic(const char *reason)
{
	klog("panic: %s", reason);
	host_panic(reason, (uint32_t)strlen(reason));
	__builtin_trap();
}
