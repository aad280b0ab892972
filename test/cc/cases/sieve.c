/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>
static char composite[10001];
int main(void)
{
	int i, j, n = 0, last = 0;
	unsigned long long h = 14695981039346656037ULL;

	for (i = 2; i <= 10000; i++) {
		if (composite[i])
			continue;
		n++;
		last = i;
		for (j = i * i; i < 101 && j <= 10000; j += i)
			composite[j] = 1;
	}
	printf("%d %d\n", n, last);
	for (i = 0; i < 1000; i++)
		h = (h ^ (unsigned)i) * 1099511628211ULL;
	printf("%llx\n", h);
	return 0;
}
