/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The memory of an idle shell: starts one that reads commands from a pipe,
 * waits until it has answered one, then reads the first field (total size, in
 * pages) of /proc/PID/statm and prints it in bytes.
 */
#define _XOPEN_SOURCE 700
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include "bench.h"

static const char command[] = "echo ready\n";

static void run_shell(const int in[2], const int out[2])
{
	dup2(in[0], 0);
	dup2(out[1], 1);
	close(in[0]);
	close(in[1]);
	close(out[0]);
	close(out[1]);
	execl("/bin/sh", "sh", (char *)NULL);
	bench_fail("/bin/sh");
}

static long pages_of(pid_t pid)
{
	char path[64];
	char line[128];
	FILE *file;

	snprintf(path, sizeof(path), "/proc/%ld/statm", (long)pid);
	file = fopen(path, "r");
	if (file == NULL || fgets(line, sizeof(line), file) == NULL)
		bench_fail(path);
	fclose(file);
	return strtol(line, NULL, 10);
}

int main(void)
{
	int in[2], out[2], status;
	char answer[16];
	pid_t pid;

	if (pipe(in) < 0 || pipe(out) < 0)
		bench_fail("pipe");
	pid = fork();
	if (pid < 0)
		bench_fail("fork");
	if (pid == 0)
		run_shell(in, out);
	close(in[0]);
	close(out[1]);
	if (write(in[1], command, sizeof(command) - 1) < 0 ||
		read(out[0], answer, sizeof(answer)) != 6)
		bench_fail("the shell did not answer");
	printf("%ld\n", pages_of(pid) * sysconf(_SC_PAGESIZE));
	close(in[1]);
	return waitpid(pid, &status, 0) == pid && status == 0 ? 0 : 1;
}
