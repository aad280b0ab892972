/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>
enum { W = 10, H = 6 };
static char cells[H][W], next[H][W];
static int around(int r, int c)
{
	int n = 0;
	for (int i = -1; i <= 1; i++)
		for (int j = -1; j <= 1; j++)
			if (i || j)
				n += cells[(r + i + H) % H][(c + j + W) % W];
	return n;
}
int main(void)
{
	cells[0][1] = cells[1][2] = cells[2][0] = cells[2][1] = cells[2][2] = 1;
	for (int g = 0; g < 8; g++) {
		for (int r = 0; r < H; r++)
			for (int c = 0; c < W; c++) {
				int n = around(r, c);
				next[r][c] = n == 3 || (n == 2 && cells[r][c]);
			}
		memcpy(cells, next, sizeof(cells));
	}
	for (int r = 0; r < H; r++, putchar('\n'))
		for (int c = 0; c < W; c++)
			putchar(cells[r][c] ? '#' : '.');
	return 0;
}
