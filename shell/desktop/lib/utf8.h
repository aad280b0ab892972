/* SPDX-License-Identifier: GPL-3.0-or-later */
/* UTF-8, one character at a time. */
#ifndef EXA_DESKTOP_UTF8_H
#define EXA_DESKTOP_UTF8_H

#include <stddef.h>
#include <stdint.h>

/*
 * The character that text, of size bytes and at least one, begins with.
 * Returns how many bytes it has; what is not UTF-8 is one byte, U+FFFD.
 */
size_t utf8_decode(const char *text, size_t size, uint32_t *character);

/* Where the character before at begins. */
size_t utf8_before(const char *text, size_t at);

#endif
