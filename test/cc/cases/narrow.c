/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
signed char gc = 127;
unsigned char guc = 255;
short gs = 32767;
unsigned short gus = 65535;
int main(void)
{
	signed char c = 127;
	unsigned char uc = 250;
	short s = -32768;
	unsigned short us = 65535;
	_Bool t = 5;

	c++;
	uc += 10;
	s--;
	us++;
	gc += 1, guc++, gs++, ++gus;
	printf("%d %d %d %d %d\n", c, uc, s, us, t);
	printf("%d %d %d %d\n", gc, guc, gs, gus);
	t = 0.25;
	printf("%d\n", t);
	printf("%d\n", (t = 0));
	printf("%d %d %d\n", (signed char)300, (unsigned char)-1, (short)70000);
	c = 100;
	c *= 3;
	printf("%d %d\n", c, c >> 1);
	uc = 200;
	printf("%d %d %d\n", uc + uc, (unsigned char)(uc + uc), uc << 1);
	printf("%d\n", (c = 300) == 300);
	return 0;
}
