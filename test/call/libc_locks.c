/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Record locks of fcntl(): ranges are joined and cut, conflicts told, waited
 * for and deadlocks found; they are the process's, not inherited, and end with
 * any close of the file. F_OFD_*: the open file's. lockf().
 */
#define _GNU_SOURCE
#include "call.h"

static int fd;

static int lock(int file, int command, short type, off_t start, off_t length)
{
	struct flock fl = { .l_type = type,
		.l_whence = SEEK_SET,
		.l_start = start,
		.l_len = length };

	return fcntl(file, command, &fl);
}

/* What a child finds in the way of a write lock: "type start length", 'u' for
 * nothing. */
static struct flock seen_by_child(off_t start, off_t length)
{
	struct flock fl = { .l_type = F_WRLCK,
		.l_whence = SEEK_SET,
		.l_start = start,
		.l_len = length };
	int fds[2];
	pid_t pid;

	OK(pipe(fds));
	pid = fork();
	if (pid == 0) {
		OK(fcntl(fd, F_GETLK, &fl));
		SAME(write(fds[1], &fl, sizeof(fl)), sizeof(fl));
		_exit(0);
	}
	SAME(status_of((pid_t)OK(pid)), 0);
	SAME(read(fds[0], &fl, sizeof(fl)), sizeof(fl));
	OK(close(fds[0]));
	OK(close(fds[1]));
	return fl;
}

static void expect(off_t start, off_t length, short type, off_t at, off_t size)
{
	struct flock fl = seen_by_child(start, length);

	SAME(fl.l_type, type);
	if (type == F_UNLCK)
		return;
	SAME(fl.l_start, at);
	SAME(fl.l_len, size);
	SAME(fl.l_whence, SEEK_SET);
	SAME(fl.l_pid, getpid());
}

static void ranges(void)
{
	struct flock fl = { .l_type = F_WRLCK,
		.l_whence = SEEK_END,
		.l_start = -5,
		.l_len = -5 };

	OK(lock(fd, F_SETLK, F_WRLCK, 10, 10));
	expect(0, 0, F_WRLCK, 10, 10);
	expect(0, 10, F_UNLCK, 0, 0);
	expect(20, 0, F_UNLCK, 0, 0);
	/* Touching ranges of one kind are one. */
	OK(lock(fd, F_SETLK, F_WRLCK, 20, 5));
	expect(0, 0, F_WRLCK, 10, 15);
	/* Another kind in the middle makes three. */
	OK(lock(fd, F_SETLK, F_RDLCK, 15, 5));
	expect(0, 0, F_WRLCK, 10, 5);
	expect(15, 0, F_RDLCK, 15, 5);
	expect(20, 0, F_WRLCK, 20, 5);
	OK(lock(fd, F_SETLK, F_UNLCK, 12, 10));
	expect(0, 0, F_WRLCK, 10, 2);
	expect(12, 0, F_WRLCK, 22, 3);
	OK(lock(fd, F_SETLK, F_UNLCK, 0, 0));
	expect(0, 0, F_UNLCK, 0, 0);
	/* To the end of all, and from there backwards. */
	OK(lock(fd, F_SETLK, F_WRLCK, 100, 0));
	expect(5000, 1, F_WRLCK, 100, 0);
	OK(lock(fd, F_SETLK, F_UNLCK, 0, 0));
	OK(fcntl(fd, F_SETLK, &fl));
	expect(0, 0, F_WRLCK, 90, 5);
	OK(lock(fd, F_SETLK, F_UNLCK, 0, 0));
}

static int refused(void)
{
	FAILS(lock(fd, F_SETLK, F_WRLCK, 0, 1), EAGAIN);
	FAILS(lock(fd, F_SETLK, F_RDLCK, 0, 1), EAGAIN);
	OK(lock(fd, F_SETLK, F_WRLCK, 1, 1));
	return 0;
}

