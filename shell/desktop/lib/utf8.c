/* SPDX-License-Identifier: GPL-3.0-or-later */
/* UTF-8, one character at a time (utf8.h). */
#include "shell/desktop/lib/utf8.h"

size_t utf8_decode(const char *text, size_t size, uint32_t *character)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	const uint8_t *p = (const uint8_t *)text;
	size_t n = p[0] < 0x80 ? 1
		: p[0] < 0xc2  ? 0
		: p[0] < 0xe0  ? 2
		: p[0] < 0xf0  ? 3
		: p[0] < 0xf5  ? 4
			       : 0;
	uint32_t c = n == 1 ? p[0] : p[0] & (0xffu >> (n + 1));

	*character = 0xfffd;
	if (n == 0 || n > size)
		return 1;
	for (size_t i = 1; i < n; i++) {
		if ((p[i] & 0xc0) != 0x80)
			return 1;
		c = c << 6 | (p[i] & 0x3f);
	}
	if (c < least[n] || c > 0x10ffff || (c >= 0xd800 && c < 0xe000))
		return 1;
	*character = c;
	return n;
}

size_t utf8_before(const char *text, size_t at)
{
	size_t from = at;

	while (from > 0 && at - from < 4) {
		uint32_t c;

		from--;
		if ((text[from] & 0xc0) != 0x80 &&
			utf8_decode(text + from, at - from, &c) == at - from)
			return from;
	}
	return at > 0 ? at - 1 : 0;
}
