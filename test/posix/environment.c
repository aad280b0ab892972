/* SPDX-License-Identifier: GPL-3.0-or-later */
/* <stdlib.h>: the environment, ends of a program, names of files, system(). */
#define _GNU_SOURCE
#include "test/call/call.h"

static void variables(void)
{
	static char own[] = "OWN=1";

	OK(setenv("A", "1", 0));
	OK(setenv("A", "2", 0));
	CHECK(strcmp(getenv("A"), "1") == 0);
	OK(setenv("A", "2", 1));
	CHECK(strcmp(getenv("A"), "2") == 0);
	FAILS(setenv("", "x", 1), EINVAL);
	FAILS(setenv("a=b", "x", 1), EINVAL);
	FAILS(unsetenv(""), EINVAL);
	FAILS(unsetenv("a=b"), EINVAL);
	OK(unsetenv("NOT_THERE"));
	SAME(putenv(own), 0);
	CHECK(strcmp(getenv("OWN"), "1") == 0);
	own[4] = '2';
	CHECK(strcmp(getenv("OWN"), "2") == 0);
	OK(unsetenv("OWN"));
	CHECK(getenv("OWN") == NULL);
	CHECK(getenv("") == NULL && getenv("A=") == NULL);
	SAME(system("test \"$A\" = 2"), 0);
	char *mine[] = { (char *)"X=y", (char *)"X=z", NULL };
	char **old = environ;
	environ = mine;
	CHECK(strcmp(getenv("X"), "y") == 0 && getenv("A") == NULL);
	environ = old;
	OK(clearenv());
	CHECK(getenv("A") == NULL && (!environ || !*environ));
	OK(setenv("PATH", "/bin:/usr/bin", 1));
	for (int i = 0; i < 500; i++) {
		char name[20];
		sprintf(name, "N%d", i);
		OK(setenv(name, name, 1));
	}
	CHECK(strcmp(getenv("N499"), "N499") == 0);
}

static int out;

static void say(char c)
{
	SAME(write(out, &c, 1), 1);
}

static void first(void)
{
	say('1');
}
static void second(void)
{
	say('2');
}

static void nested(void)
{
	say('n');
	atexit(first);
}

static int ordered(void)
{
	for (int i = 0; i < 40; i++)
		SAME(atexit(first), 0);
	SAME(atexit(nested), 0);
	SAME(atexit(second), 0);
	exit(7 + 256);
}

static int quickly(void)
{
	SAME(atexit(first), 0);
	SAME(at_quick_exit(second), 0);
	SAME(at_quick_exit(nested), 0);
	quick_exit(3);
}

static int at_once(void)
{
	atexit(first);
	_Exit(4);
}

static int aborted(void)
{
	atexit(first);
	signal(SIGABRT, SIG_IGN);
	abort();
}

/* What functions registered for the end of a child wrote. */
static void ends(int (*run)(void), int status, const char *wrote)
{
	char got[100] = "";

	out = (int)OK(open("out", O_RDWR | O_CREAT | O_TRUNC, 0600));
	SAME(status_of(in_child(run)), status);
	OK(lseek(out, 0, SEEK_SET));
	OK(read(out, got, sizeof(got) - 1));
	if (strcmp(got, wrote) != 0)
		call_failed(__FILE__, __LINE__, wrote);
	OK(close(out));
	OK(unlink("out"));
}

