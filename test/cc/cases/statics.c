/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
static int counter(void)
{
	static int n = 10;
	static int calls;

	calls++;
	return n++ + calls;
}
static int other(void)
{
	static int n;
	return ++n;
}
int tentative;
int tentative;
int tentative = 4;
extern int tentative;
static int array[5];
int *where = &array[2];
int main(void)
{
	int i;

	for (i = 0; i < 3; i++)
		printf("%d %d\n", counter(), other());
	*where = 9;
	printf("%d %d\n", array[2], tentative);
	{
		extern int tentative;
		int i = 100;
		printf("%d %d\n", i, tentative);
	}
	printf("%d\n", i);
	return 0;
}
