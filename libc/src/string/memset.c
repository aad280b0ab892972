/* SPDX-License-Identifier: MIT */
/* Replaces musl's by wasm's instruction; build.sh adds -mbulk-memory. */
#include <string.h>

/* The instruction costs a call into the engine: below this a loop is faster. */
enum { SMALL = 16 };

void *memset(void *dest, int c, size_t n)
{
	unsigned char *d = dest;

	if (n > SMALL)
		__asm__ __volatile__("local.get %0\nlocal.get %1\n"
				     "local.get %2\nmemory.fill 0"
				     :
				     : "r"(d), "r"(c), "r"(n)
				     : "memory");
	else
		for (; n; n--)
			*d++ = c;
	return dest;
}
