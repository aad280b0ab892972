/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What lives how long, and in which order: literals in a block, a subscript
 * that is assigned to itself, bit-fields that are promoted, sizes of arrays of
 * variable length. */
#include <stdio.h>
#include <stdlib.h>

struct point {
	int x, y;
};

static int helper(void);

static int sum(const int *p, int n)
{
	int scratch[8], total = 0;

	for (int i = 0; i < 8; i++)
		scratch[i] = 100 + i;
	for (int i = 0; i < n; i++)
		total += p[i] + scratch[i] - scratch[i];
	return total;
}

static void literals(void)
{
	const int *p;
	const struct point *q;
	const char **words;
	int others[4] = { 9, 9, 9, 9 };

	p = (int[]){ 1, 2, 3 };
	q = &(struct point){ 4, 5 };
	words = (const char *[]){ "one", "two", NULL };
	printf("%d %d %d %d\n", sum(p, 3), p[2], q->y, others[0]);
	for (; *words != NULL; words++)
		puts(*words);
}

static void subscripts(void)
{
	int a[4] = { 2, 1, 3, 0 }, x = 0;

	x = a[x]++;
	printf("%d %d %d %d %d\n", x, a[0], a[1], a[2], a[3]);
	x = a[x]--;
	printf("%d %d\n", x, a[2]);
}

static void fields(void)
{
	struct {
		unsigned a : 3;
	} s = { 5 };

	s.a /= -1;
	printf("%d\n", s.a);
	printf("%d %d\n", s.a++ - 8 < 0, (s.a = 2) - 3 < 0);
}

static void sizes(int n)
{
	int(*rows)[n] = malloc(sizeof(int[n][n])), (*end)[n] = rows + n;

	for (int i = 0; i < n * n; i++)
		(*rows)[i] = i;
	printf("%d %d %d\n", (int)(sizeof(int[n][n]) / sizeof(int)),
		(int)(end - rows), (*(int(*)[n][n])rows)[1][2]);
	free(rows);
}

#define GLUE(a, b) a##b
#if 0
It's skipped, isn't it?
#endif

int main(void)
{
	int helper(void);
	unsigned long long int large = 1ULL << 40;
	long long int GLUE(less, ) = -1;

	literals();
	subscripts();
	fields();
	sizes(4);
	printf("%d %llu %lld\n", helper(), large, less);
	return 0;
}

static int helper(void)
{
	return 7;
}
