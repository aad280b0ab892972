/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
struct flags {
	unsigned a : 1, b : 3, : 4, c : 12;
	int d : 5;
	unsigned long long e : 40;
	unsigned : 0;
	unsigned char f : 2;
};
struct flags g = { 1, 5, 1000, -3, 0x123456789aULL, 3 };
int main(void)
{
	struct flags x = { 0 };

	printf("%u %u %u %d %llx %u\n", g.a, g.b, g.c, g.d,
		(unsigned long long)g.e, g.f);
	x.a = 3;
	x.b = 9;
	x.c = 4095;
	x.d = 15;
	x.d++;
	x.e = ~0ULL;
	x.f = 2;
	x.c -= 5;
	printf("%u %u %u %d %llx %u\n", x.a, x.b, x.c, x.d,
		(unsigned long long)x.e, x.f);
	printf("%d\n", (x.b = 15));
	printf("%d\n", x.b++ + 0);
	printf("%u\n", x.b);
	printf("%zu\n", sizeof(struct { unsigned a : 4, b : 4, c : 25; }));
	if (x.a && g.d < 0)
		puts("yes");
	return 0;
}
