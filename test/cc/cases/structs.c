/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>
struct point {
	int x, y;
};
struct rect {
	struct point a, b;
	char name[10];
};
static struct point add(struct point p, struct point q)
{
	p.x += q.x;
	p.y += q.y;
	return p;
}
static struct rect make(int x, int y, const char *name)
{
	struct rect r = { { x, y }, { x + 1, y + 1 }, "" };
	strcpy(r.name, name);
	return r;
}
static int area(struct rect r)
{
	return (r.b.x - r.a.x) * (r.b.y - r.a.y);
}
int main(void)
{
	struct point p = { 1, 2 }, q = { 10, 20 }, *pp = &p;
	struct rect r = make(3, 4, "box"), s;
	struct point many[3] = { { 1, 1 }, { 2, 2 }, { 3, 3 } };

	p = add(p, q);
	printf("%d %d\n", p.x, p.y);
	s = r;
	s.b = add(s.b, (struct point){ 5, 6 });
	printf("%s %d %d %d\n", s.name, s.b.x, s.b.y, area(s));
	pp->x = 100;
	(*pp).y = 200;
	printf("%d %d %d\n", p.x, p.y, add(*pp, many[2]).y);
	many[0] = many[1] = q;
	printf("%d %d %d\n", many[0].x, many[1].y, many[2].x);
	printf("%d\n", make(7, 8, "z").b.y);
	printf("%s\n", make(7, 8, "zz").name);
	q = p.x > 5 ? many[2] : many[0];
	printf("%d %d\n", q.x, (p.x < 5 ? many[2] : many[0]).y);
	return 0;
}
