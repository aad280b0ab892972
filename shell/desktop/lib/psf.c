/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fonts of the Linux console (psf.h). */
#include "shell/desktop/lib/psf.h"

#include <string.h>

#include "shell/desktop/lib/utf8.h"

enum { SIDE = 64, LONGEST = 65535 };

static uint32_t word(const uint8_t *p)
{
	return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 |
		(uint32_t)p[3] << 24;
}

static void know(struct psf *f, uint32_t character, uint32_t picture)
{
	if (character < PSF_KNOWN && f->of[character] == 0)
		f->of[character] = (uint16_t)(picture + 1);
}

/* Version 1: for each picture 16-bit characters, and 0xffff; behind 0xfffe come
 * sequences, which are passed over. */
static void read_table1(
	struct psf *f, const uint8_t *p, const uint8_t *end, uint32_t count)
{
	bool sequence = false;

	for (uint32_t i = 0; end - p >= 2 && i < count; p += 2) {
		uint32_t c = (uint32_t)p[0] | (uint32_t)p[1] << 8;

		if (c == 0xffff) {
			i++;
			sequence = false;
		} else if (c == 0xfffe) {
			sequence = true;
		} else if (!sequence) {
			know(f, c, i);
		}
	}
}

/* Version 2: UTF-8, ended by 0xff, sequences behind 0xfe. */
static void read_table2(
	struct psf *f, const uint8_t *p, const uint8_t *end, uint32_t count)
{
	bool sequence = false;

	for (uint32_t i = 0; p < end && i < count;) {
		uint32_t c;

		if (*p >= 0xfe) {
			sequence = *p == 0xfe;
			i += *p++ == 0xff;
			continue;
		}
		p += utf8_decode((const char *)p, (size_t)(end - p), &c);
		if (!sequence)
			know(f, c, i);
	}
}

bool psf_read(struct psf *f, const uint8_t *bytes, size_t size)
{
	const uint8_t *end = bytes + size;
	uint32_t head = 4, count = 0, each = 0, table = 0;

	memset(f, 0, sizeof(*f));
	if (size >= 4 && bytes[0] == 0x36 && bytes[1] == 0x04) {
		count = bytes[2] & 1 ? 512 : 256;
		table = bytes[2] & 2;
		each = bytes[3];
		f->width = 8;
		f->height = (int)each;
	} else if (size >= 32 && word(bytes) == 0x864ab572) {
		head = word(bytes + 8);
		table = word(bytes + 12) & 1;
		count = word(bytes + 16);
		each = word(bytes + 20);
		f->height = (int)word(bytes + 24);
		f->width = (int)word(bytes + 28);
	}
	if (f->width < 1 || f->width > SIDE || f->height < 1 ||
		f->height > SIDE || count >= LONGEST || head > size)
		return false;
	f->stride = (f->width + 7) / 8;
	if (each == 0 || each != (uint32_t)(f->stride * f->height) ||
		(size - head) / each < count)
		return false;
	f->pictures = bytes + head;
	bytes += head + (size_t)count * each;
	if (table == 0)
		for (uint32_t i = 0; i < count; i++)
			know(f, i, i);
	else if (head == 4)
		read_table1(f, bytes, end, count);
	else
		read_table2(f, bytes, end, count);
	return true;
}

const uint8_t *psf_find(const struct psf *f, uint32_t character)
{
	if (character >= PSF_KNOWN || f->of[character] == 0)
		return NULL;
	return f->pictures +
		(size_t)(f->of[character] - 1) *
		(size_t)(f->stride * f->height);
}
