/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
char c = 'c';
short s = -2;
int i = 3;
long long l = 1LL << 50;
float f = 1.5f;
double d = 2.5;
char *p = "text";
int a[10];
struct {
	int x;
	struct {
		char y;
		double z;
	} in;
} st = { 1, { 'y', 3.5 } };
static void change(void)
{
	c++;
	s *= 3;
	i <<= 4;
	l |= 1;
	f += 0.25f;
	d /= 2;
	p++;
	a[3] = a[i % 10] + 7;
	st.in.z++;
	st.in.y--;
}
int main(void)
{
	change();
	printf("%c %d %d %lld %g %g %s %d %g %c\n", c, s, i, l, f, d, p, a[3],
		st.in.z, st.in.y);
	return i;
}
