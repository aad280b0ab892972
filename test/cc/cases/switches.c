/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
static const char *name(int n)
{
	switch (n) {
	case 0:
		return "zero";
	case 1:
	case 2:
		return "few";
	case -5:
		return "minus";
	case 1000000:
		return "million";
	default:
		return "other";
	case 'a':
		return "letter";
	}
}
int main(void)
{
	int i, n = 0;
	int values[] = { 0, 1, 2, 3, -5, 1000000, 'a' };
	unsigned long long big = 1ULL << 40;

	for (i = 0; i < 7; i++)
		puts(name(values[i]));
	for (i = 0; i < 6; i++)
		switch (i) {
		case 1:
			n += 1;
		case 2:
			n += 10;
			break;
		case 4:
			continue;
		default:
			n += 100;
		}
	printf("%d\n", n);
	switch (big) {
	case 0:
		puts("zero");
		break;
	case 1ULL << 40:
		puts("big");
	}
	switch (3)
		;
	/* Duff */
	n = 0;
	i = 2;
	switch (7 % 4) {
	case 0:
		do {
			n++;
		case 3:
			n++;
		case 2:
			n++;
		case 1:
			n++;
		} while (--i > 0);
	}
	printf("%d\n", n);
	return 0;
}
