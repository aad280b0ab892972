/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
int main(void)
{
	puts("no end);
	return 0;
}
/*
 * string.c:5:7: error: a string that does not end in its line
 */