static int shares(void)
{
	OK(lock(fd, F_SETLK, F_RDLCK, 0, 1));
	FAILS(lock(fd, F_SETLK, F_WRLCK, 0, 1), EAGAIN);
	return 0;
}

static void owners(void)
{
	int copy;

	OK(lock(fd, F_SETLK, F_WRLCK, 0, 1));
	OK(lock(fd, F_SETLK, F_WRLCK, 0, 1));
	SAME(status_of(in_child(refused)), 0);
	OK(lock(fd, F_SETLK, F_RDLCK, 0, 1));
	SAME(status_of(in_child(shares)), 0);
	expect(0, 0, F_RDLCK, 0, 1);
	/* Closing any descriptor of the file drops them all. */
	copy = (int)OK(open("f", O_RDONLY));
	OK(close(copy));
	expect(0, 0, F_UNLCK, 0, 0);
	OK(lock(fd, F_SETLK, F_WRLCK, 0, 1));
	OK(close((int)OK(dup(fd))));
	expect(0, 0, F_UNLCK, 0, 0);
	OK(lock(fd, F_SETLK, F_WRLCK, 0, 1));
	copy = (int)OK(dup(fd));
	OK(dup2(0, copy));
	OK(close(copy));
	expect(0, 0, F_UNLCK, 0, 0);
}

static void nothing(int sig)
{
	(void)sig;
}

static int waits(void)
{
	OK(lock(fd, F_SETLKW, F_WRLCK, 0, 1));
	return 0;
}

static int interrupted(void)
{
	handle(SIGALRM, nothing, 0);
	alarm(1);
	FAILS(lock(fd, F_SETLKW, F_WRLCK, 0, 1), EINTR);
	return 0;
}

/* Holds byte 1 and waits for byte 0. */
static int crosses(void)
{
	OK(lock(fd, F_SETLK, F_WRLCK, 1, 1));
	OK(lock(fd, F_SETLKW, F_WRLCK, 0, 1));
	return 0;
}

static void waiting(void)
{
	pid_t pid;

	OK(lock(fd, F_SETLK, F_WRLCK, 0, 1));
	SAME(status_of(in_child(interrupted)), 0);
	pid = in_child(waits);
	sleep_ms(100);
	SAME(waitpid(pid, NULL, WNOHANG), 0);
	OK(lock(fd, F_SETLK, F_UNLCK, 0, 1));
	SAME(status_of(pid), 0);
	OK(lock(fd, F_SETLK, F_WRLCK, 0, 1));
	pid = in_child(crosses);
	sleep_ms(200);
	FAILS(lock(fd, F_SETLKW, F_WRLCK, 1, 1), EDEADLK);
	OK(lock(fd, F_SETLK, F_UNLCK, 0, 1));
	SAME(status_of(pid), 0);
}

static int child_unlocks(void)
{
	OK(lock(fd, F_OFD_SETLK, F_UNLCK, 0, 0));
	return 0;
}

static void descriptions(void)
{
	struct flock fl = { .l_type = F_WRLCK };
	int other = (int)OK(open("f", O_RDWR));

	OK(lock(fd, F_OFD_SETLK, F_WRLCK, 0, 10));
	FAILS(lock(other, F_OFD_SETLK, F_RDLCK, 5, 1), EAGAIN);
	FAILS(lock(other, F_SETLK, F_RDLCK, 5, 1), EAGAIN);
	OK(fcntl(other, F_OFD_GETLK, &fl));
	SAME(fl.l_type, F_WRLCK);
	SAME(fl.l_len, 10);
	SAME(fl.l_pid, -1);
	fl.l_pid = 1;
	FAILS(fcntl(other, F_OFD_GETLK, &fl), EINVAL);
	/* They stay when another descriptor is closed, and are inherited. */
	OK(close((int)OK(open("f", O_RDONLY))));
	OK(close((int)OK(dup(fd))));
	FAILS(lock(other, F_OFD_SETLK, F_RDLCK, 5, 1), EAGAIN);
	SAME(status_of(in_child(child_unlocks)), 0);
	OK(lock(other, F_OFD_SETLKW, F_WRLCK, 5, 1));
	FAILS(lock(fd, F_OFD_SETLK, F_WRLCK, 5, 1), EAGAIN);
	OK(close(other));
	OK(lock(fd, F_OFD_SETLK, F_WRLCK, 5, 1));
	OK(lock(fd, F_OFD_SETLK, F_UNLCK, 0, 0));
}

