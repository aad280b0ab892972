/* SPDX-License-Identifier: GPL-3.0-or-later */
/* syslog(): reading all of the log and its size; EINVAL, EFAULT. */
#define _GNU_SOURCE
#include "call.h"
#include <sys/klog.h>

enum { READ_ALL = 3, SIZE_BUFFER = 10 };

int main(void)
{
	static char log[1 << 17];
	int size, length;

	size = klogctl(SIZE_BUFFER, NULL, 0);
	/* Linux may keep it from users. */
	if (size < 0 && errno == EPERM && !on_exa())
		return 0;
	CHECK(size > 0);
	length = (int)OK(klogctl(READ_ALL, log, sizeof(log)));
	CHECK(length > 0 && length <= size);
	/* The end of the log, when there is room for no more. */
	length = (int)OK(klogctl(READ_ALL, log, 10));
	CHECK(length >= 0 && length <= 10);
	SAME(klogctl(READ_ALL, log, 0), 0);
	FAILS(klogctl(READ_ALL, log, -1), EINVAL);
	FAILS(klogctl(READ_ALL, NULL, 10), EINVAL);
	FAILS(klogctl(99, log, 10), EINVAL);
	FAILS(klogctl(-1, log, 10), EINVAL);
	FAILS(syscall(SYS_syslog, READ_ALL, bad_pointer(), 10), EFAULT);
	return 0;
}
