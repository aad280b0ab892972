/* SPDX-License-Identifier: GPL-3.0-or-later */
int main(void)
{
	if (1) {
		return 0;
	}
	/*
 * brace.c:3:1: error: this { has no }
 */
