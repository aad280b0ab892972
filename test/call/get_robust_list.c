/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * get_robust_list(): what set_robust_list() was told; forgotten by exec and
 * not inherited; ESRCH, EPERM, EFAULT.
 */
#define _GNU_SOURCE
#include "call.h"

struct head {
	void *list;
	long offset;
	void *pending;
};

static struct head head = { &head, 0, NULL };

static struct head *list_of(pid_t pid)
{
	struct head *got = bad_pointer();
	size_t size = 0;

	OK(syscall(SYS_get_robust_list, pid, &got, &size));
	SAME(size, sizeof(head));
	return got;
}

static int child(void)
{
	CHECK(list_of(0) != &head);
	return 0;
}

int main(void)
{
	struct head *got;
	size_t size;
	pid_t pid;

	OK(syscall(SYS_set_robust_list, &head, sizeof(head)));
	CHECK(list_of(0) == &head);
	CHECK(list_of(getpid()) == &head);
	SAME(status_of(in_child(child)), 0);
	if (geteuid() != 0)
		FAILS(syscall(SYS_get_robust_list, 1, &got, &size), EPERM);
	FAILS(syscall(SYS_get_robust_list, 0, bad_pointer(), &size), EFAULT);
	FAILS(syscall(SYS_get_robust_list, 0, &got, bad_pointer()), EFAULT);
	pid = in_child(child);
	SAME(status_of(pid), 0);
	FAILS(syscall(SYS_get_robust_list, pid, &got, &size), ESRCH);
	OK(syscall(SYS_set_robust_list, NULL, sizeof(head)));
	return 0;
}
