/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Formatting, the kernel's log (dmesg) and panic. */
#ifndef EXA_LOG_H
#define EXA_LOG_H

#include <stdarg.h>
#include <stddef.h>

/*
 * Formats into buffer like snprintf: %s %c %d %u %x %o %lld %llu %%, with
 * a field width, '-' and '0' flags and a precision for %s. Returns the length
 * that the whole text would have; what fits is always terminated.
 */
int format(char *buffer, size_t size, const char *pattern, ...)
	__attribute__((format(printf, 3, 4)));
int vformat(char *buffer, size_t size, const char *pattern, va_list ap);

/* Appends one line, "[seconds] text", to the log; the oldest are dropped. */
void klog(const char *pattern, ...) __attribute__((format(printf, 1, 2)));

/*
 * Copies the newest part of the log that fits in size bytes. Returns its
 * length.
 */
size_t log_read(char *buffer, size_t size);

/* Bytes the log holds. */
size_t log_length(void);

/* A bug in the kernel: logs it and stops the machine for good. */
_Noreturn void panic(const char *reason);

#endif
