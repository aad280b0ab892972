/* SPDX-License-Identifier: GPL-3.0-or-later */
int nowhere(int);
int main(void)
{
	return nowhere(3);
}
/*
 * nofunction.c:5:9: error: nowhere() is called, but no file defines it
 */
