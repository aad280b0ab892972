/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Characters of UTF-8 and how many columns they take.
 *
 * The tables are of Unicode 14.0.0: general categories Mn, Me and Cf (in the
 * basic plane, and tags), East Asian width W and F; code points that stand for
 * nothing are joined with either neighbour. A range is two numbers, how far its
 * start is behind the end of the one before and how far its end behind its
 * start, in groups of 7 bits, the lowest first, all but the last with bit 7
 * set.
 */
#include "shell.h"
#include "edit/edit.h"

/* clang-format off */
static const uint8_t zero[] = {
	128, 6, 111, 148, 2, 6, 136, 2, 44, 2, 0, 2, 1, 2, 1, 2, 0, 57, 5, 11,
	10, 2, 0, 47, 20, 17, 0, 102, 7, 2, 5, 3, 1, 2, 3, 34, 0, 2, 0, 31,
	26, 92, 10, 59, 8, 10, 0, 25, 3, 2, 8, 2, 2, 2, 4, 44, 2, 53, 15, 43,
	56, 56, 0, 2, 0, 5, 7, 5, 0, 4, 6, 11, 1, 30, 0, 59, 0, 5, 3, 9, 0,
	21, 1, 27, 4, 58, 0, 5, 16, 31, 1, 4, 0, 12, 1, 58, 0, 5, 7, 5, 0, 21,
	1, 23, 7, 59, 0, 3, 0, 2, 3, 9, 9, 12, 1, 31, 0, 62, 0, 13, 0, 51, 0,
	4, 0, 56, 0, 2, 2, 6, 16, 12, 1, 30, 0, 59, 0, 3, 0, 7, 0, 6, 1, 21,
	1, 29, 1, 58, 1, 5, 3, 9, 0, 21, 1, 30, 0, 73, 0, 8, 4, 91, 0, 3, 6,
	13, 7, 99, 0, 3, 8, 12, 5, 75, 1, 28, 0, 2, 0, 2, 0, 56, 13, 2, 4, 2,
	1, 6, 47, 10, 0, 103, 3, 2, 5, 2, 1, 3, 1, 26, 1, 5, 2, 17, 3, 14, 0,
	3, 1, 7, 0, 16, 0, 195, 1, 159, 1, 222, 2, 2, 179, 7, 2, 30, 1, 31, 1,
	31, 1, 65, 1, 2, 6, 9, 0, 3, 10, 10, 0, 46, 4, 118, 1, 35, 0, 119, 2,
	5, 1, 10, 0, 7, 2, 220, 1, 1, 3, 0, 59, 0, 2, 8, 2, 0, 3, 7, 7, 12,
	49, 83, 49, 0, 2, 4, 2, 0, 6, 0, 41, 8, 13, 1, 33, 3, 3, 1, 2, 2, 57,
	0, 2, 1, 4, 0, 2, 2, 59, 7, 3, 1, 153, 1, 2, 2, 12, 2, 6, 5, 0, 7, 0,
	4, 1, 199, 1, 63, 140, 4, 4, 27, 4, 50, 15, 97, 32, 255, 23, 2, 142,
	1, 0, 97, 31, 171, 4, 3, 108, 1, 213, 235, 1, 3, 2, 9, 33, 1, 81, 1,
	145, 2, 0, 4, 0, 5, 0, 26, 1, 6, 0, 152, 1, 1, 27, 17, 14, 0, 39, 7,
	26, 10, 47, 2, 49, 0, 3, 3, 3, 1, 40, 0, 68, 5, 3, 1, 3, 1, 13, 0, 9,
	0, 48, 0, 52, 0, 2, 2, 3, 1, 6, 1, 2, 0, 43, 1, 9, 0, 239, 1, 0, 3, 0,
	5, 0, 177, 158, 1, 0, 226, 5, 15, 17, 15, 208, 1, 0, 250, 1, 2, 134,
	128, 52, 238, 3,
};

static const uint8_t wide[] = {
	128, 34, 95, 187, 35, 1, 14, 1, 191, 1, 3, 4, 0, 3, 0, 138, 4, 1, 22,
	1, 51, 11, 44, 0, 20, 0, 14, 0, 9, 1, 18, 1, 6, 1, 9, 0, 6, 0, 22, 0,
	8, 1, 2, 0, 5, 0, 3, 0, 8, 0, 5, 1, 29, 0, 36, 0, 2, 0, 5, 2, 2, 0,
	62, 2, 25, 0, 15, 0, 220, 6, 1, 52, 0, 5, 0, 171, 6, 169, 3, 5, 16, 3,
	85, 5, 172, 3, 9, 239, 54, 65, 198, 173, 1, 154, 9, 28, 132, 5, 163,
	87, 221, 66, 217, 3, 183, 6, 9, 23, 59, 150, 1, 95, 128, 1, 6, 250,
	223, 1, 3, 13, 139, 134, 1, 137, 122, 0, 203, 1, 0, 191, 1, 0, 3, 9,
	102, 160, 2, 13, 8, 2, 69, 2, 21, 13, 42, 5, 4, 13, 16, 4, 0, 4, 70,
	2, 0, 2, 186, 1, 3, 62, 14, 3, 2, 23, 19, 0, 27, 1, 14, 0, 87, 84, 49,
	69, 7, 0, 4, 2, 3, 10, 12, 1, 8, 8, 228, 1, 16, 156, 2, 46, 2, 9, 2,
	184, 1, 113, 134, 1, 138, 10, 202, 166, 4,
};

/* clang-format on */

static int next_number(const uint8_t **p)
{
	int v = 0, shift = 0;

	do {
		v |= (**p & 127) << shift;
		shift += 7;
	} while (*(*p)++ & 128);
	return v;
}

static bool in_ranges(const uint8_t *p, size_t n, int cp)
{
	const uint8_t *end = p + n;
	int at = 0;

	while (p < end) {
		at += next_number(&p);
		if (cp < at)
			return false;
		at += next_number(&p);
		if (cp <= at)
			return true;
	}
	return false;
}

int char_width(int cp)
{
	if (cp < 0x20 || (cp >= 0x7f && cp < 0xa0))
		return -1;
	if (cp < 0x300)
		return 1;
	if (in_ranges(zero, sizeof(zero), cp))
		return 0;
	return in_ranges(wide, sizeof(wide), cp) ? 2 : 1;
}

size_t utf8_next(const char *s, size_t n, int *cp)
{
	static const int least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	int c = (unsigned char)*s;
	size_t len = c < 0x80 ? 1
		: c < 0xc2    ? 0
		: c < 0xe0    ? 2
		: c < 0xf0    ? 3
		: c < 0xf5    ? 4
			      : 0,
	       i;

	*cp = -1;
	if (!len || len > n)
		return 1;
	if (len > 1)
		c &= 0x7f >> len;
	for (i = 1; i < len; i++) {
		if ((s[i] & 0xc0) != 0x80)
			return 1;
		c = c << 6 | (s[i] & 0x3f);
	}
	if (c < least[len] || c > 0x10ffff || (c >= 0xd800 && c < 0xe000))
		return 1;
	*cp = c;
	return len;
}
