/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
int main(void)
{
	int c, lines = 0, chars = 0;

	while ((c = getchar()) != EOF) {
		chars++;
		if (c == '\n')
			lines++;
	}
	printf("%d %d\n", lines, chars);
	return 0;
}
