/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * true                                                        POSIX: true
 *
 * Does nothing, successfully. No options. Exit status: 0.
 */
int main(void)
{
	return 0;
}
