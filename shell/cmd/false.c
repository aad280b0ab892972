/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * false                                                       POSIX: false
 *
 * Does nothing, unsuccessfully. No options. Exit status: 1.
 */
int main(void)
{
	return 1;
}
