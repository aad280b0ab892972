/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Allocates until nothing is left, which must be a clean ENOMEM; exits 0. */
#include <errno.h>
#include <stdlib.h>

enum { CHUNK = 16 << 20 };

static char **volatile kept;

int main(void)
{
	char **chunk;

	for (;;) {
		chunk = malloc(CHUNK);
		if (chunk == NULL)
			return errno == ENOMEM ? 0 : 1;
		chunk[0] = (char *)kept;
		chunk[CHUNK / sizeof(*chunk) - 1] = (char *)kept;
		kept = chunk;
	}
}
