/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <conio.h>
int main(void)
{
	return 0;
}
/*
 * include.c:2:10: error: there is no conio.h; cc --headers lists those it has
 */
