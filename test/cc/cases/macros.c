/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#define STR(x) #x
#define XSTR(x) STR(x)
#define CAT(a, b) a##b
#define XCAT(a, b) CAT(a, b)
#define MAX(a, b) ((a) > (b) ? (a) : (b))
#define VERSION 12
#define LOG(...) printf(__VA_ARGS__)
#define LOG2(f, ...) printf(f "\n", ##__VA_ARGS__)
#define EMPTY
#define SELF SELF
#define f(x) x + f
#define OP(name, op)                  \
	static int name(int a, int b) \
	{                             \
		return a op b;        \
	}
OP(plus, +)
OP(minus, -)
#define LIST(X) X(red) X(green) X(blue)
#define ENUM(x) x,
#define NAME(x) #x,
enum color { LIST(ENUM) COLORS };
static const char *color_names[] = { LIST(NAME) };
#if defined(VERSION) && VERSION > 10 && !defined NOPE
#define NEW 1
#elif VERSION == 3
#define NEW 2
#else
#define NEW 3
#endif
#ifdef NOPE
#error "no"
#else
#undef EMPTY
#endif
int main(void)
{
	int CAT(var, 1) = 5, SELF = 3, f = 1, XCAT(v, VERSION) = 9, i;

	printf("%s %s %s\n", STR(VERSION), XSTR(VERSION), STR(a "b\n" 'c'));
	printf("%d %d %d %d\n", var1, SELF, f(2), v12);
	LOG("%d %d\n", plus(1, 2), minus(5, 3));
	LOG2("none");
	LOG2("%d %d", 1, 2);
	for (i = 0; i < COLORS; i++)
		printf("%s %d\n", color_names[i], i);
	printf("%d %d %s\n", NEW, MAX(3, 7), STR(a + b));
	printf("%d\n", __LINE__);
#line 100 "other.c"
	printf("%d %s\n", __LINE__, __FILE__);
	printf("%s\n", __func__);
	return 0;
}
