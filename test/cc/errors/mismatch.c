/* SPDX-License-Identifier: GPL-3.0-or-later */
struct s {
	int a;
};
int main(void)
{
	struct s x = { 1 };
	int *p = x;
	return *p;
}
/*
 * mismatch.c:8:11: error: the assignment: struct s where int * is wanted
 */
