/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
struct s {
	int a, b;
};
int main(int argc, char **argv)
{
	struct s *p = argc > 100 ? (struct s *)argv : NULL;

	puts("before");
	fflush(stdout);
	p->b = 5;
	puts("after");
	return 0;
}
