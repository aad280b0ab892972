/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdint.h>
int main(void)
{
	uint32_t x = 0x80000001u;
	int32_t y = -256;
	uint64_t z = 0x8000000000000001u;
	int64_t q = INT64_MIN;
	int n;

	for (n = 0; n < 32; n += 7)
		printf("%u %u %d\n", x << n, x >> n, y >> n);
	for (n = 0; n < 64; n += 13)
		printf("%llu %llu %lld\n", (unsigned long long)(z << n),
			(unsigned long long)(z >> n), (long long)(q >> n));
	x = x << 5 | x >> 27;
	z ^= z >> 33;
	x <<= 1;
	y >>= 2;
	z >>= 3;
	printf("%u %d %llu\n", x, y, (unsigned long long)z);
	return 0;
}
