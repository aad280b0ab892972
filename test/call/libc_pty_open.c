/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pseudo-terminals: making them, their names, nodes and locks. */
#define _GNU_SOURCE
#include "test/call/call.h"

#include <dirent.h>
#include <poll.h>
#include <pty.h>
#include <sys/ioctl.h>
#include <sys/statfs.h>
#include <sys/sysinfo.h>
#include <sys/sysmacros.h>
#include <termios.h>

static int master(void)
{
	return (int)OK(posix_openpt(O_RDWR | O_NOCTTY));
}

/* The slave is locked until unlockpt(). */
static void locked(void)
{
	int m = master(), lock = -1, s;
	char name[32];

	OK(grantpt(m));
	CHECK(ptsname_r(m, name, 3) == ERANGE);
	CHECK(ptsname_r(m, name, sizeof(name)) == 0);
	OK(ioctl(m, TIOCGPTLCK, &lock));
	SAME(lock, 1);
	FAILS(open(name, O_RDWR | O_NOCTTY), EIO);
	OK(unlockpt(m));
	OK(ioctl(m, TIOCGPTLCK, &lock));
	SAME(lock, 0);
	s = (int)OK(open(name, O_RDWR | O_NOCTTY));
	SAME(isatty(m), 1);
	SAME(isatty(s), 1);
	CHECK(strcmp(ttyname(s), name) == 0);
	OK(close(s));
	OK(close(m));
	FAILS(open(name, O_RDWR | O_NOCTTY), ENOENT);
}

static void node(void)
{
	int m = master(), s;
	struct stat st, other;
	unsigned number;
	char name[32];

	OK(unlockpt(m));
	OK(ioctl(m, TIOCGPTN, &number));
	snprintf(name, sizeof(name), "/dev/pts/%u", number);
	CHECK(strcmp(ptsname(m), name) == 0);
	OK(stat(name, &st));
	CHECK(S_ISCHR(st.st_mode));
	SAME(major(st.st_rdev), 136);
	SAME(minor(st.st_rdev), number);
	SAME(st.st_uid, geteuid());
	SAME(st.st_nlink, 1);
	if (on_exa()) {
		SAME(st.st_mode & 07777, 0620);
		SAME(st.st_gid, 5);
	}
	s = (int)OK(open(name, O_RDWR | O_NOCTTY));
	OK(fstat(s, &other));
	SAME(other.st_ino, st.st_ino);
	OK(fchmod(s, 0600));
	OK(stat(name, &st));
	SAME(st.st_mode & 07777, 0600);
	OK(close(m));
	FAILS(stat(name, &st), ENOENT);
	OK(fstat(s, &other));
	SAME(other.st_nlink, 0);
	OK(close(s));
}

/* Whether somebody is there: the times of the node. */
static void times(void)
{
	const struct timespec past[2] = { { 1000, 0 }, { 2000, 0 } };
	struct stat st;
	char c;
	int m, s;

	OK(openpty(&m, &s, NULL, NULL, NULL));
	OK(futimens(s, past));
	OK(fstat(s, &st));
	SAME(st.st_atime, 1000);
	SAME(st.st_mtime, 2000);
	SAME(write(s, "x", 1), 1);
	OK(fstat(s, &st));
	SAME(st.st_atime, 1000);
	CHECK(st.st_mtime > 1000000000);
	SAME(write(m, "\n", 1), 1);
	SAME(read(s, &c, 1), 1);
	OK(fstat(s, &st));
	CHECK(st.st_atime > 1000000000);
	OK(close(m));
	OK(close(s));
}

static int listed(const char *wanted)
{
	DIR *d = opendir("/dev/pts");
	struct dirent *e;
	int found = 0;

	CHECK(d != NULL);
	while ((e = readdir(d)) != NULL)
		found += strcmp(e->d_name, wanted) == 0;
	closedir(d);
	return found;
}

static void directory(void)
{
	int m[5];
	struct statfs st;

	OK(statfs("/dev/pts", &st));
	SAME(st.f_type, 0x1cd1);
	SAME(listed("ptmx"), 1);
	for (int i = 0; i < 5; i++) {
		m[i] = master();
		SAME(listed(ptsname(m[i]) + 9), 1);
	}
	for (int i = 0; i < 5; i++) {
		char name[32];

		strcpy(name, ptsname(m[i]));
		OK(close(m[i]));
		SAME(listed(name + 9), 0);
	}
	FAILS(unlink("/dev/pts/ptmx"), geteuid() == 0 ? EPERM : EACCES);
	FAILS(open("/dev/pts/99999", O_RDWR), ENOENT);
	FAILS(open("/dev/pts/00", O_RDWR), ENOENT);
}

