/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A connection to 127.0.0.1 filled by writes of 64 KiB: megabytes (10^6) a
 * second. */
#define _XOPEN_SOURCE 700
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include "bench.h"

enum { CHUNK = 65536, TOTAL = 512 * 1024 * 1024 };

static char chunk[CHUNK];

static void write_all(const struct sockaddr_in *to)
{
	int fd = socket(AF_INET, SOCK_STREAM, 0);
	size_t left;

	if (connect(fd, (const struct sockaddr *)to, sizeof(*to)) < 0)
		_exit(1);
	for (left = TOTAL; left > 0; left -= CHUNK)
		if (write(fd, chunk, CHUNK) != CHUNK)
			_exit(1);
	_exit(0);
}

static int listener(struct sockaddr_in *in)
{
	int fd = socket(AF_INET, SOCK_STREAM, 0);
	socklen_t length = sizeof(*in);

	in->sin_family = AF_INET;
	in->sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	if (fd < 0 || listen(fd, 1) < 0 ||
		getsockname(fd, (struct sockaddr *)in, &length) < 0)
		bench_fail("listen");
	in->sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	return fd;
}

int main(void)
{
	struct sockaddr_in in = { 0 };
	int fd = listener(&in), connection, status;
	size_t total = 0;
	int64_t begin;
	ssize_t got;
	pid_t pid;

	begin = bench_now();
	pid = fork();
	if (pid < 0)
		bench_fail("fork");
	if (pid == 0)
		write_all(&in);
	connection = accept(fd, NULL, NULL);
	while ((got = read(connection, chunk, CHUNK)) > 0)
		total += (size_t)got;
	if (got < 0)
		bench_fail("read");
	if (waitpid(pid, &status, 0) != pid || status != 0 || total != TOTAL) {
		fprintf(stderr, "tcp_bandwidth: bytes were lost\n");
		return 1;
	}
	printf("%.1f\n", TOTAL * 1000.0 / (double)(bench_now() - begin));
	return 0;
}
