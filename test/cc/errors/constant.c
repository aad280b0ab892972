/* SPDX-License-Identifier: GPL-3.0-or-later */
int main(void)
{
	const int n = 3;
	n = 4;
	return n;
}
/*
 * constant.c:5:4: error: what is const cannot be assigned to
 */
