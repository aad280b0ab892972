/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * clear                                                       (not in POSIX)
 *
 * Clears the terminal and what was scrolled out of it, with ECMA-48 sequences
 * (ED 2, and xterm's ED 3), which every terminal of this system knows.
 *
 * Exit status: 0; 1 after a write error.
 */
#include "lib/cmd.h"

int main(void)
{
	cmd_start("clear", "clear");
	out_str(&cmd.out, "\033[H\033[2J\033[3J");
	return cmd_done();
}
