/* SPDX-License-Identifier: GPL-3.0-or-later */
int main(void)
{
	goto nowhere;
	return 0;
}
/*
 * label.c:4:7: error: there is no label nowhere
 */
