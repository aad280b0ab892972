/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Classes of bytes, in the POSIX locale and independent of it. Bytes above
 * 127 belong to no class: they are parts of UTF-8 characters.
 */
#ifndef SH_CHARS_H
#define SH_CHARS_H

#include <stdbool.h>
#include <stdint.h>

enum {
	CH_ALPHA = 1, /* letters and _ */
	CH_DIGIT = 2,
	CH_META = 4,  /* ends an unquoted word: blank newline ; & | < > ( ) */
	CH_WORD = 8,  /* needs care in an unquoted word, or ends it */
	CH_DQ = 16,   /* needs care between double quotes */
	CH_GLOB = 32, /* special in a pattern when unquoted */
	CH_ESC = 64,  /* a quoted one is marked with CTLESC */
	CH_SPECIAL = 128, /* special parameters @ * # ? - $ ! */
};

extern const uint8_t char_class[256];

static inline bool ch_is(int c, int class)
{
	return (char_class[(unsigned char)c] & class) != 0;
}

static inline bool ch_name_start(int c)
{
	return ch_is(c, CH_ALPHA);
}

static inline bool ch_name(int c)
{
	return ch_is(c, CH_ALPHA | CH_DIGIT);
}

static inline bool ch_digit(int c)
{
	return c >= '0' && c <= '9';
}

static inline bool ch_blank(int c)
{
	return c == ' ' || c == '\t';
}

static inline bool ch_space(int c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Length of the name at the start of s; 0 if there is none. */
static inline unsigned name_len(const char *s)
{
	unsigned n = 0;

	if (ch_name_start(s[0]))
		do
			n++;
		while (ch_name(s[n]));
	return n;
}

#endif
