/* SPDX-License-Identifier: GPL-3.0-or-later */
/* uname(): all fields are strings and not empty; EFAULT. */
#define _GNU_SOURCE
#include "call.h"

static void check_field(const char *field, size_t size)
{
	CHECK(field[0] != 0);
	CHECK(memchr(field, 0, size) != NULL);
}

int main(void)
{
	struct utsname name;
	char host[65] = "";

	memset(&name, 'x', sizeof(name));
	OK(uname(&name));
	check_field(name.sysname, sizeof(name.sysname));
	check_field(name.nodename, sizeof(name.nodename));
	check_field(name.release, sizeof(name.release));
	check_field(name.version, sizeof(name.version));
	check_field(name.machine, sizeof(name.machine));
	if (on_exa())
		SAME(strcmp(name.machine, "wasm32"), 0);
	OK(gethostname(host, sizeof(host)));
	SAME(strcmp(host, name.nodename), 0);
	FAILS(syscall(SYS_uname, bad_pointer()), EFAULT);
	FAILS(syscall(SYS_uname, NULL), EFAULT);
	return 0;
}
