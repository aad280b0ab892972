/* SPDX-License-Identifier: MIT */
/* Replaces musl's: the kernel's struct itimerval is the header's (64-bit). */
#include <sys/time.h>
#include "syscall.h"

int getitimer(int which, struct itimerval *old)
{
	return syscall(SYS_getitimer, which, old);
}
