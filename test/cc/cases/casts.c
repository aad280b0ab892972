/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdint.h>
int main(void)
{
	int i = -1;
	unsigned char uc = (unsigned char)i;
	long long ll = i;
	unsigned long long ull = (unsigned)i;
	double d = 3.99;
	float f = (float)1e10;
	uint16_t u16 = (uint16_t)0x12345;
	int8_t i8 = (int8_t)0x80;

	printf("%d %lld %llu %d\n", uc, ll, ull, (int)d);
	printf("%g %d %d\n", f, u16, i8);
	printf("%d %d\n", (int)(char)200, (int)(unsigned char)200);
	printf("%lld %d\n", (long long)1 << 33, (int)((1LL << 33) + 7));
	printf("%g %g\n", (double)(1 / 2), (double)1 / 2);
	printf("%d\n", (short)(int)70000.5);
	printf("%d %d\n", (_Bool)0.1, (_Bool) "x");
	printf("%d\n", (int)(uint8_t)(int8_t)-1);
	printf("%d\n", ((unsigned short)65535 + 1) >> 16);
	(void)i;
	return 0;
}
