/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
int main(void)
{
	int i = 0, j;

again:
	if (i < 3) {
		printf("%d ", i++);
		goto again;
	}
	for (i = 0; i < 5; i++)
		for (j = 0; j < 5; j++)
			if (i * j == 6)
				goto out;
out:
	printf("%d %d\n", i, j);
	goto inside;
	while (1) {
		puts("never");
	inside:
		puts("inside");
		break;
	}
	do {
		if (i++ > 5)
			break;
		if (i % 2)
			continue;
		printf("even %d\n", i);
	} while (i < 10);
	goto end;
end:
	return 0;
}
