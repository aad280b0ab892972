/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cheapest system call: getppid(), nanoseconds each. */
#define _XOPEN_SOURCE 700
#include <unistd.h>
#include "bench.h"

static void round_calls(long count)
{
	for (; count > 0; count--)
		getppid();
}

int main(void)
{
	printf("%.2f\n", bench_each(round_calls));
	return 0;
}
