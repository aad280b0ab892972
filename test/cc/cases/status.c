/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <stdio.h>
int main(int argc, char **argv)
{
	printf("%d %d\n", argc, argv[argc] == NULL);
	if (argc > 100)
		return 1;
	exit(42);
}
