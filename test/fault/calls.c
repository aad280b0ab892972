/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Fuzzes the system calls: random calls with random, half-plausible arguments
 * over all rows of kernel/abi/calls.def. No harm may come of it but to the
 * process that makes them and its children.
 *
 * usage: calls [-s SEED] [-n CALLS] [-b BATCH] [-v] user | root
 *
 * Run as root. The calls come in batches, each made by a process of its own,
 * as uid 1000 or as a root that is locked into its folder and spares other
 * processes (of whom it would have the right to). This process watches: it
 * ends a batch that does not go on, and asks a bystander after each few
 * whether its memory, its files and itself are as they were. Silent and 0
 * when all is well; else the seed and the batch are told, with which -s and
 * -b do the same again.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/sysinfo.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test/fault/calls.h"

enum {
	PATIENCE = 400, /* ms without news until a batch is ended */
	ASK_EVERY = 16, /* batches between two questions to the bystander */
	LEAK = 8 << 20, /* memory that may be gone in the end */
	PIDS = 32768,
};

struct fuzz fuzz;

static bool spared[PIDS]; /* processes that were there before */

_Noreturn void failed(const char *what)
{
	fprintf(stderr, "calls: %s (errno %d)\n", what, errno);
	fprintf(stderr, "calls: again with: -s %llu -b %ld %s\n",
		(unsigned long long)fuzz.seed, fuzz.batch,
		fuzz.root ? "root" : "user");
	exit(1);
}

/* Calls each(pid) for every process that was not there at the start. */
static int each_stray(int (*each)(pid_t pid))
{
	DIR *d = opendir("/proc");
	struct dirent *e;
	int count = 0;

	if (d == NULL)
		failed("/proc");
	while ((e = readdir(d)) != NULL) {
		long pid = strtol(e->d_name, NULL, 10);

		if (pid > 0 && pid < PIDS && !spared[pid])
			count += each((pid_t)pid);
	}
	closedir(d);
	return count;
}

static int spare(pid_t pid)
{
	spared[pid] = true;
	return 0;
}

/* Whether it was there to be killed: a zombie waits for its parent. */
static int end_stray(pid_t pid)
{
	char name[64], text[256] = "";
	FILE *f;

	sprintf(name, "/proc/%d/stat", (int)pid);
	f = fopen(name, "r");
	if (f == NULL)
		return 0;
	(void)!fread(text, 1, sizeof(text) - 1, f);
	fclose(f);
	if (strstr(text, ") Z ") != NULL)
		return 0;
	return kill(pid, SIGKILL) == 0;
}

static void end_strays(void)
{
	for (int i = 0; each_stray(end_stray) > 0; i++) {
		if (i > 200)
			failed("a process cannot be killed");
		poll(NULL, 0, 1);
	}
}

static int remove_one(
	const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st;
	(void)type;
	if (ftw->level == 0)
		return 0;
	if (remove(path) < 0 && errno == EBUSY && umount(path) == 0)
		(void)!remove(path);
	return 0;
}

static void make_folder(void)
{
	int in, out;
	char block[4096];
	ssize_t n;

	umount(FOLDER);
	nftw(FOLDER, remove_one, 8, FTW_DEPTH | FTW_PHYS | FTW_MOUNT);
	mkdir(FOLDER, 0755);
	chmod(FOLDER, 0755);
	in = open("/bin/true", O_RDONLY);
	out = open(FOLDER "/prog", O_WRONLY | O_CREAT, 0755);
	while ((n = read(in, block, sizeof(block))) > 0)
		if (write(out, block, (size_t)n) != n)
			failed("the folder cannot be filled");
	close(in);
	if (out < 0 || close(out) < 0 ||
		(!fuzz.root && chown(FOLDER, USER, USER) < 0))
		failed("the folder cannot be made");
}

/* Watches one batch to its end; counts its calls. */
static void watch_batch(pid_t pid, int progress)
{
	struct pollfd p = { progress, POLLIN, 0 };
	long before = fuzz.done;
	char bytes[64];
	int status;
	ssize_t n;

	while (poll(&p, 1, PATIENCE) > 0) {
		n = read(progress, bytes, sizeof(bytes));
		if (n <= 0)
			break;
		fuzz.done += n * TELL;
	}
	kill(pid, SIGKILL);
	if (waitpid(pid, &status, 0) != pid)
		failed("a batch cannot be waited for");
	if (fuzz.done == before && WIFEXITED(status) &&
		WEXITSTATUS(status) == 1)
		failed("a batch cannot be started");
}

static void one_batch(void)
{
	int progress[2];
	pid_t pid;

	if (fuzz.verbose)
		fprintf(stderr, "batch %ld, %ld calls\n", fuzz.batch,
			fuzz.done);
	make_folder();
	if (pipe2(progress, O_CLOEXEC) < 0)
		failed("pipe");
	pid = fork();
	if (pid < 0)
		failed("fork");
	if (pid == 0)
		start_batch(progress[1]);
	close(progress[1]);
	watch_batch(pid, progress[0]);
	close(progress[0]);
	end_strays();
}

static unsigned long memory_free(void)
{
	struct sysinfo info;

	if (sysinfo(&info) < 0)
		failed("sysinfo");
	return info.freeram * info.mem_unit;
}

static void options(int argc, char **argv)
{
	int c;

	fuzz.seed = 1;
	fuzz.calls = 100000;
	fuzz.batch = 0;
	while ((c = getopt(argc, argv, "s:n:b:v")) != -1) {
		if (c == 's')
			fuzz.seed = strtoull(optarg, NULL, 10);
		else if (c == 'n')
			fuzz.calls = strtol(optarg, NULL, 10);
		else if (c == 'b')
			fuzz.batch = strtol(optarg, NULL, 10);
		else if (c == 'v')
			fuzz.verbose = true;
		else
			exit(2);
	}
	if (optind + 1 != argc)
		exit(2);
	fuzz.root = strcmp(argv[optind], "root") == 0;
}

int main(int argc, char **argv)
{
	unsigned long before = 0, after;

	options(argc, argv);
	signal(SIGPIPE, SIG_IGN);
	umask(0);
	start_bystander();
	each_stray(spare);
	for (; fuzz.done < fuzz.calls; fuzz.batch++) {
		one_batch();
		if (fuzz.batch % ASK_EVERY == 0)
			ask_bystander();
		if (before == 0)
			before = memory_free();
	}
	ask_bystander();
	make_folder();
	after = memory_free();
	if (after + LEAK < before) {
		fprintf(stderr, "calls: %lu bytes are gone\n", before - after);
		return 1;
	}
	end_bystander();
	return 0;
}
