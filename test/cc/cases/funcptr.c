/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
typedef int (*op)(int, int);
static int add(int a, int b)
{
	return a + b;
}
static int sub(int a, int b)
{
	return a - b;
}
static int mul(int a, int b)
{
	return a * b;
}
static op choose(char c)
{
	return c == '+' ? add : c == '-' ? &sub : mul;
}
static int apply(int (*f)(int, int), int a, int b)
{
	return f(a, b) + (*f)(b, a);
}
static struct {
	const char *name;
	op f;
} table[] = { { "add", add }, { "sub", sub }, { "mul", mul } };
static void (*actions[2])(void);
static void hello(void)
{
	puts("hello");
}
static void bye(void)
{
	puts("bye");
}
int main(void)
{
	size_t i;
	int (*put)(const char *) = puts;
	size_t (*len)(const char *) = strlen;

	for (i = 0; i < sizeof(table) / sizeof(*table); i++)
		printf("%s %d\n", table[i].name, table[i].f(7, 3));
	printf("%d %d\n", choose('-')(5, 2), apply(choose('*'), 3, 4));
	actions[0] = hello;
	actions[1] = bye;
	for (i = 0; i < 2; i++)
		actions[i]();
	put("by pointer");
	printf("%d\n", (int)len("four"));
	printf("%d\n", choose('+') == add);
	return 0;
}
