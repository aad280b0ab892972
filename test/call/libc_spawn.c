/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * posix_spawn() and what is built on it (POSIX): file actions in order,
 * attributes, the errors, posix_spawnp()'s search, system() and popen().
 * The program spawns itself; its first argument says what the child does.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *self;
static int failed;

static void check(int ok, const char *what)
{
	if (!ok) {
		printf("%s\n", what);
		failed = 1;
	}
}

static int wait_for(pid_t pid)
{
	int status = -1;

	if (waitpid(pid, &status, 0) != pid)
		return -1;
	return WIFEXITED(status) ? WEXITSTATUS(status) : -2;
}

/* Spawns this program with one argument; its exit status, or -errno. */
static int spawn_self(const char *what, posix_spawn_file_actions_t *actions,
	posix_spawnattr_t *attr)
{
	char *argv[] = { (char *)"child", (char *)what, NULL };
	pid_t pid;
	int error = posix_spawn(&pid, self, actions, attr, argv, environ);

	return error != 0 ? -error : wait_for(pid);
}

/* What a child does: its exit status answers the parent's question. */
static int child(const char *what)
{
	sigset_t mask;
	char text[64] = "";

	sigprocmask(SIG_BLOCK, NULL, &mask);
	if (strcmp(what, "policy") == 0)
		return (int)syscall(SYS_sched_getscheduler, 0);
	if (strcmp(what, "status") == 0)
		return 42;
	if (strcmp(what, "mask") == 0)
		return sigismember(&mask, SIGUSR1) ? 1 : 2;
	if (strcmp(what, "ignored") == 0)
		return signal(SIGUSR2, SIG_DFL) == SIG_IGN ? 1 : 2;
	if (strcmp(what, "group") == 0)
		return getpgrp() == getpid() ? 1 : 2;
	if (strcmp(what, "session") == 0)
		return getsid(0) == getpid() ? 1 : 2;
	if (strcmp(what, "kept") == 0)
		return fcntl(9, F_GETFD) == 0 ? 1 : 2;
	if (strcmp(what, "closed") == 0)
		return fcntl(9, F_GETFD) < 0 ? 1 : 2;
	if (strcmp(what, "read") == 0)
		return read(8, text, sizeof(text)) == 5 &&
				memcmp(text, "hello", 5) == 0
			? 1
			: 2;
	if (strcmp(what, "cwd") == 0)
		return strcmp(getcwd(text, sizeof(text)), "/tmp") == 0 ? 1 : 2;
	return 99;
}

static void actions(void)
{
	posix_spawn_file_actions_t list;
	char name[] = "/tmp/spawnXXXXXX";
	int fd = mkstemp(name);

	check(fd >= 0 && write(fd, "hello", 5) == 5, "a file in /tmp");
	posix_spawn_file_actions_init(&list);
	posix_spawn_file_actions_addopen(&list, 7, name, O_RDONLY, 0);
	posix_spawn_file_actions_adddup2(&list, 7, 8);
	posix_spawn_file_actions_adddup2(&list, 7, 9);
	posix_spawn_file_actions_addclose(&list, 7);
	check(spawn_self("read", &list, NULL) == 1, "open, dup2, close");
	posix_spawn_file_actions_addclose(&list, 9);
	check(spawn_self("closed", &list, NULL) == 1, "close");
	posix_spawn_file_actions_addchdir_np(&list, "/tmp");
	check(spawn_self("cwd", &list, NULL) == 1, "chdir");
	posix_spawn_file_actions_addopen(&list, 7, "/no/such", O_RDONLY, 0);
	check(spawn_self("status", &list, NULL) == -ENOENT, "failed action");
	posix_spawn_file_actions_destroy(&list);
	close(fd);
	unlink(name);
}

