/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
static int calls;
static int say(int n)
{
	calls++;
	printf("<%d>", n);
	return n;
}
int main(void)
{
	int i = 5, j, a[5] = { 0, 1, 2, 3, 4 }, *p = a;

	j = i++ + 10;
	printf("%d %d\n", i, j);
	j = ++i * 2;
	printf("%d %d\n", i, j);
	printf("%d\n", say(0) && say(1));
	printf("%d\n", say(1) || say(2));
	j = (say(3), say(4));
	printf("%d\n", j);
	printf("%d\n", *p++);
	printf("%d\n", *++p);
	printf("%d\n", (*p)++ + a[3]);
	j = i > 3 ? say(7) : say(8);
	i = j = 4;
	i += j -= 1;
	printf("%d %d\n", i, j);
	p = a;
	*p++ = 9;
	*p++ += 9;
	p[-1] *= 2;
	printf("%d %d %d %d\n", a[0], a[1], (int)(p - a), 1 [a]);
	i = 10;
	i -= 3;
	i *= 4;
	i /= 5;
	i %= 4;
	i <<= 3;
	i |= 5;
	i &= ~1;
	i ^= 0xff;
	printf("%d %d\n", i, calls);
	printf("%d %d %d\n", 1 < 2 == 1, 5 & 3 == 3, 2 + 3 * 4 - 6 / 2);
	printf("%d\n", !i == 0 && !(i != i));
	for (i = 0, j = 10; i < j; i += 3, j--)
		;
	printf("%d %d\n", i, j);
	return 0;
}
