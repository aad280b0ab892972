/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <limits.h>
int main(void)
{
	unsigned u = UINT_MAX;
	unsigned long long ull = ULLONG_MAX;
	unsigned short us = USHRT_MAX;
	int i = (int)(unsigned)INT_MAX + 0;

	u++;
	ull += 2;
	us = us * us;
	printf("%u %llu %u %d\n", u, ull, us, i);
	printf("%u %u\n", 0u - 1, 3000000000u * 2);
	printf("%d %d\n", INT_MIN, INT_MAX);
	printf("%lld %lld\n", LLONG_MIN, LLONG_MAX);
	printf("%d\n", (int)4294967295u);
	printf("%d %d\n", -1 < 1u, -1 < (int)1u);
	printf("%d %d\n", (unsigned char)255 == 255, (signed char)255 == 255);
	return 0;
}
