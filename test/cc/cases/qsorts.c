/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
static int calls;
static int by_int(const void *a, const void *b)
{
	calls++;
	return *(const int *)a - *(const int *)b;
}
static int by_str(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}
struct rec {
	int key;
	char name[8];
};
static int by_key(const void *a, const void *b)
{
	const struct rec *x = a, *y = b;
	int inner[3] = { 3, 1, 2 };

	qsort(inner, 3, sizeof(int), by_int);
	return (x->key > y->key) - (x->key < y->key) + (inner[0] - 1);
}
static void done(void)
{
	puts("at exit");
}
int main(void)
{
	int a[20], i, key = 49, *found;
	char *s[] = { "pear", "apple", "fig" };
	struct rec r[] = { { 3, "c" }, { 1, "a" }, { 2, "b" } };

	atexit(done);
	for (i = 0; i < 20; i++)
		a[i] = (i * 7) % 20 * 7;
	qsort(a, 20, sizeof(*a), by_int);
	for (i = 0; i < 20; i++)
		printf("%d ", a[i]);
	found = bsearch(&key, a, 20, sizeof(*a), by_int);
	printf("\n%d %d\n", found ? (int)(found - a) : -1, calls > 10);
	qsort(s, 3, sizeof(*s), by_str);
	printf("%s %s %s\n", s[0], s[1], s[2]);
	qsort(r, 3, sizeof(*r), by_key);
	printf("%s %s %s\n", r[0].name, r[1].name, r[2].name);
	return 3;
}
