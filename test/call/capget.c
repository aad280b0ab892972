/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * capget(): the versions of its data; the superuser has all capabilities,
 * others none; EINVAL, ESRCH, EFAULT.
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
	uint32_t data[WORDS + 1];

	memset(data, 0x55, sizeof(data));
	OK(syscall(SYS_capget, &header, data));
	SAME(data[WORDS], 0x55555555);
	if (geteuid() != 0)
		SAME(data[0] | data[3], 0);
	else if (on_exa())
		CHECK(data[0] == UINT32_MAX && data[3] == 0x1ff);
	header.version = VERSION_1;
	data[3] = 7;
	OK(syscall(SYS_capget, &header, data));
	SAME(data[3], 7);
	/* What it does not know it answers with what it prefers. */
	header.version = 1;
	FAILS(syscall(SYS_capget, &header, data), EINVAL);
	SAME(header.version, VERSION_3);
	header.version = 1;
	OK(syscall(SYS_capget, &header, NULL));
	SAME(header.version, VERSION_3);
	header.pid = 1;
	OK(syscall(SYS_capget, &header, data));
	header.pid = -1;
	FAILS(syscall(SYS_capget, &header, data), EINVAL);
	header.pid = 0x7ffffff;
	FAILS(syscall(SYS_capget, &header, data), ESRCH);
	header.pid = 0;
	FAILS(syscall(SYS_capget, &header, bad_pointer()), EFAULT);
	FAILS(syscall(SYS_capget, bad_pointer(), data), EFAULT);
	return 0;
}
