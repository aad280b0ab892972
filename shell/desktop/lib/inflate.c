/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Unpacking (image.h): RFC 1950 and 1951. The checksum is not looked at. */
#include <stdbool.h>
#include <string.h>

#include "shell/desktop/lib/image.h"

enum { LONGEST = 15, LITERALS = 288, DISTANCES = 30, CODES = 19, END = 256 };

struct state {
	const uint8_t *in, *end;
	uint32_t bits; /* read and not yet used; the next one is the lowest */
	int count;
	uint8_t *begin, *out, *last;
	bool bad;
};

/* How many codes have each length, and their symbols in order. */
struct huffman {
	uint16_t count[LONGEST + 1];
	uint16_t symbol[LITERALS];
};

static unsigned take(struct state *s, int n)
{
	unsigned value;

	while (s->count < n) {
		if (s->in == s->end) {
			s->bad = true;
			return 0;
		}
		s->bits |= (uint32_t)*s->in++ << s->count;
		s->count += 8;
	}
	value = s->bits & ((1u << n) - 1);
	s->bits >>= n;
	s->count -= n;
	return value;
}

/* Whether the lengths are those of a code; one may be incomplete. */
static bool build(struct huffman *h, const uint8_t *length, int n)
{
	uint16_t at[LONGEST + 2] = { 0 };
	int room = 1;

	memset(h, 0, sizeof(*h));
	for (int i = 0; i < n; i++)
		h->count[length[i]]++;
	h->count[0] = 0;
	for (int i = 1; i <= LONGEST; i++) {
		room = room * 2 - h->count[i];
		if (room < 0)
			return false;
		at[i + 1] = (uint16_t)(at[i] + h->count[i]);
	}
	for (int i = 0; i < n; i++)
		if (length[i] != 0)
			h->symbol[at[length[i]]++] = (uint16_t)i;
	return true;
}

static int symbol(struct state *s, const struct huffman *h)
{
	int code = 0, first = 0, index = 0;

	for (int i = 1; i <= LONGEST && !s->bad; i++) {
		code |= (int)take(s, 1);
		if (code - first < h->count[i])
			return h->symbol[index + code - first];
		index += h->count[i];
		first = (first + h->count[i]) * 2;
		code *= 2;
	}
	s->bad = true;
	return 0;
}

static void copy(struct state *s, size_t distance, size_t length)
{
	if (s->bad || distance > (size_t)(s->out - s->begin) ||
		length > (size_t)(s->last - s->out)) {
		s->bad = true;
		return;
	}
	for (; length > 0; length--, s->out++)
		*s->out = s->out[-(ptrdiff_t)distance];
}

/* A length or distance: base and how many bits more. */
static size_t more(struct state *s, int code, int step)
{
	int bits = code < 2 * step ? 0 : code / step - 1;
	size_t base = code < 2 * step ? (size_t)code
				      : (size_t)(step + code % step) << bits;

	return base + take(s, bits);
}

static void read_block(struct state *s, const struct huffman *literal,
	const struct huffman *distance)
{
	while (!s->bad) {
		int code = symbol(s, literal), far;
		size_t length;

		if (s->bad || code == END)
			return;
		if (code < END) {
			if (s->out == s->last)
				s->bad = true;
			else
				*s->out++ = (uint8_t)code;
			continue;
		}
		code -= END + 1;
		length = code == 28 ? 258 : 3 + more(s, code, 4);
		far = symbol(s, distance);
		if (code > 28 || far >= DISTANCES)
			s->bad = true;
		else
			copy(s, 1 + more(s, far, 2), length);
	}
}

static void read_fixed(struct state *s)
{
	struct huffman literal, distance;
	uint8_t length[LITERALS];

	memset(length, 8, 144);
	memset(length + 144, 9, 112);
	memset(length + 256, 7, 24);
	memset(length + 280, 8, 8);
	build(&literal, length, LITERALS);
	memset(length, 5, DISTANCES);
	build(&distance, length, DISTANCES);
	read_block(s, &literal, &distance);
}

/* The lengths of both codes, run by run. */
static void read_lengths(
	struct state *s, const struct huffman *h, uint8_t *length, int all)
{
	for (int n = 0; n < all && !s->bad;) {
		int code = symbol(s, h), times = 1;
		uint8_t value = code < 16 ? (uint8_t)code : 0;

		if (code == 16) {
			value = n > 0 ? length[n - 1] : 0;
			s->bad |= n == 0;
			times = 3 + (int)take(s, 2);
		} else if (code > 16) {
			times = code == 17 ? 3 + (int)take(s, 3)
					   : 11 + (int)take(s, 7);
		}
		if (times > all - n) {
			s->bad = true;
			return;
		}
		memset(length + n, value, (size_t)times);
		n += times;
	}
}

static void read_dynamic(struct state *s)
{
	static const uint8_t order[CODES] = { 16, 17, 18, 0, 8, 7, 9, 6, 10, 5,
		11, 4, 12, 3, 13, 2, 14, 1, 15 };
	uint8_t length[LITERALS + 32] = { 0 }, small[CODES] = { 0 };
	int literals = 257 + (int)take(s, 5), distances = 1 + (int)take(s, 5);
	int codes = 4 + (int)take(s, 4);
	struct huffman literal, distance;

	for (int i = 0; i < codes; i++)
		small[order[i]] = (uint8_t)take(s, 3);
	if (literals > LITERALS || !build(&literal, small, CODES))
		s->bad = true;
	if (!s->bad)
		read_lengths(s, &literal, length, literals + distances);
	if (s->bad || !build(&literal, length, literals) ||
		!build(&distance, length + literals, distances))
		s->bad = true;
	else
		read_block(s, &literal, &distance);
}

static void read_stored(struct state *s)
{
	size_t n;

	take(s, s->count & 7);
	n = take(s, 16);
	take(s, 16); /* its complement */
	while (n > 0 && s->count > 0 && !s->bad) {
		if (s->out == s->last)
			s->bad = true;
		else
			*s->out++ = (uint8_t)take(s, 8);
		n--;
	}
	if (s->bad || n > (size_t)(s->end - s->in) ||
		n > (size_t)(s->last - s->out)) {
		s->bad = true;
		return;
	}
	if (n > 0)
		memcpy(s->out, s->in, n);
	s->in += n;
	s->out += n;
}

long inflate_zlib(const uint8_t *in, size_t size, uint8_t *out, size_t room)
{
	struct state s = { .in = in,
		.end = in + size,
		.begin = out,
		.out = out,
		.last = out + room };
	unsigned head = take(&s, 8);
	bool last = false;

	/* Its method is the one there is, and no dictionary is asked for. */
	if ((head & 15) != 8 || (head << 8 | take(&s, 8)) % 31 != 0 ||
		in[1] & 0x20)
		return -1;
	while (!last && !s.bad) {
		unsigned kind;

		last = take(&s, 1) != 0;
		kind = take(&s, 2);
		if (kind == 0)
			read_stored(&s);
		else if (kind == 1)
			read_fixed(&s);
		else if (kind == 2)
			read_dynamic(&s);
		else
			s.bad = true;
	}
	return s.bad ? -1 : (long)(s.out - out);
}
