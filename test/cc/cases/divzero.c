/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
int main(int argc, char **argv)
{
	(void)argv;
	puts("before");
	fflush(stdout);
	printf("%d\n", 10 / (argc - 1));
	return 0;
}
