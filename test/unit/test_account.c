/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The passwd and group parser of init.
 *
 * Links: servers/init/account.c
 */
#include <string.h>

#include "servers/init/account.h"
#include "test/unit/check.h"

static int parse(struct account *a, const char *name, const char *passwd)
{
	return account_parse(a, name, passwd, strlen(passwd));
}

static void test_passwd(void)
{
	static const char text[] = "root:x:0:0:root:/root:/bin/sh\n"
				   "exa:x:one:1000::/home:/bin/sh\n"
				   "exa:x:-1:1000::/home:/bin/sh\n"
				   "exa:x:4294967295:1::/home:/bin/sh\n"
				   "exa:x:1:1:/home:/bin/sh\n"
				   "\n:::::::\n"
				   "exa:x:1000:100:A user:/home/exa:/bin/ash\n"
				   "exa:x:7:7::/seven:\n"
				   "bare:x:8:9:::";
	struct account a;

	CHECK_INT(parse(&a, "exa", text), 0);
	CHECK_INT(a.cred.ruid, 1000);
	CHECK_INT(a.cred.euid, 1000);
	CHECK_INT(a.cred.suid, 1000);
	CHECK_INT(a.cred.rgid, 100);
	CHECK_INT(a.cred.egid, 100);
	CHECK_INT(a.cred.sgid, 100);
	CHECK_INT(a.cred.ngroups, 0);
	CHECK_STR(a.home, "/home/exa");
	CHECK_STR(a.shell, "/bin/ash");
	CHECK_INT(parse(&a, "root", text), 0);
	CHECK_INT(a.cred.ruid, 0);
	CHECK_INT(parse(&a, "bare", text), 0);
	CHECK_INT(a.cred.rgid, 9);
	CHECK_STR(a.home, "/");
	CHECK_STR(a.shell, "/bin/sh");
	CHECK(parse(&a, "ex", text) < 0);
	CHECK(parse(&a, "exa", "") < 0);
	CHECK(parse(&a, "exa", "exa") < 0);
}

static void test_long_line(void)
{
	char text[2000];
	struct account a;

	memset(text, 'x', sizeof(text));
	memcpy(text, "exa:x:1:1:", 10);
	strcpy(text + 1000, "\nexa:x:2:2::/h:/s\n");
	CHECK_INT(parse(&a, "exa", text), 0);
	CHECK_INT(a.cred.ruid, 2);
	memset(text, 'x', sizeof(text));
	memcpy(text, "exa:x:1:1::/", 12);
	strcpy(text + 150, ":/s\nexa:x:3:3::/h:/s\n");
	CHECK_INT(parse(&a, "exa", text), 0);
	CHECK_INT(a.cred.ruid, 3);
}

static void test_groups(void)
{
	static const char text[] = "root:x:0:\n"
				   "tty:x:5:exa\n"
				   "bad:x:six:exa\n"
				   "short:x:exa\n"
				   "long:x:7:exa:exa\n"
				   "exa:x:1000:exa\n"
				   "users:x:100:root,exa,other\n"
				   "no:x:101:exam,ex,aexa,\n"
				   "last:x:102:,exa";
	char many[PROC_GROUPS * 32] = "";
	struct account a = { .cred = { .rgid = 1000 } };

	account_set_groups(&a, "exa", text, strlen(text));
	CHECK_INT(a.cred.ngroups, 4);
	CHECK_INT(a.cred.groups[0], 1000);
	CHECK_INT(a.cred.groups[1], 5);
	CHECK_INT(a.cred.groups[2], 100);
	CHECK_INT(a.cred.groups[3], 102);
	for (int i = 0; i < PROC_GROUPS * 2; i++)
		strcat(many, "g:x:1:exa\n");
	account_set_groups(&a, "exa", many, strlen(many));
	CHECK_INT(a.cred.ngroups, PROC_GROUPS);
}

int main(void)
{
	test_passwd();
	test_long_line();
	test_groups();
	return check_status();
}
