/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Makes COUNT children, one after the other, and says so if the kernel's
 * memory has grown meanwhile.
 * usage: leak spawn|fork COUNT
 */
#define _POSIX_C_SOURCE 200809L
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
	WARM_UP = 200,
	SLACK = 8,      /* KiB: less than a byte for each of 20,000 */
	SLACK_ALL = 512 /* of the machine's */
};

extern char **environ;
static char **self;

/* A line of /proc/meminfo, in KiB. */
static long told(const char *name)
{
	FILE *f = fopen("/proc/meminfo", "r");
	char line[128];
	long value = -1;

	if (f == NULL) {
		perror("/proc/meminfo");
		exit(1);
	}
	while (fgets(line, sizeof(line), f) != NULL)
		if (strncmp(line, name, strlen(name)) == 0)
			value = strtol(line + strlen(name), NULL, 10);
	fclose(f);
	return value;
}

static pid_t start(int spawn)
{
	char *argv[] = { self[0], NULL };
	pid_t pid;
	int error;

	if (!spawn) {
		pid = fork();
		if (pid == 0)
			_exit(0);
		return pid;
	}
	error = posix_spawn(&pid, self[0], NULL, NULL, argv, environ);
	return error == 0 ? pid : -1;
}

static void children(int spawn, long count)
{
	int status;

	for (; count > 0; count--) {
		pid_t pid = start(spawn);

		if (pid < 0 || waitpid(pid, &status, 0) != pid || status != 0) {
			perror("leak: child");
			exit(1);
		}
	}
}

int main(int argc, char **argv)
{
	long kernel, all;
	int spawn;

	if (argc < 3)
		return 0; /* what is spawned */
	self = argv;
	spawn = strcmp(argv[1], "spawn") == 0;
	children(spawn, WARM_UP);
	kernel = told("Slab:");
	all = told("MemTotal:");
	children(spawn, strtol(argv[2], NULL, 10));
	kernel = told("Slab:") - kernel;
	all = told("MemTotal:") - all;
	if (kernel > SLACK || all > SLACK_ALL) {
		printf("%ld KiB of the kernel's, %ld in all\n", kernel, all);
		return 1;
	}
	return 0;
}
