/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdarg.h>
static int sum(int n, ...)
{
	va_list ap;
	int s = 0;

	va_start(ap, n);
	while (n--)
		s += va_arg(ap, int);
	va_end(ap);
	return s;
}
struct pair {
	int a;
	double b;
};
static void mixed(const char *kinds, ...)
{
	va_list ap, again;

	va_start(ap, kinds);
	va_copy(again, ap);
	for (; *kinds; kinds++)
		switch (*kinds) {
		case 'i':
			printf("%d ", va_arg(ap, int));
			break;
		case 'l':
			printf("%lld ", va_arg(ap, long long));
			break;
		case 'd':
			printf("%g ", va_arg(ap, double));
			break;
		case 's':
			printf("%s ", va_arg(ap, const char *));
			break;
		case 'p': {
			struct pair p = va_arg(ap, struct pair);
			printf("%d/%g ", p.a, p.b);
		}
		}
	printf("again %d\n", va_arg(again, int));
	va_end(ap);
	va_end(again);
}
static void say(const char *format, ...)
{
	va_list ap;
	char buf[100];

	va_start(ap, format);
	vsnprintf(buf, sizeof(buf), format, ap);
	va_end(ap);
	puts(buf);
}
int main(void)
{
	struct pair p = { 3, 4.5 };
	float f = 0.5f;
	char c = 'x';

	printf("%d %d\n", sum(3, 1, 2, 3), sum(0));
	mixed("ildsipi", 1, 2LL << 40, 3.5, "four", 5, p, 6);
	say("%d %lld %g %s %c %g", 1, 1LL << 35, 2.5, "text", c, f);
	return 0;
}
