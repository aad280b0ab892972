/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shared.h"
#include <stdio.h>
int shared = START;
static int hidden = 1;
static int twice(int n)
{
	return 2 * n + hidden;
}
int main(int argc, char **argv)
{
	printf("%d %d %d\n", shared, other(3), twice(5));
	printf("%s %d\n", argc > 1 ? argv[1] : "none", table[2]);
	return shared;
}
