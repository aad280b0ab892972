/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#define N 8
static int m[N][N];
static void fill(int (*p)[N], int n)
{
	int i, j;
	for (i = 0; i < n; i++)
		for (j = 0; j < N; j++)
			p[i][j] = i * N + j;
}
static int total(int n, int a[n][n])
{
	int i, j, s = 0;
	for (i = 0; i < n; i++)
		for (j = 0; j < n; j++)
			s += a[i][j];
	return s;
}
static void vla(int n)
{
	int a[n], b[n][n + 1], i, j;
	for (i = 0; i < n; i++) {
		a[i] = i * i;
		for (j = 0; j <= n; j++)
			b[i][j] = i - j;
	}
	printf("%d %d %d %d\n", a[n - 1], b[n - 1][0], b[0][n],
		(int)(sizeof(b) / sizeof(int)));
}
int main(void)
{
	int i, sum = 0, small[3][3] = { { 1, 2, 3 }, { 4, 5, 6 }, { 7, 8, 9 } };
	char c[2][4] = { "abc", "xyz" };
	short s[10];
	long long l[4];
	double d[4];
	int *row = m[3], (*q)[N] = &m[4];

	fill(m, N);
	for (i = 0; i < N; i++)
		sum += m[i][N - 1 - i];
	printf("%d %d %d %d\n", sum, row[2], (*q)[1], *(*(m + 2) + 3));
	for (i = 0; i < 10; i++)
		s[i] = (short)(i * 5000);
	for (i = 0; i < 4; i++) {
		l[i] = (long long)i << 33;
		d[i] = i / 4.0;
	}
	printf("%d %lld %g %c %s\n", s[7], l[3], d[3], c[1][1], c[0]);
	printf("%d %d\n", (int)(&s[7] - &s[2]), (int)sizeof(small));
	printf("%d\n", total(3, small));
	vla(3);
	vla(6);
	i = 2;
	s[i]++;
	s[i + 1] += s[i - 1];
	l[i] ^= 5;
	printf("%d %d %lld\n", s[2], s[3], l[2]);
	return 0;
}
