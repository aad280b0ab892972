/* SPDX-License-Identifier: MIT */
/* Replaces musl's: the kernel's struct rusage is the header's (64-bit). */
#include <sys/resource.h>
#include "syscall.h"

int getrusage(int who, struct rusage *ru)
{
	return syscall(SYS_getrusage, who, ru);
}
