/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Executes an instruction that traps, or with an argument calls abort(). */
#include <stdlib.h>

int main(int argc, char **argv)
{
	(void)argv;
	if (argc > 1)
		abort();
	__builtin_trap();
}
