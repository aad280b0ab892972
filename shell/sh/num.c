/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers as text. */
#include "shell.h"

char *num_text(char *t, long long v)
{
	unsigned long long u = (unsigned long long)v;
	char digits[20];
	int n = 0, k = 0;

	if (v < 0) {
		t[k++] = '-';
		u = 0 - u;
	}
	/* 64-bit division is slow on small machines: avoid it if possible. */
	if (u <= 0xffffffffu) {
		unsigned w = (unsigned)u;

		do
			digits[n++] = (char)('0' + w % 10);
		while (w /= 10);
	} else {
		do
			digits[n++] = (char)('0' + u % 10);
		while (u /= 10);
	}
	while (n)
		t[k++] = digits[--n];
	t[k] = 0;
	return t;
}
