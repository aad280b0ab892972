/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stddef.h>
#include <stdint.h>
struct s {
	char c;
	int i;
	double d;
	char t[3];
};
static void swap(int *a, int *b)
{
	int t = *a;
	*a = *b;
	*b = t;
}
static void set(char **out, char *to)
{
	*out = to;
}
int main(void)
{
	int x = 1, y = 2, *p = &x, **pp = &p;
	char text[] = "pointer", *c;
	struct s v = { 'a', 5, 2.5, "z" }, *ps = &v;
	void *any = &x;
	const int *ci = &y;
	uintptr_t n = (uintptr_t)p;

	swap(&x, &y);
	printf("%d %d\n", x, y);
	**pp = 50;
	*pp = &y;
	*p = 60;
	printf("%d %d %d\n", x, y, *ci);
	set(&c, text + 3);
	printf("%s %c %c\n", c, *c, c[-1]);
	printf("%d %d %d\n", *(int *)any, ps->i, *(&ps->i));
	printf("%d %d %d\n", (int)offsetof(struct s, i),
		(int)offsetof(struct s, t), (int)offsetof(struct s, t[1]));
	printf("%d %d\n", (int *)n == &x, p != NULL);
	printf("%d %d %d\n", &text[3] > &text[1], !p, p ? 1 : 0);
	for (c = text; c < text + sizeof(text) - 1; c += 2)
		putchar(*c);
	putchar('\n');
	printf("%d\n", (int)((char *)&v.i - (char *)&v));
	return 0;
}