/* Onto itself a descriptor loses FD_CLOEXEC; errors of single actions. */
static void more_actions(void)
{
	posix_spawn_file_actions_t list;
	int dir = open("/tmp", O_RDONLY | O_DIRECTORY);

	check(dup3(0, 9, O_CLOEXEC) == 9, "dup3");
	check(spawn_self("closed", NULL, NULL) == 1, "FD_CLOEXEC");
	posix_spawn_file_actions_init(&list);
	posix_spawn_file_actions_adddup2(&list, 9, 9);
	check(spawn_self("kept", &list, NULL) == 1, "dup2 onto itself");
	posix_spawn_file_actions_addfchdir_np(&list, dir);
	check(spawn_self("cwd", &list, NULL) == 1, "fchdir");
	posix_spawn_file_actions_addclose(&list, 9);
	check(spawn_self("closed", &list, NULL) == 1, "close");
	posix_spawn_file_actions_addclose(&list, 77);
	check(spawn_self("status", &list, NULL) == 42, "close of nothing");
	posix_spawn_file_actions_adddup2(&list, 77, 9);
	check(spawn_self("status", &list, NULL) == -EBADF, "dup2 of nothing");
	posix_spawn_file_actions_destroy(&list);
	posix_spawn_file_actions_init(&list);
	posix_spawn_file_actions_addfchdir_np(&list, 0);
	check(spawn_self("status", &list, NULL) == -ENOTDIR, "fchdir, no dir");
	posix_spawn_file_actions_destroy(&list);
	posix_spawn_file_actions_init(&list);
	posix_spawn_file_actions_addchdir_np(&list, "/no/such");
	check(spawn_self("status", &list, NULL) == -ENOENT, "chdir, no dir");
	posix_spawn_file_actions_destroy(&list);
	close(9);
	close(dir);
}

static void attributes(void)
{
	posix_spawnattr_t attr;
	sigset_t set;

	posix_spawnattr_init(&attr);
	sigemptyset(&set);
	sigaddset(&set, SIGUSR1);
	posix_spawnattr_setsigmask(&attr, &set);
	posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETSIGMASK);
	check(spawn_self("mask", NULL, &attr) == 1, "SETSIGMASK");
	check(spawn_self("mask", NULL, NULL) == 2, "the mask is inherited");
	signal(SIGUSR2, SIG_IGN);
	check(spawn_self("ignored", NULL, NULL) == 1, "SIG_IGN is inherited");
	sigemptyset(&set);
	sigaddset(&set, SIGUSR2);
	posix_spawnattr_setsigdefault(&attr, &set);
	posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETSIGDEF);
	check(spawn_self("ignored", NULL, &attr) == 2, "SETSIGDEF");
	posix_spawnattr_setpgroup(&attr, 0);
	posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETPGROUP);
	check(spawn_self("group", NULL, &attr) == 1, "SETPGROUP");
	posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETSID);
	check(spawn_self("session", NULL, &attr) == 1, "SETSID");
	posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETSCHEDULER);
	check(spawn_self("policy", NULL, &attr) == 0, "SETSCHEDULER");
	posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETSCHEDPARAM);
	check(spawn_self("policy", NULL, &attr) == 0, "SETSCHEDPARAM");
	posix_spawnattr_destroy(&attr);
}

static void search(void)
{
	char *argv[] = { (char *)"x", (char *)"status", NULL };
	char dir[4096];
	char *name;
	pid_t pid;

	strcpy(dir, self);
	name = strrchr(dir, '/');
	*name++ = '\0';
	setenv("PATH", dir, 1);
	check(posix_spawnp(&pid, name, NULL, NULL, argv, environ) == 0 &&
			wait_for(pid) == 42,
		"posix_spawnp finds");
	setenv("PATH", "/nowhere:/etc", 1);
	check(posix_spawnp(&pid, name, NULL, NULL, argv, environ) == ENOENT,
		"posix_spawnp does not find");
	check(posix_spawnp(&pid, "passwd", NULL, NULL, argv, environ) == EACCES,
		"posix_spawnp remembers EACCES");
	check(posix_spawnp(&pid, "", NULL, NULL, argv, environ) == ENOENT,
		"posix_spawnp of nothing");
}

static void shell(void)
{
	char line[32] = "";
	FILE *p;
	int status;

	setenv("PATH", "/bin:/usr/bin", 1);
	status = system("exit 7");
	check(WIFEXITED(status) && WEXITSTATUS(status) == 7, "system");
	p = popen("echo from the shell", "r");
	check(p != NULL && fgets(line, sizeof(line), p) != NULL &&
			strcmp(line, "from the shell\n") == 0,
		"popen to read");
	check(p != NULL && pclose(p) == 0, "pclose");
	p = popen("read x; test \"$x\" = yes", "w");
	check(p != NULL && fputs("yes\n", p) >= 0 && pclose(p) == 0,
		"popen to write");
}

int main(int argc, char **argv)
{
	self = argv[0];
	if (argc > 1)
		return child(argv[1]);
	check(spawn_self("status", NULL, NULL) == 42, "exit status");
	self = "/no/such/program";
	check(spawn_self("status", NULL, NULL) == -ENOENT, "missing program");
	self = "/etc/passwd";
	check(spawn_self("status", NULL, NULL) == -EACCES, "not executable");
	self = argv[0];
	attributes();
	actions();
	more_actions();
	search();
	shell();
	return failed;
}
