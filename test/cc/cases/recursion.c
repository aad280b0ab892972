/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
static int fib(int n)
{
	return n < 2 ? n : fib(n - 1) + fib(n - 2);
}
static int ack(int m, int n)
{
	return m == 0    ? n + 1
		: n == 0 ? ack(m - 1, 1)
			 : ack(m - 1, ack(m, n - 1));
}
static int is_odd(int n);
static int is_even(int n)
{
	return n == 0 || is_odd(n - 1);
}
static int is_odd(int n)
{
	return n != 0 && is_even(n - 1);
}
static void hanoi(int n, char a, char b, char c)
{
	if (!n)
		return;
	hanoi(n - 1, a, c, b);
	printf("%c%c ", a, b);
	hanoi(n - 1, c, b, a);
}
static int depth(int n)
{
	return n ? 1 + depth(n - 1) : 0;
}
int main(void)
{
	printf("%d %d %d\n", fib(15), ack(2, 3), is_even(77));
	hanoi(3, 'a', 'b', 'c');
	printf("\n%d\n", depth(20000));
	return 0;
}
