/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * execve(): arguments and environment arrive; close-on-exec, ignored signals,
 * mask, pending signals and pid; scripts; E2BIG, EACCES, EFAULT, ELOOP,
 * ENAMETOOLONG, ENOENT, ENOEXEC, ENOTDIR, ETXTBSY. A failure leaves all as it
 * was.
 */
#define _GNU_SOURCE
#include "call.h"

static const char *self;

static void handler(int sig)
{
	(void)sig;
}

/* The new image: argv[1] says what to look at. */
static int image(int argc, char **argv)
{
	sigset_t set;

	if (strcmp(argv[1], "args") == 0) {
		SAME(argc, 4);
		SAME(strcmp(argv[0], "zero"), 0);
		SAME(strcmp(argv[2], ""), 0);
		SAME(strcmp(argv[3], "a b\n"), 0);
		CHECK(argv[4] == NULL);
		SAME(strcmp(environ[0], "ONE=1"), 0);
		SAME(strcmp(environ[1], "TWO="), 0);
		CHECK(environ[2] == NULL);
		return 21;
	}
	SAME(strcmp(argv[1], "state"), 0);
	SAME(getpid(), atoi(argv[2]));
	FAILS(fcntl(8, F_GETFD), EBADF);
	SAME(fcntl(9, F_GETFD), 0);
	CHECK(signal(SIGUSR1, SIG_DFL) == SIG_DFL);
	CHECK(signal(SIGUSR2, SIG_DFL) == SIG_IGN);
	OK(sigprocmask(SIG_BLOCK, NULL, &set));
	SAME(sigismember(&set, SIGHUP), 1);
	SAME(sigismember(&set, SIGTERM), 0);
	OK(sigpending(&set));
	SAME(sigismember(&set, SIGHUP), 1);
	return 22;
}

static int with_arguments(void)
{
	char *argv[] = { "zero", "args", "", "a b\n", NULL };
	char *envp[] = { "ONE=1", "TWO=", NULL };

	execve(self, argv, envp);
	return 1;
}

static int with_state(void)
{
	char pid[16];
	char *argv[] = { "zero", "state", pid, NULL };
	sigset_t set;

	snprintf(pid, sizeof(pid), "%d", getpid());
	OK(dup2(1, 9));
	OK(dup2(1, 8));
	OK(fcntl(8, F_SETFD, FD_CLOEXEC));
	handle(SIGUSR1, handler, 0);
	handle(SIGUSR2, SIG_IGN, 0);
	sigemptyset(&set);
	sigaddset(&set, SIGHUP);
	OK(sigprocmask(SIG_BLOCK, &set, NULL));
	raise(SIGHUP);
	/* Failing changes nothing. */
	FAILS(execve("/nonexistent", argv, environ), ENOENT);
	SAME(fcntl(8, F_GETFD), FD_CLOEXEC);
	CHECK(signal(SIGUSR1, handler) == handler);
	execve(self, argv, environ);
	return 1;
}

static int script(void)
{
	char *argv[] = { "ignored", "last", NULL };

	execve("./script", argv, environ);
	return 1;
}

static void script_file(const char *name, const char *text)
{
	make_file(name, text);
	OK(chmod(name, 0755));
}

static int error_of(const char *path)
{
	char *argv[] = { "x", NULL };

	execve(path, argv, environ);
	return errno;
}

static void check_scripts(void)
{
	/* One argument for the interpreter, blanks around it do not count. */
	script_file("script", "#! /bin/sh  -e \t\nfalse; exit 33\n");
	SAME(status_of(in_child(script)), 1 << 8);
	script_file("script",
		"#!/bin/sh\n[ \"$0$1\" = ./scriptlast ] && exit 34\nexit 1\n");
	SAME(status_of(in_child(script)), 34 << 8);
	script_file("script", "#!/nonexistent/sh\n");
	SAME(error_of("script"), ENOENT);
	script_file("script", "#!/etc\n");
	SAME(error_of("script"), EACCES);
	script_file("script", "#!\n");
	SAME(error_of("script"), ENOEXEC);
	script_file("script", "#!./script\n");
	SAME(error_of("script"), ELOOP);
	script_file("script", "exit 0\n");
	SAME(error_of("script"), ENOEXEC);
	script_file("script", "");
	SAME(error_of("script"), ENOEXEC);
	script_file("script", "#!/bin/sh\nexit 0\n");
	OK(chmod("script", 0644));
	SAME(error_of("script"), EACCES);
}

static void check_script_lines(void)
{
	static char line[600];

	/* A line that is too long may lose of the argument, not of the name. */
	strcpy(line, "#!/bin/false ");
	memset(line + 13, 'x', 500);
	strcpy(line + 513, "\n");
	script_file("script", line);
	SAME(status_of(in_child(script)), 1 << 8);
	memset(line, '/', 300);
	memcpy(line, "#!", 2);
	strcpy(line + 300, "bin/sh\nexit 0\n");
	script_file("script", line);
	SAME(error_of("script"), ENOEXEC);
	memset(line, ' ', 300);
	memcpy(line, "#!", 2);
	script_file("script", line);
	SAME(error_of("script"), ENOEXEC);
}

