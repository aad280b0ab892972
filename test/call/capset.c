/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * capset(): what the process has can be set, more cannot; EPERM, EINVAL,
 * EFAULT.
 */
#define _GNU_SOURCE
#include "call.h"

enum { VERSION_1 = 0x19980330, VERSION_3 = 0x20080522, WORDS = 6 };

struct header {
	uint32_t version;
	int pid;
};

int main(void)
{
	struct header header = { VERSION_3, 0 };
	uint32_t data[WORDS];

	OK(syscall(SYS_capget, &header, data));
	OK(syscall(SYS_capset, &header, data));
	if (geteuid() != 0) {
		data[0] = data[1] = 1;
		FAILS(syscall(SYS_capset, &header, data), EPERM);
	}
	header.pid = getppid();
	FAILS(syscall(SYS_capset, &header, data), EPERM);
	header.pid = 0;
	FAILS(syscall(SYS_capset, &header, bad_pointer()), EFAULT);
	FAILS(syscall(SYS_capset, bad_pointer(), data), EFAULT);
	header.version = 1;
	FAILS(syscall(SYS_capset, &header, data), EINVAL);
	SAME(header.version, VERSION_3);
	return 0;
}
