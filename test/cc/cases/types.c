/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdbool.h>
#include <stdint.h>
typedef struct list {
	struct list *next;
	int v;
} list_t;
typedef int vec[3];
typedef const char *str;
enum e { A, B = 5, C, D = -1 };
static vec v = { 1, 2, 3 };
static int (*fp(int n))(int);
static int twice(int n)
{
	return 2 * n;
}
static int (*fp(int n))(int)
{
	return n ? twice : 0;
}
_Static_assert(sizeof(int) == 4, "int");
#define KIND(x) \
	_Generic((x), int: "int", double: "double", char *: "text", \
	default: "other")
int main(void)
{
	list_t a = { 0, 1 }, b = { &a, 2 };
	str s = "typedef";
	bool t = 42;
	long unsigned int lu = 5;
	short signed int ss = -5;
	enum e e = C;
	int list_t = 3;

	printf("%d %s %d %d %d\n", b.next->v, s, t, v[2], list_t);
	printf("%lu %d %d %d\n", lu, ss, e, D);
	printf("%d\n", fp(1)(21));
	printf("%s %s %s %s\n", KIND(1), KIND(1.5), KIND("x"), KIND(1.5f));
	printf("%d %d %d %d %d\n", (int)sizeof(char), (int)sizeof(short),
		(int)sizeof(int), (int)sizeof(long long), (int)sizeof(double));
	printf("%d %d\n", (int)sizeof('a'), (int)sizeof("abcd"));
	printf("%d %d\n", (int)_Alignof(double), (int)sizeof(v));
	printf("%d\n", (int)sizeof(struct {
		char c;
		int64_t l;
	}));
	printf("%d\n", (int)sizeof(struct { char c; } __attribute__((packed))));
	{
		typedef char list;
		list x = 'x';
		printf("%c\n", x);
	}
	return 0;
}
