/* SPDX-License-Identifier: MIT */
/* Replaces musl's: the kernel's struct rusage is the header's (64-bit). */
#define _GNU_SOURCE
#include <sys/wait.h>
#include <sys/resource.h>
#include "syscall.h"

pid_t wait4(pid_t pid, int *status, int options, struct rusage *ru)
{
	return syscall(SYS_wait4, pid, status, options, ru);
}