/* A chain of scripts may have five; each adds its name. */
static void check_chain(void)
{
	char name[] = "s0", text[32];

	script_file("s0", "#!/bin/sh\nexit $#\n");
	for (int i = 1; i <= 5; i++) {
		snprintf(text, sizeof(text), "#!./s%d\n", i - 1);
		name[1] = (char)('0' + i);
		script_file(name, text);
	}
	SAME(error_of("s5"), ELOOP);
	OK(rename("s4", "script"));
	SAME(status_of(in_child(script)), 5 << 8);
	OK(rename("script", "s4"));
	for (int i = 0; i <= 5; i++) {
		name[1] = (char)('0' + i);
		OK(unlink(name));
	}
}

static int run_copy(void)
{
	char *argv[] = { "copy", "wait", NULL };

	execve("./copy", argv, environ);
	return 1;
}

/* What is written is not executed, and the other way round. */
static void check_busy(void)
{
	int from = (int)OK(open("/proc/self/exe", O_RDONLY));
	int to = (int)OK(open("copy", O_WRONLY | O_CREAT | O_TRUNC, 0755));
	char buffer[4096];
	ssize_t n;
	pid_t pid;

	while ((n = OK(read(from, buffer, sizeof(buffer)))) > 0)
		SAME(write(to, buffer, (size_t)n), n);
	SAME(error_of("copy"), ETXTBSY);
	OK(close(to));
	OK(close(from));
	pid = in_child(run_copy);
	sleep_ms(100);
	FAILS(open("copy", O_WRONLY), ETXTBSY);
	FAILS(open("copy", O_RDWR), ETXTBSY);
	FAILS(open("copy", O_WRONLY | O_TRUNC), ETXTBSY);
	FAILS(truncate("copy", 0), ETXTBSY);
	OK(close((int)OK(open("copy", O_RDONLY))));
	OK(kill(pid, SIGTERM));
	SAME(status_of(pid), SIGTERM);
	OK(close((int)OK(open("copy", O_WRONLY))));
	OK(unlink("copy"));
	script_file("script", "#!/bin/sh\nexit 0\n");
	to = (int)OK(open("script", O_WRONLY));
	SAME(error_of("script"), ETXTBSY);
	OK(close(to));
}

static int without_arguments(void)
{
	char *none[] = { NULL };

	execve(self, none, none);
	return 1;
}

static void check_paths(void)
{
	static char longest[5000];

	SAME(error_of("/nonexistent"), ENOENT);
	SAME(error_of(""), ENOENT);
	SAME(error_of("/tmp"), EACCES);
	SAME(error_of("script/x"), ENOTDIR);
	SAME(error_of("/dev/null"), EACCES);
	OK(symlink("loop", "loop"));
	SAME(error_of("loop"), ELOOP);
	OK(unlink("loop"));
	memset(longest, 'a', sizeof(longest) - 1);
	SAME(error_of(longest), ENAMETOOLONG);
}

static void check_arguments(void)
{
	static char *many[700000];
	static char big[140000];
	char *one[] = { "x", big, NULL };
	char *none[] = { "x", NULL };
	void *bad[] = { bad_pointer(), NULL };

	for (size_t i = 0; i < sizeof(many) / sizeof(*many) - 1; i++)
		many[i] = "12345";
	FAILS(execve(self, many, none), E2BIG);
	FAILS(execve(self, none, many), E2BIG);
	memset(big, 'b', sizeof(big) - 1);
	FAILS(execve(self, one, none), E2BIG);
	FAILS(syscall(SYS_execve, self, bad, none), EFAULT);
	FAILS(syscall(SYS_execve, self, none, bad), EFAULT);
	FAILS(syscall(SYS_execve, self, bad_pointer(), none), EFAULT);
	FAILS(syscall(SYS_execve, bad_pointer(), none, none), EFAULT);
	FAILS(syscall(SYS_execve, NULL, none, none), EFAULT);
}

int main(int argc, char **argv)
{
	if (argc > 1 && strcmp(argv[1], "wait") == 0)
		return pause();
	if (argc > 1)
		return image(argc, argv);
	if (*argv[0] == '\0')
		return argc == 1 && *environ == NULL ? 23 : 1;
	self = argv[0];
	SAME(status_of(in_child(without_arguments)), 23 << 8);
	SAME(status_of(in_child(with_arguments)), 21 << 8);
	SAME(status_of(in_child(with_state)), 22 << 8);
	scratch();
	check_scripts();
	check_script_lines();
	check_chain();
	check_busy();
	check_paths();
	check_arguments();
	OK(unlink("script"));
	scratch_end();
	return 0;
}
