/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
int main(void)
{
	int a = 17, b = -5;
	unsigned u = 17, v = 0xfffffff0u;
	long long l = 1LL << 40, m = -3;
	unsigned long long w = ~0ULL;

	printf("%d %d %d %d %d\n", a + b, a - b, a * b, a / b, a % b);
	printf("%u %u %u %u %u\n", u + v, u - v, u * v, v / u, v % u);
	printf("%lld %lld %lld %lld %lld\n", l + m, l - m, l * m, l / m, l % m);
	printf("%llu %llu %llu\n", w / 10, w % 10, w * 3);
	printf("%d %d %d %d\n", a & b, a | b, a ^ b, ~a);
	printf("%d %d %u %lld %llu\n", a << 3, b >> 1, v >> 4, m >> 1, w >> 60);
	printf("%d %d %d\n", -a, +b, !a);
	printf("%d\n", (a + b) * (a - b) / 3 % 7);
	return 0;
}
