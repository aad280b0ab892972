/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
struct v {
	double x, y;
};
static struct v scale(const struct v *v, double k)
{
	return (struct v){ v->x * k, v->y * k };
}
static int sum(const int *a, int n)
{
	int s = 0;
	while (n--)
		s += *a++;
	return s;
}
int main(void)
{
	struct v a = scale(&(struct v){ 1, 2 }, 3), *p;
	int i;

	printf("%g %g\n", a.x, a.y);
	printf("%d\n", sum((int[]){ 1, 2, 3, 4 }, 4));
	for (i = 0; i < 3; i++) {
		p = &(struct v){ i, i * 2 };
		printf("%g ", p->y);
	}
	puts((char[]){ "chars" });
	printf("%g\n", ((struct v){ .y = 5 }).y);
	return 0;
}
