/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * /proc/PID: stat, statm, status, cmdline, environ, comm, limits, auxv, task;
 * permissions and sizes; a process that ends while its file is open.
 */
#define _GNU_SOURCE
#include "call.h"

#include <dirent.h>
#include <elf.h>
#include <sys/resource.h>

static char text[16384];
static size_t length;

static const char *name_of(pid_t pid, const char *file)
{
	static char name[64];

	snprintf(name, sizeof(name), "/proc/%d/%s", (int)pid, file);
	return name;
}

static char *slurp(pid_t pid, const char *file)
{
	int fd = (int)OK(open(name_of(pid, file), O_RDONLY));
	ssize_t n;

	for (length = 0; (n = OK(read(fd, text + length, 500))) > 0;)
		length += (size_t)n;
	text[length] = 0;
	OK(close(fd));
	return text;
}

/* Field number `which` of stat, numbered as in proc(5), from the third on. */
static long long field(pid_t pid, int which)
{
	char *at = strrchr(slurp(pid, "stat"), ')');

	CHECK(at != NULL);
	for (int i = 2; i < which; i++) {
		at = strchr(at + 1, ' ');
		CHECK(at != NULL);
	}
	return which == 3 ? at[1] : strtoll(at + 1, NULL, 10);
}

static int pipes[2];

static int waiting(void)
{
	char c;

	close(pipes[1]);
	return read(pipes[0], &c, 1) != 0;
}

static void stat_fields(void)
{
	struct rusage usage;
	int fields = 1;
	pid_t pid;

	OK(pipe(pipes));
	pid = in_child(waiting);
	sleep_ms(20);
	slurp(pid, "stat");
	SAME(atoi(text), pid);
	for (char *c = strrchr(text, ')'); *c; c++)
		fields += *c == ' ';
	SAME(fields + 1, 52);
	SAME(text[length - 1], '\n');
	SAME(field(pid, 3), 'S');
	SAME(field(getpid(), 3), 'R');
	SAME(field(pid, 4), getpid());
	SAME(field(pid, 5), getpgrp());
	SAME(field(pid, 6), getsid(0));
	SAME(field(pid, 9) & 0x40, 0x40); /* it has not called exec */
	SAME(field(getpid(), 9) & 0x200040, 0);
	SAME(field(pid, 20), 1);
	CHECK(field(pid, 22) >= field(getpid(), 22));
	CHECK(field(pid, 23) > 0 && field(pid, 24) > 0);
	SAME(field(pid, 38), SIGCHLD);
	OK(kill(pid, SIGSTOP));
	SAME(waitpid(pid, NULL, WUNTRACED), pid);
	SAME(field(pid, 3), 'T');
	OK(kill(pid, SIGCONT));
	close(pipes[1]);
	sleep_ms(20);
	SAME(field(pid, 3), 'Z');
	SAME(slurp(pid, "cmdline")[0], 0);
	SAME(length, 0);
	SAME(status_of(pid), 0);
	close(pipes[0]);
	/* CPU time, in hundredths of a second */
	do
		getrusage(RUSAGE_SELF, &usage);
	while (usage.ru_utime.tv_sec * 1000000 + usage.ru_utime.tv_usec <
		50000);
	CHECK(field(getpid(), 14) >= 5);
	CHECK(field(getpid(), 14) <= 100);
}

static void strings(int argc, char **argv)
{
	size_t at = 0;

	slurp(getpid(), "cmdline");
	for (int i = 0; i < argc; i++) {
		SAME(strcmp(text + at, argv[i]), 0);
		at += strlen(argv[i]) + 1;
	}
	SAME(at, length);
	slurp(getpid(), "environ");
	CHECK(memmem(text, length, "PROC_TEST=yes", 14) != NULL);
	SAME(text[length - 1], 0);
	/* A program may change what ps shows. */
	argv[1][0] = 'X';
	slurp(getpid(), "cmdline");
	SAME(text[strlen(argv[0]) + 1], 'X');
}

static void comm(void)
{
	char long_name[] = "a name that is too long";
	int fd = (int)OK(open(name_of(getpid(), "comm"), O_RDWR));

	SAME(write(fd, "new) name", 9), 9);
	SAME(pread(fd, text, 99, 0), 10);
	SAME(memcmp(text, "new) name\n", 10), 0);
	CHECK(strstr(slurp(getpid(), "stat"), " (new) name) R ") != NULL);
	SAME(write(fd, long_name, sizeof(long_name)), sizeof(long_name));
	OK(close(fd));
	SAME(strcmp(slurp(getpid(), "comm"), "a name that is \n"), 0);
	OK(pipe(pipes));
	if (fork() == 0) {
		fd = (int)OK(open(name_of(getppid(), "comm"), O_WRONLY));
		FAILS(write(fd, "x", 1), EINVAL);
		_exit(0);
	}
	wait(NULL);
	CHECK(strncmp(slurp(getpid(), "status"), "Name:\ta name", 12) == 0);
}

static int status_has(const char *format, int value)
{
	char line[80];

	snprintf(line, sizeof(line), format, value);
	return strstr(text, line) != NULL;
}

