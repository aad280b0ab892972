/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
int x = 1;
static int f(int x)
{
	{
		int x = 3;
		x++;
	}
	return x;
}
struct x {
	int x;
};
int main(void)
{
	struct x s = { 7 };
	int i;

	printf("%d %d\n", x, f(2));
	int x = 5;
	printf("%d %d\n", x, s.x);
	for (int i = 0; i < 2; i++) {
		int y = i * 10;
		printf("%d ", y);
	}
	i = 9;
	if (1) {
		enum { x = 44 };
		struct x {
			char c[3];
		} t = { "q" };
		printf("%d %s %d\n", x, t.c, (int)sizeof(t));
	}
	printf("%d %d\n", x, i);
x:
	return 0;
	goto x;
}
