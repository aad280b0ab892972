/* SPDX-License-Identifier: GPL-3.0-or-later */
int main(void)
{
	int count = 0;
	return cuont;
}
/*
 * undeclared.c:5:9: error: cuont is not declared
 */
