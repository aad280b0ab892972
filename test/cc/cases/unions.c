/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdint.h>
union num {
	float f;
	uint32_t u;
	unsigned char b[4];
};
struct value {
	enum { INT, REAL, TEXT } kind;
	union {
		int i;
		double d;
		const char *s;
	};
};
static void show(struct value v)
{
	switch (v.kind) {
	case INT:
		printf("int %d\n", v.i);
		break;
	case REAL:
		printf("real %g\n", v.d);
		break;
	case TEXT:
		printf("text %s\n", v.s);
	}
}
int main(void)
{
	union num n = { 1.0f };

	printf("%08x %d %d\n", n.u, n.b[3], n.b[0]);
	n.b[3] = 0x40;
	printf("%g %zu\n", n.f, sizeof(n));
	show((struct value){ INT, .i = 5 });
	show((struct value){ .kind = REAL, .d = 2.5 });
	show((struct value){ TEXT, { .s = "hello" } });
	return 0;
}
