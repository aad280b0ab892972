/* SPDX-License-Identifier: GPL-3.0-or-later */
/* <pwd.h>, <grp.h>, <utmpx.h>, crypt(), ids of users and of the host. */
#define _GNU_SOURCE
#include <grp.h>
#include <pwd.h>
#include <utmpx.h>

#include "test/call/call.h"

static void users(void)
{
	struct passwd *pw = getpwnam("root"), one, *result;
	char area[2000];

	CHECK(pw != NULL && pw->pw_uid == 0 && pw->pw_gid == 0);
	CHECK(pw->pw_dir[0] == '/' && pw->pw_shell[0] == '/');
	CHECK(strcmp(getpwuid(0)->pw_name, "root") == 0);
	errno = 0;
	CHECK(getpwnam("no-such-user") == NULL);
	CHECK(errno == 0 || errno == ENOENT);
	CHECK(getpwuid((uid_t)54321) == NULL);
	SAME(getpwnam_r("root", &one, area, sizeof(area), &result), 0);
	CHECK(result == &one && strcmp(one.pw_name, "root") == 0);
	SAME(getpwnam_r("root", &one, area, 2, &result), ERANGE);
	CHECK(result == NULL);
	SAME(getpwuid_r(0, &one, area, sizeof(area), &result), 0);
	CHECK(result == &one && one.pw_uid == 0);
	SAME(getpwuid_r((uid_t)54321, &one, area, sizeof(area), &result), 0);
	CHECK(result == NULL);
	int seen = 0;
	setpwent();
	while ((pw = getpwent()) != NULL)
		seen += pw->pw_uid == 0;
	CHECK(seen >= 1);
	endpwent();
}

static void groups(void)
{
	struct group *gr = getgrnam("root"), one, *result;
	char area[2000];

	CHECK(gr != NULL && gr->gr_gid == 0 && gr->gr_mem != NULL);
	CHECK(strcmp(getgrgid(0)->gr_name, "root") == 0);
	CHECK(getgrnam("no-such-group") == NULL);
	SAME(getgrnam_r("root", &one, area, sizeof(area), &result), 0);
	CHECK(result == &one && one.gr_gid == 0);
	SAME(getgrgid_r(0, &one, area, 1, &result), ERANGE);
	SAME(getgrgid_r(0, &one, area, sizeof(area), &result), 0);
	CHECK(result == &one);
	int seen = 0;
	setgrent();
	while ((gr = getgrent()) != NULL)
		seen += gr->gr_gid == 0;
	CHECK(seen >= 1);
	endgrent();
	gid_t list[64];
	int n = (int)OK(getgroups(64, list));
	SAME(getgroups(0, NULL), n);
	if (n > 1)
		FAILS(getgroups(1, list), EINVAL);
}

static void logins(void)
{
	struct utmpx u = { .ut_type = USER_PROCESS, .ut_pid = getpid() };
	char name[256];

	setutxent();
	while (getutxent() != NULL)
		;
	setutxent();
	getutxid(&u);
	strcpy(u.ut_line, "none/such");
	setutxent();
	CHECK(getutxline(&u) == NULL);
	if (geteuid() != 0)
		CHECK(pututxline(&u) == NULL);
	endutxent();
	int r = getlogin_r(name, sizeof(name));
	CHECK(r != 0 || strcmp(name, getlogin()) == 0);
}

/* DES by single bits; glibc has it no more. */
static void bits_of_des(void)
{
#ifndef __GLIBC__
	char bits[64] = { 0 };
	setkey(bits);
	encrypt(bits, 0);
	encrypt(bits, 1);
	for (int i = 0; i < 64; i++)
		SAME(bits[i], 0);
#endif
}

static void passwords(void)
{
	CHECK(strcmp(crypt("Hello world!", "$6$saltstring"),
		      "$6$saltstring$svn8UoSVapNtMuq1ukKS4tPQd8iKwSMHWjl/"
		      "O817G3uBnIFNjnQJuesI68u4OTLiBFdcbYEdFCoEOfaS35inz1") ==
		0);
	CHECK(strcmp(crypt("Hello world!", "$5$saltstring"),
		      "$5$saltstring$5B8vYYiY.CVt1RlTTf8KbXBH3h"
		      "sxY/GNooZaBBGWEc5") == 0);
	CHECK(strncmp(crypt("pw", "$1$abcd0123$"), "$1$abcd0123$", 12) == 0);
}

int main(void)
{
	users();
	groups();
	logins();
	passwords();
	bits_of_des();
	return 0;
}
