/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <sys/wait.h>
int main(void)
{
	int fds[2], status, n;
	char buf[100];
	pid_t pid;

	if (pipe(fds))
		return 1;
	fflush(stdout);
	pid = fork();
	if (pid == 0) {
		close(fds[0]);
		dup2(fds[1], 1);
		close(fds[1]);
		execl("/bin/sh", "sh", "-c", "echo from the child; exit 7",
			(char *)NULL);
		_exit(127);
	}
	close(fds[1]);
	n = read(fds[0], buf, sizeof(buf) - 1);
	buf[n > 0 ? n : 0] = 0;
	waitpid(pid, &status, 0);
	printf("%s%d %d\n", buf, WIFEXITED(status), WEXITSTATUS(status));
	fflush(stdout);
	pid = fork();
	if (!pid)
		exit(n * 2);
	wait(&status);
	printf("%d\n", WEXITSTATUS(status));
	return 0;
}
