/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
struct p {
	int x, y;
};
struct q {
	struct p a[2];
	const char *s;
	int n[3];
};
int g1[] = { 1, 2, 3, [5] = 6, 7 };
struct q g2 = { .s = "hi", .a = { { 1, 2 }, [1] = { .y = 4 } }, .n[1] = 8 };
struct q g3[] = {
	{ { { 1, 2 }, { 3, 4 } }, "one", { 5 } }, [2] = { .s = "three" }
};
char text[] = "abc", fixed[8] = "xy", exact[3] = "xyz";
int grid[2][3] = { 1, 2, 3, 4, 5, 6 };
int part[3][2] = { { 1 }, { 2, 3 } };
int *ptr = &grid[1][2];
struct p *pp = &g2.a[1];
const char *names[] = { "a", "bb", "ccc" };
double dbl[] = { 1, 2.5f, -3 };
char *mid = text + 1;
static int dump(const int *p, int n)
{
	int i;
	for (i = 0; i < n; i++)
		printf("%d ", p[i]);
	return puts("");
}
int main(void)
{
	int l1[] = { 1, 2, 3, [5] = 6, 7 };
	struct q l2 = {
		.s = "hi", .a = { { 1, 2 }, [1] = { .y = 4 } }, .n[1] = 8
	};
	int l3[2][3] = { { 1 }, { 4, 5 } };
	char lt[] = "local", lf[10] = { 'a', 'b' };
	struct p l4 = { 5 }, l5 = l4, l6[2] = { l4, { 7, 8 } };
	int z[4] = { 0 };

	dump(g1, sizeof(g1) / sizeof(*g1));
	dump(l1, sizeof(l1) / sizeof(*l1));
	printf("%s %d %d %d %d %d\n", g2.s, g2.a[0].x, g2.a[0].y, g2.a[1].x,
		g2.a[1].y, g2.n[1]);
	printf("%s %d %d %d %d %d\n", l2.s, l2.a[0].x, l2.a[0].y, l2.a[1].x,
		l2.a[1].y, l2.n[1]);
	printf("%d %s %d %s\n", (int)(sizeof(g3) / sizeof(*g3)), g3[0].s,
		g3[0].n[0], g3[2].s);
	printf("%s %s %.3s %d\n", text, fixed, exact, (int)sizeof(text));
	dump(grid[0], 6);
	dump(part[0], 6);
	dump(l3[0], 6);
	dump(z, 4);
	printf("%d %d %s %s %g %s\n", *ptr, pp->y, names[2], mid, dbl[1], lt);
	printf("%s %d %d %d %d\n", lf, lf[5], l5.x, l6[0].x, l6[1].y);
	printf("%d\n", (int[]){ 1, 2, 3 }[1]);
	return 0;
}
