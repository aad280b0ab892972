/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bind(): names in the file system, abstract ones, ports. */
#define _GNU_SOURCE
#include "test/call/socket.h"

static int new_unix(void)
{
	return (int)OK(socket(AF_UNIX, SOCK_STREAM, 0));
}

static void common(void)
{
	struct sockaddr_un un = unix_name("x");
	int file = (int)OK(open("/", O_RDONLY)), fd = new_unix();

	FAILS(bind(-1, ADDRESS(un)), EBADF);
	FAILS(bind(file, ADDRESS(un)), ENOTSOCK);
	FAILS(bind(fd, bad_pointer(), sizeof(un)), EFAULT);
	FAILS(bind(fd, (struct sockaddr *)&un, 1), EINVAL);
	FAILS(bind(fd, (struct sockaddr *)&un, 1000), EINVAL);
	FAILS(bind(fd, (struct sockaddr *)&un, (socklen_t)-1), EINVAL);
	un.sun_family = AF_INET;
	FAILS(bind(fd, ADDRESS(un)), EINVAL);
	OK(close(file));
	OK(close(fd));
}

static void path(void)
{
	struct sockaddr_un un = unix_name("name");
	int fd = new_unix(), other = new_unix();
	struct stat st;

	umask(027);
	OK(bind(fd, ADDRESS(un)));
	OK(lstat("name", &st));
	CHECK(S_ISSOCK(st.st_mode));
	SAME(st.st_mode & 07777, 0750);
	umask(022);
	FAILS(bind(other, ADDRESS(un)), EADDRINUSE);
	un = unix_name("second");
	FAILS(bind(fd, ADDRESS(un)), EINVAL);
	FAILS(access("second", F_OK), ENOENT);
	FAILS(open("name", O_RDWR), ENXIO);
	OK(close(fd));
	FAILS(open("name", O_RDONLY), ENXIO);
	un = unix_name("name");
	FAILS(bind(other, ADDRESS(un)), EADDRINUSE);
	OK(unlink("name"));
	OK(bind(other, ADDRESS(un)));
	OK(close(other));
	OK(unlink("name"));
}

static void bad_paths(void)
{
	static const struct {
		const char *name;
		int error;
	} cases[] = { { "no/such", ENOENT }, { "file/x", ENOTDIR },
		{ "file", EADDRINUSE }, { "locked/x", EACCES },
		{ "/proc/x", ENOENT }, { "loop/x", ELOOP } };
	int fd = new_unix();

	make_file("file", "");
	OK(mkdir("locked", 0555));
	OK(symlink("loop", "loop"));
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct sockaddr_un un = unix_name(cases[i].name);

		FAILS(bind(fd, ADDRESS(un)), cases[i].error);
	}
	OK(close(fd));
	OK(unlink("file"));
	OK(unlink("loop"));
	OK(rmdir("locked"));
}

/* 108 bytes of name need no NUL. */
static void longest(void)
{
	struct sockaddr_un un = { 0 };
	int fd = new_unix();
	char name[sizeof(un.sun_path) + 1] = "";

	memset(name, 'n', sizeof(un.sun_path));
	un.sun_family = AF_UNIX;
	memcpy(un.sun_path, name, sizeof(un.sun_path));
	OK(bind(fd, ADDRESS(un)));
	OK(access(name, F_OK));
	OK(unlink(name));
	OK(close(fd));
}

static void abstract(void)
{
	const socklen_t size = offsetof(struct sockaddr_un, sun_path) + 9;
	struct sockaddr_un un = { 0 }, got;
	int fd = new_unix(), other = new_unix();
	socklen_t length = sizeof(got);

	un.sun_family = AF_UNIX;
	snprintf(un.sun_path + 1, 9, "%08x", (unsigned)getpid());
	OK(bind(fd, (struct sockaddr *)&un, size));
	FAILS(bind(other, (struct sockaddr *)&un, size), EADDRINUSE);
	OK(bind(other, (struct sockaddr *)&un, size - 1));
	FAILS(bind(fd, (struct sockaddr *)&un, size), EINVAL);
	OK(getsockname(fd, (struct sockaddr *)&got, &length));
	SAME(length, size);
	SAME(memcmp(&got, &un, size), 0);
	OK(close(other));
	OK(close(fd));
	fd = new_unix();
	OK(bind(fd, (struct sockaddr *)&un, size));
	OK(close(fd));
	/* An address without a name asks for any. */
	fd = new_unix();
	OK(bind(fd, (struct sockaddr *)&un, sizeof(sa_family_t)));
	length = sizeof(got);
	OK(getsockname(fd, (struct sockaddr *)&got, &length));
	SAME(length, sizeof(sa_family_t) + 6);
	SAME(got.sun_path[0], 0);
	OK(close(fd));
}

static void inet(int type)
{
	struct sockaddr_in in = ipv4("127.0.0.1", 0);
	int fd = (int)OK(socket(AF_INET, type, 0)), port;
	int other = (int)OK(socket(AF_INET, type, 0));

	FAILS(bind(fd, (struct sockaddr *)&in, 4), EINVAL);
	in.sin_family = AF_UNIX;
	FAILS(bind(fd, ADDRESS(in)), EAFNOSUPPORT);
	in = ipv4("10.11.12.13", 0);
	FAILS(bind(fd, ADDRESS(in)), EADDRNOTAVAIL);
	if (on_exa()) {
		in = ipv4("127.0.0.1", 80);
		FAILS(bind(fd, ADDRESS(in)), EACCES);
	}
	in = ipv4("127.0.0.1", 0);
	OK(bind(fd, ADDRESS(in)));
	port = port_of(fd);
	CHECK(port >= 1024);
	FAILS(bind(fd, ADDRESS(in)), EINVAL);
	in = ipv4("127.0.0.1", port);
	FAILS(bind(other, ADDRESS(in)), EADDRINUSE);
	in = ipv4("0.0.0.0", port);
	FAILS(bind(other, ADDRESS(in)), EADDRINUSE);
	in = ipv4("127.0.0.2", port);
	OK(bind(other, ADDRESS(in)));
	OK(close(fd));
	OK(close(other));
	fd = (int)OK(socket(AF_INET, type, 0));
	in = ipv4("127.0.0.1", port);
	OK(bind(fd, ADDRESS(in)));
	OK(close(fd));
}

/* SO_REUSEADDR: two sockets may share a port unless one of them listens. */
static void reuse(void)
{
	int port, fd = bound_socket(SOCK_STREAM, &port);
	int other = (int)OK(socket(AF_INET, SOCK_STREAM, 0));
	struct sockaddr_in in = ipv4("127.0.0.1", port);

	set_option(other, SOL_SOCKET, SO_REUSEADDR, 1);
	FAILS(bind(other, ADDRESS(in)), EADDRINUSE);
	set_option(fd, SOL_SOCKET, SO_REUSEADDR, 1);
	OK(bind(other, ADDRESS(in)));
	OK(listen(fd, 1));
	FAILS(listen(other, 1), EADDRINUSE);
	OK(close(other));
	other = (int)OK(socket(AF_INET, SOCK_STREAM, 0));
	set_option(other, SOL_SOCKET, SO_REUSEADDR, 1);
	FAILS(bind(other, ADDRESS(in)), EADDRINUSE);
	OK(close(fd));
	OK(bind(other, ADDRESS(in)));
	OK(close(other));
}

int main(void)
{
	scratch();
	common();
	path();
	bad_paths();
	longest();
	abstract();
	inet(SOCK_STREAM);
	inet(SOCK_DGRAM);
	reuse();
	scratch_end();
	return 0;
}
