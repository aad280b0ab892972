/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Divides INT_MIN by its argument: 0 and -1 are SIGFPE. */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv)
{
	volatile int value = INT_MIN;

	value /= argc > 1 ? (int)strtol(argv[1], NULL, 10) : 1;
	printf("%d\n", value);
	return 0;
}
