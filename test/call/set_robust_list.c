/* SPDX-License-Identifier: GPL-3.0-or-later */
/* set_robust_list(): takes a head of the right size only; EINVAL. */
#define _GNU_SOURCE
#include "call.h"

struct head {
	void *list;
	long offset;
	void *pending;
};

int main(void)
{
	struct head head = { &head, 0, NULL };

	OK(syscall(SYS_set_robust_list, &head, sizeof(head)));
	FAILS(syscall(SYS_set_robust_list, &head, sizeof(head) - 1), EINVAL);
	FAILS(syscall(SYS_set_robust_list, &head, 0), EINVAL);
	/* It is looked at when the thread ends, and not before. */
	OK(syscall(SYS_set_robust_list, NULL, sizeof(head)));
	return 0;
}
