/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <inttypes.h>
int main(void)
{
	long double ld = 1.25L;
	size_t z = 42;
	char buf[20];
	int n;

	printf("[%5d] [%-5d] [%05d] [%+d] [% d]\n", 42, 42, 42, 42, 42);
	printf("[%x] [%X] [%#x] [%o] [%#o]\n", 255, 255, 255, 8, 8);
	printf("[%10s] [%-10s] [%.2s] [%c]\n", "abc", "abc", "abc", 'q');
	printf("[%8.3f] [%-8.2f] [%e] [%g] [%G]\n", 3.14159, 2.5, 12345.678,
		1e-10, 1e20);
	printf("[%*d] [%.*f]\n", 6, 7, 2, 1.23456);
	printf("[%hhd] [%hd] [%lld] [%zu] [%%]\n", 300, 70000, -1LL, z);
	printf("[%" PRId64 "] [%" PRIu32 "] [%" PRIx64 "]\n", INT64_MAX,
		UINT32_MAX, UINT64_MAX);
	printf("[%Lf] [%.3Lg]\n", ld, ld * 2);
	n = snprintf(buf, sizeof(buf), "%s", "much longer than the buffer");
	printf("%d [%s]\n", n, buf);
	printf("%a\n", 1.0);
	fprintf(stdout, "%s\n", "to stdout");
	return 0;
}
