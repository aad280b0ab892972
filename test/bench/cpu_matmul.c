/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Floating point without calls: a product of 128 x 128 matrices, ms. */
#define _XOPEN_SOURCE 700
#include "bench.h"

enum { SIDE = 128 };

static double left[SIDE][SIDE], right[SIDE][SIDE], product[SIDE][SIDE];

static double cell(int row, int column)
{
	double sum = 0;

	for (int i = 0; i < SIDE; i++)
		sum += left[row][i] * right[i][column];
	return sum;
}

static void round_products(long count)
{
	for (; count > 0; count--) {
		for (int row = 0; row < SIDE; row++)
			for (int column = 0; column < SIDE; column++)
				product[row][column] = cell(row, column);
		left[0][0] = 1 + product[SIDE - 1][SIDE - 1] * 1e-9;
	}
}

int main(void)
{
	for (int i = 0; i < SIDE * SIDE; i++) {
		left[i / SIDE][i % SIDE] = i % 7;
		right[i / SIDE][i % SIDE] = i % 5;
	}
	printf("%.4f\n", bench_each(round_products) / 1e6);
	return product[1][1] <= 0;
}
