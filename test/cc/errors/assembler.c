/* SPDX-License-Identifier: GPL-3.0-or-later */
int main(void)
{
	__asm__("nop");
	return 0;
}
/*
 * assembler.c:4:2: error: cc has no assembler
 */
