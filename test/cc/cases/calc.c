/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <ctype.h>
static const char *p;
static double expr(void);
static double factor(void)
{
	double v = 0, scale = 1;
	while (*p == ' ')
		p++;
	if (*p == '(') {
		p++;
		v = expr();
		p++;
	} else if (*p == '-') {
		p++;
		v = -factor();
	} else {
		while (isdigit((unsigned char)*p))
			v = v * 10 + (*p++ - '0');
		if (*p == '.')
			while (p++, isdigit((unsigned char)*p))
				v += (scale /= 10) * (*p - '0');
	}
	while (*p == ' ')
		p++;
	return v;
}
static double term(void)
{
	double v = factor();
	while (*p == '*' || *p == '/') {
		char op = *p++;
		double w = factor();
		v = op == '*' ? v * w : v / w;
	}
	return v;
}
static double expr(void)
{
	double v = term();
	while (*p == '+' || *p == '-')
		if (*p++ == '+')
			v += term();
		else
			v -= term();
	return v;
}
int main(void)
{
	static const char *const tests[] = { "1 + 2 * 3", "(1+2)*3",
		"-4.5 / (2 - 0.5)", "2*(3+(4-1))*2.25", 0 };
	int i;
	for (i = 0; tests[i]; i++) {
		p = tests[i];
		printf("%s = %.6g\n", tests[i], expr());
	}
	return 0;
}
