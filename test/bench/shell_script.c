/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a shell does without other programs: milliseconds in all.
 * usage: shell_script SHELL count|subst|read
 */
#define _XOPEN_SOURCE 700
#include <errno.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include "bench.h"

enum { LINES = 50000 };

static char lines[] = "/tmp/bench-lines";

static const struct {
	const char *name;
	char text[120];
} scripts[] = {
	{ "count", "i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done" },
	{ "subst",
		"i=0; while [ $i -lt 1000 ]; do x=$(echo x); "
		"i=$((i+1)); done" },
	{ "read", "while read a b; do x=$b; done </tmp/bench-lines" },
};

static void write_lines(void)
{
	FILE *file = fopen(lines, "w");
	int i;

	if (file == NULL)
		bench_fail(lines);
	for (i = 0; i < LINES; i++)
		fprintf(file, "line %d of the file\n", i);
	if (fclose(file) != 0)
		bench_fail(lines);
}

static double run(char *shell, const char *script)
{
	char option[] = "-c", text[sizeof(scripts[0].text)];
	char *args[] = { shell, option, text, NULL };
	char *envp[] = { NULL };
	int64_t begin;
	int status;
	pid_t pid;

	strcpy(text, script);
	begin = bench_now();
	errno = posix_spawn(&pid, shell, NULL, NULL, args, envp);
	if (errno != 0)
		bench_fail(shell);
	if (waitpid(pid, &status, 0) != pid || status != 0)
		bench_fail("the shell failed");
	return (double)(bench_now() - begin) / 1e6;
}

int main(int argc, char **argv)
{
	unsigned i;

	for (i = 0; argc == 3 && i < 3; i++)
		if (strcmp(argv[2], scripts[i].name) == 0) {
			write_lines();
			printf("%.1f\n", run(argv[1], scripts[i].text));
			unlink(lines);
			return 0;
		}
	fprintf(stderr, "usage: shell_script SHELL count|subst|read\n");
	return 2;
}
