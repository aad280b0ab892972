/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The begin and end of a program: constructors and destructors, arguments,
 * environment, what is left of the parent, _Thread_local.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <spawn.h>

#include "test/call/call.h"

static int begun;
static int at_first = 5, zeroed[1000];
static _Thread_local int own = 7;
static _Thread_local int own_zero;

__attribute__((constructor(101))) static void before(void)
{
	begun = begun * 10 + 1;
}

__attribute__((constructor(102))) static void after(void)
{
	begun = begun * 10 + 2;
}

__attribute__((constructor)) static void last(void)
{
	begun = begun * 10 + 3;
	CHECK(at_first == 5);
}

static int out = -1;

static void say(char c)
{
	if (out >= 0)
		SAME(write(out, &c, 1), 1);
}

__attribute__((destructor(101))) static void end_1(void)
{
	say('1');
}
__attribute__((destructor(102))) static void end_2(void)
{
	say('2');
}
static void at_exit(void)
{
	say('x');
}

static int ending(void)
{
	out = (int)OK(open("out", O_WRONLY | O_CREAT, 0600));
	atexit(at_exit);
	return 0;
}

/* Run again by itself: tells what it was given. */
static int child(int argc, char **argv)
{
	SAME(begun, 123);
	SAME(argc, 5);
	CHECK(argv[5] == NULL);
	CHECK(strcmp(argv[0], "") == 0 && strcmp(argv[2], "") == 0);
	CHECK(strcmp(argv[3], "two words") == 0);
	CHECK(strcmp(argv[4], "\303\244\n\"'\\") == 0);
	CHECK(strcmp(environ[0], "X=1") == 0 && environ[1] == NULL);
	CHECK(strcmp(getenv("X"), "1") == 0);
	return 33;
}

static void again(const char *self)
{
	char first[] = "", again_[] = "again", empty[] = "";
	char words[] = "two words", odd[] = "\303\244\n\"'\\", env[] = "X=1";
	char *args[] = { first, again_, empty, words, odd, NULL };
	char *vars[] = { env, NULL };
	pid_t pid;

	SAME(posix_spawn(&pid, self, NULL, NULL, args, vars), 0);
	SAME(status_of(pid), 33 << 8);
	pid = (pid_t)OK(fork());
	if (pid == 0) {
		execle(self, first, again_, empty, words, odd, (char *)NULL,
			vars);
		_exit(127);
	}
	SAME(status_of(pid), 33 << 8);
	int fd = (int)OK(open(self, O_RDONLY | O_CLOEXEC));
	pid = (pid_t)OK(fork());
	if (pid == 0) {
		fexecve(fd, args, vars);
		_exit(errno == ENOSYS ? 33 : 127);
	}
	SAME(status_of(pid), 33 << 8);
}

/* There are no shared objects; the program itself can be asked for. */
static void loading(void)
{
	CHECK(dlopen("/nonexistent.so", RTLD_NOW) == NULL);
	const char *why = dlerror();
	CHECK(why != NULL && why[0] != 0);
	CHECK(dlerror() == NULL);
	CHECK(dlsym(NULL, "no_such_symbol_at_all") == NULL);
	CHECK(dlerror() != NULL);
	void *self = dlopen(NULL, RTLD_NOW);
	if (self)
		SAME(dlclose(self), 0);
}

static int changes(void)
{
	own = 8;
	own_zero = 9;
	return own + own_zero;
}

int main(int argc, char **argv)
{
	if (argc > 1 && strcmp(argv[1], "again") == 0)
		return child(argc, argv);
	SAME(begun, 123);
	CHECK(argc == 1 && argv[1] == NULL && argv[0][0] != 0);
	for (int i = 0; i < 1000; i++)
		CHECK(zeroed[i] == 0);
	char self[PATH_MAX];
	CHECK(realpath(argv[0], self) != NULL);
	scratch();
	SAME(status_of(in_child(ending)), 0);
	char wrote[10] = "";
	int fd = (int)OK(open("out", O_RDONLY));
	OK(read(fd, wrote, 9));
	CHECK(strcmp(wrote, "x21") == 0);
	OK(close(fd));
	OK(unlink("out"));
	again(self);
	loading();
	CHECK(own == 7 && own_zero == 0);
	SAME(WEXITSTATUS(status_of(in_child(changes))), 17);
	CHECK(own == 7 && own_zero == 0);
	scratch_end();
	return 0;
}
