/* SPDX-License-Identifier: GPL-3.0-or-later */
int main(void)
{
	int a = 1;
	char a = 2;
	return a;
}
/*
 * twice.c:5:7: error: a is declared already, in line 4 of twice.c
 */
