/* SPDX-License-Identifier: GPL-3.0-or-later */
/* socket(): which kinds there are, flags, and what a new one is like. */
#define _GNU_SOURCE
#include "test/call/socket.h"

static const struct {
	int family, type, protocol, error;
} bad[] = {
	{ 0, SOCK_STREAM, 0, EAFNOSUPPORT },
	{ -1, SOCK_STREAM, 0, EAFNOSUPPORT },
	{ 99, SOCK_STREAM, 0, EAFNOSUPPORT },
	{ AF_INET, 75, 0, EINVAL },
	{ AF_INET, 11, 0, EINVAL },
	{ AF_INET, -1, 0, EINVAL },
	{ AF_INET, SOCK_STREAM | 0x100000, 0, EINVAL },
	{ AF_INET, 0, 0, ESOCKTNOSUPPORT },
	{ AF_INET, SOCK_RDM, 0, ESOCKTNOSUPPORT },
	{ AF_INET, SOCK_RAW, 0, EPROTONOSUPPORT },
	{ AF_INET, SOCK_RAW, IPPROTO_ICMP, EPERM },
	{ AF_INET, SOCK_STREAM, IPPROTO_UDP, EPROTONOSUPPORT },
	{ AF_INET, SOCK_STREAM, IPPROTO_ICMP, EPROTONOSUPPORT },
	{ AF_INET, SOCK_DGRAM, IPPROTO_TCP, EPROTONOSUPPORT },
	{ AF_UNIX, SOCK_STREAM, 2, EPROTONOSUPPORT },
	{ AF_UNIX, SOCK_RDM, 0, ESOCKTNOSUPPORT },
};

static const struct {
	int family, type, protocol, is_type, is_protocol;
} good[] = {
	{ AF_UNIX, SOCK_STREAM, 0, SOCK_STREAM, 0 },
	{ AF_UNIX, SOCK_DGRAM, PF_UNIX, SOCK_DGRAM, 0 },
	{ AF_UNIX, SOCK_SEQPACKET, 0, SOCK_SEQPACKET, 0 },
	{ AF_UNIX, SOCK_RAW, 0, SOCK_DGRAM, 0 },
	{ AF_INET, SOCK_STREAM, 0, SOCK_STREAM, IPPROTO_TCP },
	{ AF_INET, SOCK_STREAM, IPPROTO_TCP, SOCK_STREAM, IPPROTO_TCP },
	{ AF_INET, SOCK_DGRAM, 0, SOCK_DGRAM, IPPROTO_UDP },
	{ AF_INET, SOCK_DGRAM, IPPROTO_UDP, SOCK_DGRAM, IPPROTO_UDP },
	{ AF_INET6, SOCK_STREAM, 0, SOCK_STREAM, IPPROTO_TCP },
};

static void flags(void)
{
	int fd = (int)OK(
		socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));

	SAME(fcntl(fd, F_GETFD), FD_CLOEXEC);
	SAME(fcntl(fd, F_GETFL) & O_NONBLOCK, O_NONBLOCK);
	SAME(fcntl(fd, F_GETFL) & O_ACCMODE, O_RDWR);
	OK(close(fd));
	fd = (int)OK(socket(AF_UNIX, SOCK_STREAM, 0));
	SAME(fcntl(fd, F_GETFD), 0);
	SAME(fcntl(fd, F_GETFL) & O_NONBLOCK, 0);
	OK(close(fd));
}

/* A socket is a file, of which much cannot be done. */
static void as_file(void)
{
	int fd = (int)OK(socket(AF_UNIX, SOCK_STREAM, 0)), on = 1, count = -1;
	struct stat st, other;
	char link[64], path[64];

	OK(fstat(fd, &st));
	CHECK(S_ISSOCK(st.st_mode));
	SAME(st.st_uid, geteuid());
	FAILS(lseek(fd, 0, SEEK_SET), ESPIPE);
	FAILS(pread(fd, link, 1, 0), ESPIPE);
	FAILS(ftruncate(fd, 0), EINVAL);
	FAILS(fsync(fd), EINVAL);
	FAILS(ioctl(fd, TCGETS, link), ENOTTY);
	OK(ioctl(fd, FIONREAD, &count));
	SAME(count, 0);
	OK(ioctl(fd, FIONBIO, &on));
	SAME(fcntl(fd, F_GETFL) & O_NONBLOCK, O_NONBLOCK);
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	count = (int)OK(readlink(path, link, sizeof(link) - 1));
	link[count] = '\0';
	snprintf(path, sizeof(path), "socket:[%llu]",
		(unsigned long long)st.st_ino);
	SAME(strcmp(link, path), 0);
	on = (int)OK(socket(AF_UNIX, SOCK_STREAM, 0));
	OK(fstat(on, &other));
	CHECK(other.st_ino != st.st_ino);
	OK(close(on));
	OK(close(fd));
}

int main(void)
{
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		FAILS(socket(bad[i].family, bad[i].type, bad[i].protocol),
			bad[i].error);
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		int fd = (int)OK(
			socket(good[i].family, good[i].type, good[i].protocol));

		SAME(option_of(fd, SOL_SOCKET, SO_DOMAIN), good[i].family);
		SAME(option_of(fd, SOL_SOCKET, SO_TYPE), good[i].is_type);
		SAME(option_of(fd, SOL_SOCKET, SO_PROTOCOL),
			good[i].is_protocol);
		OK(close(fd));
	}
	flags();
	as_file();
	return 0;
}