/* The slave by its master: no name is looked up, and no lock holds. */
static void peer(void)
{
	int m = master(), s;

	OK(unlockpt(m));
	s = (int)OK(ioctl(m, TIOCGPTPEER, O_RDWR | O_NOCTTY | O_CLOEXEC));
	SAME(fcntl(s, F_GETFD), FD_CLOEXEC);
	SAME(fcntl(s, F_GETFL) & O_ACCMODE, O_RDWR);
	CHECK(strcmp(ttyname(s), ptsname(m)) == 0);
	FAILS(ioctl(s, TIOCGPTPEER, O_RDWR | O_NOCTTY), EIO);
	OK(close(s));
	OK(close(m));
}

static void errors(void)
{
	int m = master(), s, n, pipes[2];

	OK(unlockpt(m));
	s = (int)OK(open(ptsname(m), O_RDWR | O_NOCTTY));
	FAILS(ioctl(s, TIOCGPTN, &n), ENOTTY);
	FAILS(ioctl(s, TIOCSPTLCK, &n), ENOTTY);
	FAILS(ioctl(s, TIOCPKT, &n), ENOTTY);
	FAILS(ioctl(m, TIOCGPTN, bad_pointer()), EFAULT);
	FAILS(ioctl(m, TIOCSPTLCK, bad_pointer()), EFAULT);
	FAILS(ioctl(m, 0x54ff, 0), ENOTTY);
	CHECK(ptsname(s) == NULL);
	SAME(unlockpt(s), -1);
	FAILS(lseek(m, 0, SEEK_SET), ESPIPE);
	FAILS(lseek(s, 0, SEEK_SET), ESPIPE);
	FAILS(ftruncate(s, 0), EINVAL);
	OK(pipe(pipes));
	SAME(unlockpt(pipes[0]), -1);
	CHECK(ptsname(-1) == NULL);
	OK(close(m));
	OK(close(s));
}

static void open_pty(void)
{
	struct winsize size = { 40, 100, 0, 0 }, got;
	struct termios t, u;
	int m, s;
	char name[32];

	OK(openpty(&m, &s, name, NULL, &size));
	CHECK(strcmp(name, ptsname(m)) == 0);
	OK(ioctl(s, TIOCGWINSZ, &got));
	SAME(got.ws_row, 40);
	SAME(got.ws_col, 100);
	OK(tcgetattr(s, &t));
	CHECK(t.c_iflag == (ICRNL | IXON));
	CHECK(t.c_oflag == (OPOST | ONLCR));
	CHECK(t.c_cflag == (B38400 | CS8 | CREAD));
	CHECK(t.c_lflag ==
		(ISIG | ICANON | ECHO | ECHOE | ECHOK | ECHOCTL | ECHOKE |
			IEXTEN));
	OK(tcgetattr(m, &u));
	CHECK(u.c_lflag == t.c_lflag);
	OK(close(m));
	OK(close(s));
	t.c_lflag &= ~(tcflag_t)ECHO;
	OK(openpty(&m, &s, NULL, &t, NULL));
	OK(tcgetattr(s, &u));
	CHECK(u.c_lflag == t.c_lflag);
	OK(ioctl(s, TIOCGWINSZ, &got));
	SAME(got.ws_row, 0);
	SAME(got.ws_col, 0);
	OK(close(m));
	OK(close(s));
}

static void one_after_the_other(int rounds)
{
	for (int i = 0; i < rounds; i++) {
		int m, s;

		OK(openpty(&m, &s, NULL, NULL, NULL));
		SAME(write(m, "x\n", 2), 2);
		OK(close(i % 2 ? m : s));
		OK(close(i % 2 ? s : m));
	}
}

static unsigned long free_memory(void)
{
	struct sysinfo info;

	OK(sysinfo(&info));
	return info.freeram * info.mem_unit;
}

/* Thousands leave nothing behind. */
static void leak(void)
{
	unsigned long before;

	one_after_the_other(100);
	before = free_memory();
	one_after_the_other(3000);
	if (on_exa())
		CHECK(free_memory() + 16384 >= before);
}

/* There is a limit; numbers are used again. */
static void limit(void)
{
	static int m[900];
	int n = 0, number;

	while (n < 900 && (m[n] = open("/dev/ptmx", O_RDWR | O_NOCTTY)) >= 0)
		n++;
	if (on_exa()) {
		SAME(n, 512);
		SAME(errno, ENOSPC);
		FAILS(posix_openpt(O_RDWR | O_NOCTTY), EAGAIN);
	}
	for (int i = 0; i < n; i++)
		OK(close(m[i]));
	m[0] = master();
	OK(ioctl(m[0], TIOCGPTN, &number));
	CHECK(number < 100);
	OK(close(m[0]));
}

int main(void)
{
	locked();
	node();
	times();
	directory();
	peer();
	errors();
	open_pty();
	leak();
	limit();
	return 0;
}
