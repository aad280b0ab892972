/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The parser of /etc/inittab: a whole file, and each way to be wrong.
 *
 * Links: servers/init/inittab.c
 */
#include "servers/init/inittab.h"

#include <errno.h>

#include "test/unit/check.h"
#include "test/unit/native.h"

static const char file[] = "# the default\n"
			   "id:3:initdefault:\n"
			   "\n"
			   "si::sysinit:/etc/rc sysinit\n"
			   "  \t# indented comment\n"
			   " ~~:S:wait:/sbin/sulogin \n"
			   "l3:3:wait:/etc/rc 3\r\n"
			   "1:2345:respawn:+/bin/sh -c 'a:b'\n"
			   "2:23:respawn:/bin/login\n"
			   "xx:5:off:\n"
			   "od:ab:ondemand:/bin/od\n"
			   "ca::ctrlaltdel:/sbin/shutdown -r now\n"
			   "pf::powerfail:/bin/pf";

static void test_file(void)
{
	static const char *const level3[] = { "l3", "1", "2" };
	const uint32_t started = 1 << INITTAB_WAIT | 1 << INITTAB_RESPAWN;
	struct inittab t;
	const struct inittab_entry *e;
	size_t at = 0;

	CHECK_INT(inittab_parse(&t, file, sizeof(file) - 1), 0);
	CHECK_INT(t.error_count, 0);
	CHECK_INT(t.entry_count, 10);
	CHECK_INT(inittab_default(&t), 1 << 3);
	for (int i = 0; i < 3; i++) {
		e = inittab_next(&t, &at, started, inittab_level('3'));
		CHECK(e != NULL);
		CHECK_STR(e ? e->id : "", level3[i]);
	}
	CHECK(!inittab_next(&t, &at, started, inittab_level('3')));
	at = 0;
	e = inittab_next(&t, &at, 1 << INITTAB_SYSINIT, 0);
	CHECK_STR(e ? e->process : "", "/etc/rc sysinit");
	CHECK(!inittab_next(&t, &at, 1 << INITTAB_SYSINIT, 0));
	CHECK_STR(t.entries[2].process, "/sbin/sulogin");
	CHECK_INT(t.entries[2].levels, INITTAB_LEVEL_S);
	CHECK_INT(t.entries[2].line, 6);
	CHECK_STR(t.entries[3].process, "/etc/rc 3");
	CHECK_STR(t.entries[4].process, "/bin/sh -c 'a:b'");
	CHECK_INT(t.entries[4].levels, 0x3c);
	CHECK_INT(t.entries[7].levels, INITTAB_LEVEL_A | INITTAB_LEVEL_B);
	CHECK_STR(t.entries[9].process, "/bin/pf");
	inittab_free(&t);
}

/* A good line after the bad one must still count. */
static void test_errors(void)
{
	static const struct {
		const char *line;
		enum inittab_reason reason;
	} bad[] = {
		{ "x", INITTAB_FIELDS },
		{ "x:3", INITTAB_FIELDS },
		{ "x:3:wait", INITTAB_FIELDS },
		{ ":3:wait:/bin/x", INITTAB_BAD_ID },
		{ "abcde:3:wait:/bin/x", INITTAB_BAD_ID },
		{ "a b:3:wait:/bin/x", INITTAB_BAD_ID },
		{ "aa:3:wait:/bin/x", INITTAB_DUPLICATE },
		{ "x:3-5:wait:/bin/x", INITTAB_BAD_LEVEL },
		{ "x:z:wait:/bin/x", INITTAB_BAD_LEVEL },
		{ "x:3:launch:/bin/x", INITTAB_NO_ACTION },
		{ "x:3::/bin/x", INITTAB_NO_ACTION },
		{ "x:3:wai:/bin/x", INITTAB_NO_ACTION },
		{ "x:3:wait:", INITTAB_NO_PROCESS },
		{ "x:3:wait: + ", INITTAB_NO_PROCESS },
		{ "x::initdefault:", INITTAB_DEFAULT },
		{ "x:35:initdefault:", INITTAB_DEFAULT },
		{ "x:a:initdefault:", INITTAB_DEFAULT },
	};
	char text[300];
	struct inittab t;

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		snprintf(text, sizeof(text), "aa:3:off:\n%s\nbb:3:off:\n",
			bad[i].line);
		CHECK_INT(inittab_parse(&t, text, strlen(text)), 0);
		CHECK_INT(t.entry_count, 2);
		CHECK_INT(t.error_count, 1);
		if (t.error_count == 1) {
			CHECK_INT(t.errors[0].line, 2);
			CHECK_INT(t.errors[0].reason, bad[i].reason);
			CHECK(*inittab_explain(bad[i].reason));
		}
		inittab_free(&t);
	}
}

static void test_lengths(void)
{
	char text[200] = "x:3:once:";
	size_t head = strlen(text);
	struct inittab t;

	memset(text + head, 'p', sizeof(text) - head);
	CHECK_INT(inittab_parse(&t, text, head + INITTAB_PROCESS), 0);
	CHECK_INT(t.entry_count, 1);
	CHECK_INT(strlen(t.entries[0].process), INITTAB_PROCESS);
	inittab_free(&t);
	CHECK_INT(inittab_parse(&t, text, head + INITTAB_PROCESS + 1), 0);
	CHECK_INT(t.error_count, 1);
	CHECK_INT(t.errors[0].reason, INITTAB_TOO_LONG);
	inittab_free(&t);
	CHECK_INT(inittab_parse(&t, "x:3:once:a\0b", 12), 0);
	CHECK_INT(t.errors[0].reason, INITTAB_BAD_BYTE);
	inittab_free(&t);
	CHECK_INT(inittab_parse(&t, "", 0), 0);
	CHECK_INT(t.entry_count + t.error_count, 0);
	inittab_free(&t);
	for (long i = 0; i < 2; i++) {
		native_fail_after(i);
		CHECK_INT(inittab_parse(&t, file, sizeof(file) - 1), -ENOMEM);
	}
	native_fail_after(-1);
}

int main(void)
{
	test_file();
	test_errors();
	test_lengths();
	return check_status();
}
