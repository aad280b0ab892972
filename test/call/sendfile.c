/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sendfile(): from a file to a file or pipe, by its offset or one's own. */
#define _GNU_SOURCE
#include "call.h"
#include <sys/sendfile.h>

enum { BIG = 200000 };

static int in, out;

/* All of it through a pipe that somebody empties slowly. */
static int reader(void)
{
	char text[1000];
	long total = 0;
	ssize_t count;

	close(out);
	while ((count = read(in, text, sizeof(text))) > 0)
		for (ssize_t i = 0; i < count; i++)
			SAME((unsigned char)text[i],
				(unsigned char)(total++ * 7));
	SAME(total, BIG);
	return 0;
}

static void through_pipe(void)
{
	unsigned char *big = malloc(BIG);
	int file = (int)OK(open("big", O_RDWR | O_CREAT, 0600)), fds[2];
	off_t at = 0;
	pid_t pid;

	for (int i = 0; i < BIG; i++)
		big[i] = (unsigned char)(i * 7);
	SAME(write(file, big, BIG), BIG);
	OK(pipe(fds));
	in = fds[0];
	out = fds[1];
	pid = in_child(reader);
	OK(close(in));
	while (at < BIG)
		OK(sendfile(out, file, &at, BIG));
	OK(close(out));
	SAME(status_of(pid), 0);
	SAME(lseek(file, 0, SEEK_CUR), BIG);
	OK(close(file));
	OK(unlink("big"));
	free(big);
}

static void errors(void)
{
	off_t at = 0, negative = -1;
	int fds[2], file;

	FAILS(sendfile(99, in, NULL, 1), EBADF);
	FAILS(sendfile(out, 99, NULL, 1), EBADF);
	FAILS(sendfile(in, out, NULL, 1), EBADF);
	FAILS(sendfile(out, in, &negative, 1), EINVAL);
	FAILS(sendfile(out, in, bad_pointer(), 1), EFAULT);
	OK(pipe(fds));
	FAILS(sendfile(out, fds[0], &at, 1), ESPIPE);
	OK(close(fds[0]));
	signal(SIGPIPE, SIG_IGN);
	FAILS(sendfile(fds[1], in, &at, 1), EPIPE);
	OK(close(fds[1]));
	file = (int)OK(open("a", O_WRONLY | O_APPEND | O_CREAT, 0600));
	FAILS(sendfile(file, in, NULL, 1), EINVAL);
	OK(close(file));
	OK(unlink("a"));
}

int main(void)
{
	char text[20] = "";
	off_t at = 6;

	scratch();
	through_pipe();
	make_file("f", "hello, world");
	in = (int)OK(open("f", O_RDONLY));
	out = (int)OK(open("g", O_WRONLY | O_CREAT, 0600));
	SAME(sendfile(out, in, NULL, 5), 5);
	SAME(lseek(in, 0, SEEK_CUR), 5);
	SAME(sendfile(out, in, &at, 100), 6);
	SAME(at, 12);
	SAME(lseek(in, 0, SEEK_CUR), 5);
	SAME(sendfile(out, in, &at, 100), 0);
	SAME(sendfile(out, in, NULL, 0), 0);
	errors();
	OK(close(out));
	OK(close(in));
	in = (int)OK(open("g", O_RDONLY));
	SAME(read(in, text, 20), 11);
	SAME(strcmp(text, "hello world"), 0);
	OK(close(in));
	OK(unlink("f"));
	OK(unlink("g"));
	scratch_end();
	return 0;
}
