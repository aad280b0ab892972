/* SPDX-License-Identifier: GPL-3.0-or-later */
/* getrandom(): fills all of the buffer and nothing else; EINVAL, EFAULT. */
#define _GNU_SOURCE
#include "call.h"
#include <sys/random.h>

/* Bytes written lie in [16, 16 + size); those around stay as they were. */
static void fill(size_t size)
{
	static unsigned char buf[1100];
	size_t zeros = 0;

	memset(buf, 0, sizeof(buf));
	SAME(getrandom(buf + 16, size, 0), size);
	for (size_t i = 0; i < sizeof(buf); i++)
		if (i < 16 || i >= 16 + size)
			SAME(buf[i], 0);
		else
			zeros += buf[i] == 0;
	if (size > 64)
		CHECK(zeros < size / 8);
}

int main(void)
{
	unsigned char a[32] = "", b[32] = "";

	fill(0);
	fill(1);
	fill(255);
	fill(256);
	fill(257);
	fill(1024);
	SAME(getrandom(a, sizeof(a), GRND_NONBLOCK), sizeof(a));
	SAME(getrandom(b, sizeof(b), GRND_RANDOM), sizeof(b));
	CHECK(memcmp(a, b, sizeof(a)) != 0);
	SAME(getrandom(b, sizeof(b), GRND_INSECURE), sizeof(b));
	FAILS(getrandom(a, sizeof(a), GRND_INSECURE | GRND_RANDOM), EINVAL);
	FAILS(getrandom(a, sizeof(a), 0x100), EINVAL);
	FAILS(syscall(SYS_getrandom, bad_pointer(), 16, 0), EFAULT);
	FAILS(syscall(SYS_getrandom, NULL, 16, 0), EFAULT);
	return 0;
}
