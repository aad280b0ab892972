/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shared.h"
#define LOCAL 4
static int hidden = 100;
int table[] = { 1, 2, LOCAL };
static int twice(int n)
{
	return n * 2;
}
int other(int n)
{
	shared += n;
	return twice(hidden);
}
