/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A process that has nothing to do with the calls and must not notice them. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test/fault/calls.h"

enum { KEPT = 65536 };

#define KEPT_FILE "/tmp/fuzz.kept"

static struct {
	int ask, answer; /* pipes to it and back */
	pid_t pid;
} bystander;

static uint8_t kept[KEPT];

static bool kept_is_intact(void)
{
	static uint8_t copy[KEPT];
	int fd = open(KEPT_FILE "/file", O_RDONLY);
	struct stat st;
	char cwd[64];
	bool same;

	for (int i = 0; i < KEPT; i++)
		if (kept[i] != (uint8_t)(i * 7 + 3))
			return false;
	same = fd >= 0 && read(fd, copy, KEPT) == KEPT &&
		memcmp(copy, kept, KEPT) == 0;
	same = same && fstat(fd, &st) == 0 && st.st_size == KEPT &&
		st.st_mode == (S_IFREG | 0600) && st.st_nlink == 1;
	close(fd);
	return same && getcwd(cwd, sizeof(cwd)) != NULL &&
		strcmp(cwd, KEPT_FILE) == 0 && getuid() == 0;
}

static _Noreturn void stand_by(int questions, int answers)
{
	char question;

	while (read(questions, &question, 1) == 1)
		if (write(answers, kept_is_intact() ? "y" : "n", 1) != 1)
			break;
	_exit(0);
}

void start_bystander(void)
{
	int there[2], back[2];
	int fd;

	for (int i = 0; i < KEPT; i++)
		kept[i] = (uint8_t)(i * 7 + 3);
	mkdir(KEPT_FILE, 0700);
	fd = open(KEPT_FILE "/file", O_RDWR | O_CREAT | O_TRUNC, 0600);
	if (fd < 0 || write(fd, kept, KEPT) != KEPT || pipe(there) < 0 ||
		pipe(back) < 0 || chdir(KEPT_FILE) < 0)
		failed("the bystander's file");
	close(fd);
	bystander.pid = fork();
	if (bystander.pid == 0) {
		close(there[1]);
		close(back[0]);
		stand_by(there[0], back[1]);
	}
	close(there[0]);
	close(back[1]);
	bystander.ask = there[1];
	bystander.answer = back[0];
}

void ask_bystander(void)
{
	struct pollfd p = { bystander.answer, POLLIN, 0 };
	char answer;

	if (write(bystander.ask, "?", 1) != 1 || poll(&p, 1, 5000) != 1 ||
		read(bystander.answer, &answer, 1) != 1)
		failed("the bystander does not answer");
	if (answer != 'y')
		failed("the bystander's memory or file has changed");
}

void end_bystander(void)
{
	close(bystander.ask);
	waitpid(bystander.pid, NULL, 0);
}
