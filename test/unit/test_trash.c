/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The bin, in a folder of the host's: names, what is told of them, and that
 * nothing is lost.
 *
 * Links: shell/desktop/lib/trash.c
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "shell/desktop/lib/trash.h"

#include <ftw.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "check.h"

static char home[] = "/tmp/exa-trash-XXXXXX";

static const char *in_home(const char *name)
{
	static char path[2][4096];
	static int turn;

	turn = !turn;
	snprintf(path[turn], sizeof(path[turn]), "%s/%s", home, name);
	return path[turn];
}

static void write_file(const char *name, const char *text)
{
	FILE *f = fopen(in_home(name), "w");

	if (f != NULL) {
		fputs(text, f);
		fclose(f);
	}
}

static const char *read_file(const char *name)
{
	static char text[1024];
	FILE *f = fopen(in_home(name), "r");
	size_t n = f != NULL ? fread(text, 1, sizeof(text) - 1, f) : 0;

	text[n] = '\0';
	if (f != NULL)
		fclose(f);
	return f != NULL ? text : "(none)";
}

static void test_names(void)
{
	char text[64], small[8];

	path_encode(text, sizeof(text), "/a b/%\n\xc3\xbc~");
	CHECK_STR(text, "/a%20b/%25%0A%C3%BC~");
	path_decode(text);
	CHECK_STR(text, "/a b/%\n\xc3\xbc~");
	path_encode(small, sizeof(small), "12345678");
	CHECK_STR(small, "");
	strcpy(text, "/%zz%4%00x");
	path_decode(text);
	CHECK_STR(text, "/%zz%4");
	path_number(text, sizeof(text), "a.b.txt", 2);
	CHECK_STR(text, "a.b (2).txt");
	path_number(text, sizeof(text), ".profile", 3);
	CHECK_STR(text, ".profile (3)");
	path_number(text, sizeof(text), "a", 1);
	CHECK_STR(text, "a");
}

static void test_there_and_back(void)
{
	char to[4096];

	for (int i = 0; i < 2; i++) {
		write_file("a \xc3\xbc.txt", i == 0 ? "one" : "two");
		CHECK_STR(trash_put(home, in_home("a \xc3\xbc.txt")), NULL);
	}
	CHECK_STR(read_file("a \xc3\xbc.txt"), "(none)");
	CHECK_STR(read_file(".local/share/Trash/files/a \xc3\xbc.txt"), "one");
	CHECK_STR(read_file(".local/share/Trash/files/a \xc3\xbc (2).txt"),
		"two");
	CHECK(strstr(read_file(".local/share/Trash/info/a "
			       "\xc3\xbc.txt.trashinfo"),
		      "/a%20%C3%BC.txt\nDeletionDate=2") != NULL);
	CHECK(strncmp(read_file(".local/share/Trash/info/a "
				"\xc3\xbc.txt.trashinfo"),
		      "[Trash Info]\nPath=/tmp/exa-trash-", 33) == 0);
	CHECK_STR(trash_restore(home, "a \xc3\xbc (2).txt", to, sizeof(to)),
		NULL);
	CHECK_STR(to, in_home("a \xc3\xbc.txt"));
	CHECK_STR(read_file("a \xc3\xbc.txt"), "two");
	/* The other one has no place now, and stays. */
	CHECK(trash_restore(home, "a \xc3\xbc.txt", to, sizeof(to)) != NULL);
	CHECK_STR(read_file(".local/share/Trash/files/a \xc3\xbc.txt"), "one");
	CHECK_STR(read_file("a \xc3\xbc.txt"), "two");
}

static void test_wrong(void)
{
	char to[4096];

	CHECK(trash_put(home, in_home("missing")) != NULL);
	CHECK_STR(read_file(".local/share/Trash/info/missing.trashinfo"),
		"(none)");
	CHECK(trash_put(home, "/") != NULL);
	CHECK(trash_put(home, home) != NULL);
	CHECK(trash_put(home, in_home(".local/share")) != NULL);
	CHECK(trash_put("/nonexistent", "/nonexistent/x") != NULL);
	CHECK(trash_restore(home, "missing", to, sizeof(to)) != NULL);
	write_file(".local/share/Trash/info/x.trashinfo", "[Trash Info]\n");
	CHECK(trash_restore(home, "x", to, sizeof(to)) != NULL);
	write_file(".local/share/Trash/info/x.trashinfo", "Path=../x\n");
	CHECK(trash_restore(home, "x", to, sizeof(to)) != NULL);
}

static int wipe(
	const char *path, const struct stat *st, int type, struct FTW *at)
{
	(void)st;
	(void)type;
	(void)at;
	return remove(path);
}

int main(void)
{
	if (mkdtemp(home) == NULL)
		return 77;
	test_names();
	test_there_and_back();
	test_wrong();
	nftw(home, wipe, 8, FTW_DEPTH | FTW_PHYS);
	return check_status();
}
