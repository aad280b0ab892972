/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
static long double half(long double x)
{
	return x / 2;
}
struct s {
	char c;
	long double d;
};
int main(void)
{
	long double a[3] = { 1, 2.5L, -3 }, *p = a;
	struct s s = { 'x', 4 };
	int i;

	for (i = 0; i < 3; i++)
		printf("%.2Lf ", half(*p++));
	s.d += a[1];
	a[2]++;
	printf("%.2Lf %.2Lf %d %g\n", s.d, a[2], (int)s.d, (double)half(s.d));
	printf("%d %d\n", s.d > a[0], (int)sizeof(long double));
	return 0;
}