static void errors(void)
{
	struct flock fl = { .l_type = 7 };
	int file = (int)OK(open("f", O_RDONLY));

	FAILS(lock(file, F_SETLK, F_WRLCK, 0, 1), EBADF);
	OK(lock(file, F_SETLK, F_RDLCK, 0, 1));
	OK(close(file));
	file = (int)OK(open("f", O_WRONLY));
	FAILS(lock(file, F_SETLK, F_RDLCK, 0, 1), EBADF);
	OK(close(file));
	FAILS(lock(file, F_SETLK, F_RDLCK, 0, 1), EBADF);
	file = (int)OK(open("f", O_PATH));
	FAILS(lock(file, F_SETLK, F_RDLCK, 0, 1), EBADF);
	OK(close(file));
	FAILS(fcntl(fd, F_SETLK, &fl), EINVAL);
	fl.l_type = F_UNLCK;
	FAILS(fcntl(fd, F_GETLK, &fl), EINVAL);
	fl.l_type = F_WRLCK;
	fl.l_whence = 9;
	FAILS(fcntl(fd, F_SETLK, &fl), EINVAL);
	FAILS(lock(fd, F_SETLK, F_WRLCK, -1, 1), EINVAL);
	FAILS(lock(fd, F_SETLK, F_WRLCK, 5, -6), EINVAL);
	FAILS(lock(fd, F_SETLK, F_WRLCK, INT64_MAX, 2), EOVERFLOW);
	OK(lock(fd, F_SETLK, F_WRLCK, INT64_MAX, 1));
	FAILS(fcntl(fd, F_SETLK, bad_pointer()), EFAULT);
	FAILS(fcntl(fd, F_GETLK, bad_pointer()), EFAULT);
}

/* Users but root have so many: each lock needs memory. */
static void limit(void)
{
	enum { FILES = 16, EACH = 1024 };
	int file[FILES];

	OK(lock(fd, F_SETLK, F_UNLCK, 0, 0));
	for (int i = 0; i < FILES; i++) {
		char name[] = { (char)('A' + i), '\0' };

		file[i] = (int)OK(open(name, O_RDWR | O_CREAT, 0600));
		OK(unlink(name));
		for (int j = 0; j < EACH; j++)
			OK(lock(file[i], F_SETLK, F_WRLCK, 10L * j, 3));
	}
	FAILS(lock(fd, F_SETLK, F_WRLCK, 0, 1), ENOLCK);
	/* In the middle of one, two would be left. */
	FAILS(lock(file[0], F_SETLK, F_UNLCK, 1, 1), ENOLCK);
	OK(lock(file[0], F_SETLK, F_UNLCK, 10, 10));
	OK(lock(file[0], F_SETLK, F_UNLCK, 1, 1));
	FAILS(lock(fd, F_SETLK, F_WRLCK, 0, 1), ENOLCK);
	for (int i = 0; i < FILES; i++)
		OK(close(file[i]));
	OK(lock(fd, F_SETLK, F_WRLCK, 0, 1));
	OK(lock(fd, F_SETLK, F_UNLCK, 0, 0));
}

int main(void)
{
	scratch();
	fd = (int)OK(open("f", O_RDWR | O_CREAT, 0600));
	OK(ftruncate(fd, 100));
	ranges();
	owners();
	waiting();
	descriptions();
	errors();
	if (on_exa() && geteuid() != 0)
		limit();
	OK(close(fd));
	OK(unlink("f"));
	scratch_end();
	return 0;
}