static void status(void)
{
	sigset_t set;

	handle(SIGUSR1, SIG_IGN, 0);
	sigemptyset(&set);
	sigaddset(&set, SIGUSR2);
	OK(sigprocmask(SIG_BLOCK, &set, NULL));
	raise(SIGUSR2);
	umask(027);
	slurp(getpid(), "status");
	CHECK(status_has("\nUmask:\t%04o\n", 027));
	CHECK(status_has("\nState:\tR (running)\n", 0));
	CHECK(status_has("\nPid:\t%d\n", getpid()));
	CHECK(status_has("\nTgid:\t%d\n", getpid()));
	CHECK(status_has("\nPPid:\t%d\n", getppid()));
	CHECK(status_has("\nUid:\t%1$d\t%1$d\t%1$d\t%1$d\n", (int)getuid()));
	CHECK(status_has("\nGid:\t%1$d\t%1$d\t%1$d\t%1$d\n", (int)getgid()));
	CHECK(status_has("\nThreads:\t%d\n", 1));
	CHECK(status_has("\nSigBlk:\t%016x\n", 1 << (SIGUSR2 - 1)));
	CHECK(status_has("\nSigIgn:\t%016x\n", 1 << (SIGUSR1 - 1)));
	CHECK(status_has("\nSigCgt:\t%016x\n", 0));
	CHECK(strstr(text, "\nVmSize:\t") != NULL);
	umask(022);
}

static void limits(void)
{
	struct rlimit limit;
	char line[128], *at;
	unsigned long long soft;

	OK(getrlimit(RLIMIT_NOFILE, &limit));
	at = strstr(slurp(getpid(), "limits"), "\nMax open files ");
	CHECK(at != NULL);
	snprintf(line, sizeof(line), "%-20s %-20s %-10s\n", "Soft Limit",
		"Hard Limit", "Units");
	CHECK(strstr(text, line) != NULL);
	SAME(sscanf(at + 16, "%llu", &soft), 1);
	SAME(soft, limit.rlim_cur);
	SAME(strcspn(strchr(at + 1, '\n') - 10, " \n"), 5); /* "files     " */
}

static void auxv(void)
{
	size_t words = sizeof(long);
	long pair[2] = { 0 };

	slurp(getpid(), "auxv");
	SAME(length % (2 * words), 0);
	for (size_t i = 0; i < length && pair[0] != AT_PAGESZ; i += 2 * words)
		memcpy(pair, text + i, 2 * words);
	SAME(pair[0], AT_PAGESZ);
	SAME(pair[1], sysconf(_SC_PAGESIZE));
	memcpy(pair, text + length - 2 * words, 2 * words);
	SAME(pair[0], AT_NULL);
}

static void entries(void)
{
	char name[64];
	struct stat st;

	OK(stat(name_of(getpid(), "stat"), &st));
	SAME(st.st_mode, S_IFREG | 0444);
	SAME(st.st_size, 0);
	SAME(st.st_uid, geteuid());
	SAME(st.st_gid, getegid());
	OK(stat(name_of(getpid(), "environ"), &st));
	SAME(st.st_mode, S_IFREG | 0400);
	OK(stat(name_of(getpid(), "comm"), &st));
	SAME(st.st_mode, S_IFREG | 0644);
	OK(stat(name_of(getpid(), "."), &st));
	SAME(st.st_mode, S_IFDIR | 0555);
	OK(stat(name_of(getpid(), "task"), &st));
	SAME(st.st_nlink, 3);
	snprintf(name, sizeof(name), "task/%d/stat", (int)getpid());
	SAME(atoi(slurp(getpid(), name)), getpid());
	OK(stat("/proc/thread-self/comm", &st));
	FAILS(stat("/proc/thread-self/task", &st), ENOENT);
	FAILS(open("/proc/1/environ", O_RDONLY), EACCES);
	FAILS(open(name_of(getpid(), "stat"), O_WRONLY), EACCES);
	FAILS(open("/proc/self/nothing", O_RDONLY), ENOENT);
	FAILS(open("/proc/self/new", O_RDWR | O_CREAT, 0644), ENOENT);
	FAILS(open("/proc/01", O_RDONLY), ENOENT);
	FAILS(open("/proc/99999999", O_RDONLY), ENOENT);
	FAILS(mkdir("/proc/self/dir", 0777), ENOENT);
	SAME(readlink("/proc/self", name, 63),
		snprintf(text, 63, "%d", (int)getpid()));
}

/* It has gone: no such process, whatever comes next under its number. */
static void ended(void)
{
	int file, dir, link;
	pid_t pid;

	OK(pipe(pipes));
	pid = in_child(waiting);
	file = (int)OK(open(name_of(pid, "stat"), O_RDONLY));
	dir = (int)OK(open(name_of(pid, "."), O_RDONLY));
	link = (int)OK(open(name_of(pid, "fd"), O_RDONLY));
	close(pipes[1]);
	SAME(status_of(pid), 0);
	FAILS(read(file, text, 99), ESRCH);
	FAILS(openat(dir, "stat", O_RDONLY), ESRCH);
	FAILS(openat(link, "0", O_RDONLY), ENOENT);
	FAILS(access(name_of(pid, "stat"), F_OK), ENOENT);
	OK(close(file));
	OK(close(dir));
	OK(close(link));
	close(pipes[0]);
}

int main(int argc, char **argv)
{
	char *args[] = { argv[0], (char[]){ "one" }, (char[]){ "" },
		(char[]){ "two words" }, NULL };

	if (argc == 1) {
		setenv("PROC_TEST", "yes", 1);
		execv("/proc/self/exe", args);
		return 1;
	}
	stat_fields();
	strings(argc, argv);
	comm();
	status();
	limits();
	auxv();
	entries();
	ended();
	return 0;
}