static void names(void)
{
	char name[] = "fileXXXXXX", bad[] = "fileXXXXX", dir[] = "dirXXXXXX";
	char suffixed[] = "aXXXXXX.c", path[PATH_MAX];

	int fd = (int)OK(mkstemp(name));
	CHECK(strcmp(name, "fileXXXXXX") != 0);
	SAME(mode_of(name) & 0777, 0600);
	SAME(fcntl(fd, F_GETFL) & O_ACCMODE, O_RDWR);
	OK(close(fd));
	FAILS(mkstemp(bad), EINVAL);
	CHECK(mkdtemp(dir) == dir);
	SAME(mode_of(dir), S_IFDIR | 0700);
	CHECK(mkdtemp(bad) == NULL && errno == EINVAL);
	fd = (int)OK(mkstemps(suffixed, 2));
	CHECK(strcmp(suffixed + 7, ".c") == 0);
	OK(close(fd));
	OK(unlink(suffixed));
	OK(symlink(dir, "link"));
	CHECK(realpath("link/../././link", path) == path);
	CHECK(strcmp(strrchr(path, '/') + 1, dir) == 0);
	char *made = realpath("/", NULL);
	CHECK(strcmp(made, "/") == 0);
	free(made);
	CHECK(realpath("none", NULL) == NULL && errno == ENOENT);
	CHECK(realpath("", NULL) == NULL && errno == ENOENT);
	CHECK(realpath(name, path) != NULL);
	CHECK(realpath(strcat(name, "/x"), NULL) == NULL && errno == ENOTDIR);
	*strchr(name, '/') = 0;
	OK(symlink("loop", "loop"));
	CHECK(realpath("loop", NULL) == NULL && errno == ELOOP);
	OK(unlink("loop"));
	OK(unlink("link"));
	OK(unlink(name));
	OK(rmdir(dir));
}

static volatile sig_atomic_t children;

static void child_ended(int sig)
{
	(void)sig;
	children++;
}

/* POSIX, system(): SIGINT and SIGQUIT ignored, SIGCHLD blocked meanwhile. */
static void commands(void)
{
	CHECK(system(NULL) != 0);
	int status = system("exit 9");
	CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 9);
	status = system("kill -KILL $$");
	CHECK(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
	status = system("no-such-command 2>/dev/null");
	CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 127);
	char command[100];
	sprintf(command, "kill -INT %d; kill -QUIT %d", getpid(), getpid());
	SAME(system(command), 0);
	handle(SIGINT, child_ended, 0);
	SAME(system("kill -INT $$; exit 3"), SIGINT);
	SAME(children, 0);
	signal(SIGINT, SIG_DFL);
	handle(SIGCHLD, child_ended, SA_RESTART);
	SAME(system("exit 0"), 0);
	CHECK(children <= 1);
	FAILS(wait(NULL), ECHILD);
	signal(SIGCHLD, SIG_DFL);
}

static void options(void)
{
	char *argv[] = { (char *)"prog", (char *)"-a", (char *)"-bval",
		(char *)"-c", (char *)"arg", (char *)"-x", (char *)"--",
		(char *)"-a", NULL };

	opterr = 0;
	SAME(getopt(8, argv, "ab:c:"), 'a');
	SAME(getopt(8, argv, "ab:c:"), 'b');
	CHECK(strcmp(optarg, "val") == 0);
	SAME(getopt(8, argv, "ab:c:"), 'c');
	CHECK(strcmp(optarg, "arg") == 0);
	SAME(getopt(8, argv, "ab:c:"), '?');
	SAME(optopt, 'x');
	SAME(getopt(8, argv, "ab:c:"), -1);
	SAME(optind, 7);
	char *missing[] = { (char *)"prog", (char *)"-b", NULL };
	optind = 1;
	SAME(getopt(2, missing, ":b:"), ':');
	SAME(optopt, 'b');
	char *value = NULL;
	char list[] = "ro,size=10,what";
	char *const keys[] = { (char *)"ro", (char *)"size", NULL };
	char *at = list;
	SAME(getsubopt(&at, keys, &value), 0);
	SAME(getsubopt(&at, keys, &value), 1);
	CHECK(strcmp(value, "10") == 0);
	SAME(getsubopt(&at, keys, &value), -1);
}

int main(void)
{
	scratch();
	variables();
	ends(ordered, 7 << 8, "2n11111111111111111111111111111111111111111");
	ends(quickly, 3 << 8, "n2");
	ends(at_once, 4 << 8, "");
	ends(aborted, SIGABRT, "");
	names();
	commands();
	options();
	scratch_end();
	return 0;
}
