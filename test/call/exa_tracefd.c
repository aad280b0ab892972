/* SPDX-License-Identifier: GPL-3.0-or-later */
/* exa_tracefd(): a file to read a trace from; EINVAL, EAGAIN, EBADF. */
#define _GNU_SOURCE
#include "call.h"

int main(void)
{
	char byte;
	int fd;

	FAILS(syscall(SYS_exa_tracefd, 1), EINVAL);
	fd = (int)OK(syscall(SYS_exa_tracefd, 0));
	SAME(fcntl(fd, F_GETFL) & O_ACCMODE, O_RDONLY);
	FAILS(write(fd, "x", 1), EBADF);
	OK(fcntl(fd, F_SETFL, O_NONBLOCK));
	/* Nothing is traced yet. */
	FAILS(read(fd, &byte, 1), EAGAIN);
	FAILS(lseek(fd, 0, SEEK_SET), ESPIPE);
	OK(close(fd));
	FAILS(read(fd, &byte, 1), EBADF);
	return 0;
}
