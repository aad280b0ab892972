/* SPDX-License-Identifier: GPL-3.0-or-later */
struct s {
	int a;
};
int main(void)
{
	struct s x = { 1 };
	return x.b;
}
/*
 * nomember.c:8:11: error: struct s has no member b
 */
