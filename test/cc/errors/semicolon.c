/* SPDX-License-Identifier: GPL-3.0-or-later */
int main(void)
{
	int a = 3;
	a = a + 1 /* ; */
}
/*
 * semicolon.c:6:1: error: ; is missing before }
 *     6 | }
 *       | ^
 */
