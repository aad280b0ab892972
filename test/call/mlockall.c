/* SPDX-License-Identifier: GPL-3.0-or-later */
/* mlockall(): flags. On Linux a small limit may refuse MCL_CURRENT. */
#define _GNU_SOURCE
#include "call.h"
#include <sys/mman.h>

int main(void)
{
	FAILS(mlockall(0), EINVAL);
	FAILS(mlockall(0x40), EINVAL);
	FAILS(mlockall(MCL_CURRENT | 0x40), EINVAL);
	FAILS(mlockall(MCL_ONFAULT), EINVAL);
	if (mlockall(MCL_CURRENT) != 0)
		CHECK(errno == ENOMEM && !on_exa());
	OK(munlockall());
	if (on_exa()) {
		OK(mlockall(MCL_CURRENT | MCL_FUTURE));
		free(malloc(1 << 20));
	}
	return 0;
}
