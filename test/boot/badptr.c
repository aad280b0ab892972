/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes far outside of its memory: SIGSEGV. */
#include <stdint.h>

int main(void)
{
	volatile uintptr_t address = 0xfffffff0u;

	*(volatile int *)address = 1;
	return 0;
}
