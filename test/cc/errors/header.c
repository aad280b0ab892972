/* SPDX-License-Identifier: GPL-3.0-or-later */
int main(void)
{
	printf("x\n");
	return 0;
}
/*
 * header.c:4:2: error: printf is not declared: #include <stdio.h>
 */
