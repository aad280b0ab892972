/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
static int cols[8], solutions;
static int ok(int row, int col)
{
	int i;
	for (i = 0; i < row; i++)
		if (cols[i] == col || abs(cols[i] - col) == row - i)
			return 0;
	return 1;
}
static void place(int row)
{
	int col;
	if (row == 8) {
		solutions++;
		return;
	}
	for (col = 0; col < 8; col++)
		if (ok(row, col)) {
			cols[row] = col;
			place(row + 1);
		}
}
int main(void)
{
	place(0);
	printf("%d\n", solutions);
	return 0;
}
