/* SPDX-License-Identifier: GPL-3.0-or-later */
/* exa_tracefd(): a file to read a trace from; its options. */
#define _GNU_SOURCE
#include "call.h"

#include "../../kernel/abi/trace.h"

int main(void)
{
	struct exa_trace_options options = { .string_max = 65536 };
	char byte, name[64], link[64];
	ssize_t n;
	int fd;

	FAILS(syscall(SYS_exa_tracefd, bad_pointer()), EFAULT);
	FAILS(syscall(SYS_exa_tracefd, 1), EFAULT);
	OK(close((int)OK(syscall(SYS_exa_tracefd, &options))));
	options.string_max++;
	FAILS(syscall(SYS_exa_tracefd, &options), EINVAL);
	options.string_max = 0;
	options.flags = EXA_TRACE_PATHS << 1;
	FAILS(syscall(SYS_exa_tracefd, &options), EINVAL);
	fd = (int)OK(syscall(SYS_exa_tracefd, 0));
	SAME(fcntl(fd, F_GETFL) & O_ACCMODE, O_RDONLY);
	SAME(fcntl(fd, F_GETFD), FD_CLOEXEC);
	FAILS(write(fd, "x", 1), EBADF);
	OK(fcntl(fd, F_SETFL, O_NONBLOCK));
	/* Nothing is traced yet. */
	FAILS(read(fd, &byte, 1), EAGAIN);
	FAILS(lseek(fd, 0, SEEK_SET), ESPIPE);
	snprintf(name, sizeof(name), "/proc/self/fd/%d", fd);
	n = OK(readlink(name, link, sizeof(link) - 1));
	link[n] = 0;
	SAME(strcmp(link, "anon_inode:[exa-trace]"), 0);
	FAILS(open(name, O_RDONLY), ENXIO);
	OK(close(fd));
	FAILS(read(fd, &byte, 1), EBADF);
	return 0;
}
