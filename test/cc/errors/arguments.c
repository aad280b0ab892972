/* SPDX-License-Identifier: GPL-3.0-or-later */
static int f(int a, int b)
{
	return a + b;
}
int main(void)
{
	return f(1);
}
/*
 * arguments.c:8:12: error: f wants more than 1 argument
 */
