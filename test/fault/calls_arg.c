/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Arguments of random calls: by the kinds in the call table, and hints. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test/fault/calls.h"

#define LIST(...)                                    \
	.values = (const uint32_t[]){ __VA_ARGS__ }, \
	.count = sizeof((const uint32_t[]){ __VA_ARGS__ }) / 4

#define CLOCKS 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12

/* Values that mean something to argument number i of a call. */
static const struct hint {
	const char *call;
	int i;
	const uint32_t *values;
	size_t count;
} hints[] = {
	{ "ioctl", 1,
		LIST(TCGETS, TCSETS, TCSETSW, TCSETSF, TCSBRK, TCXONC, TCFLSH,
			TIOCSCTTY, TIOCNOTTY, TIOCGPGRP, TIOCSPGRP, TIOCGSID,
			TIOCOUTQ, TIOCSTI, TIOCGWINSZ, TIOCSWINSZ, TIOCPKT,
			TIOCGPTN, TIOCSPTLCK, FIONREAD, FIONBIO, FIOASYNC,
			FIOCLEX, FIONCLEX, TIOCEXCL, TIOCNXCL, TCSBRKP) },
	{ "fcntl", 1,
		LIST(F_DUPFD, F_GETFD, F_SETFD, F_GETFL, F_SETFL, F_GETLK,
			F_SETLK, F_SETLKW, F_SETOWN, F_GETOWN, F_SETSIG,
			F_GETSIG, F_DUPFD_CLOEXEC, F_SETPIPE_SZ, F_GETPIPE_SZ,
			F_OFD_GETLK, F_OFD_SETLK, F_OFD_SETLKW, F_ADD_SEALS,
			F_GET_SEALS, F_SETLEASE, F_GETLEASE, F_NOTIFY) },
	{ "fcntl", 2,
		LIST(0, 1, 3, 20, 39, O_NONBLOCK, O_APPEND, 4096, 65536) },
	{ "flock", 1, LIST(1, 2, 8, 1 | 4, 2 | 4, 8 | 4) },
	{ "lseek", 4, LIST(0, 1, 2, 3, 4, 5) },
	{ "epoll_ctl", 1, LIST(1, 2, 3, 0, 4) },
	{ "epoll_pwait", 3, LIST(0, 0, 0, 1, 2) },
	{ "epoll_pwait", 2, LIST(0, 1, 2, 100) },
	{ "mmap", 2, LIST(0, 1, 3, 7, 8) },
	{ "mmap", 3, LIST(0x22, 0x22, 0x2, 0x1, 0x21, 0x32, 0x100022) },
	{ "mmap", 1, LIST(0, 1, 4096, 65536, 1 << 20, 1 << 26) },
	{ "munmap", 1, LIST(0, 1, 4096, 65536, 1 << 20) },
	{ "mremap", 1, LIST(0, 1, 4096, 65536, 1 << 20) },
	{ "mremap", 2, LIST(0, 1, 4096, 65536, 1 << 20) },
	{ "socket", 0, LIST(AF_UNIX, AF_INET, AF_INET6, AF_NETLINK, 0) },
	{ "socketpair", 0, LIST(AF_UNIX, AF_UNIX, AF_INET) },
	{ "socket", 1,
		LIST(1, 2, 5, 3, 1 | SOCK_NONBLOCK, 2 | SOCK_NONBLOCK,
			5 | SOCK_NONBLOCK, 1 | SOCK_CLOEXEC) },
	{ "socketpair", 1,
		LIST(1, 2, 5, 3, 1 | SOCK_NONBLOCK, 2 | SOCK_NONBLOCK,
			5 | SOCK_NONBLOCK) },
	{ "socket", 2, LIST(0, 0, 0, 6, 17, 1, 255) },
	{ "socketpair", 2, LIST(0, 0, 0, 6) },
	{ "listen", 1, LIST(0, 1, 5, 128) },
	{ "shutdown", 1, LIST(0, 1, 2, 3) },
	{ "setsockopt", 1, LIST(SOL_SOCKET, SOL_SOCKET, 0, 6, 17) },
	{ "getsockopt", 1, LIST(SOL_SOCKET, SOL_SOCKET, 0, 6, 17) },
	{ "setsockopt", 2,
		LIST(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 13, 15, 16, 17, 18, 20, 21,
			66, 67) },
	{ "getsockopt", 2,
		LIST(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 13, 15, 16, 17, 18, 20, 21,
			30, 38, 39, 66, 67) },
	{ "setsockopt", 4, LIST(0, 1, 4, 8, 16) },
	{ "waitid", 0, LIST(0, 1, 2, 3) },
	{ "waitid", 3,
		LIST(WNOHANG | WEXITED, WNOHANG | WEXITED | WSTOPPED, WEXITED,
			WNOHANG | WEXITED | WNOWAIT, WNOHANG, 0) },
	{ "wait4", 2, LIST(WNOHANG, WNOHANG, WNOHANG | WUNTRACED, 0, 8) },
	{ "clock_nanosleep", 1, LIST(0, 1, 2) },
	{ "renameat2", 4, LIST(0, 0, 1, 2, 3, 4) },
	{ "statx", 2, LIST(0, 0x100, 0x800, 0x1000, 0x2000, 0x4000) },
	{ "fstatat", 3, LIST(0, 0x100, 0x800, 0x1000) },
	{ "unlinkat", 2, LIST(0, 0x200, 1) },
	{ "linkat", 4, LIST(0, 0x400, 0x1000, 1) },
	{ "fchownat", 4, LIST(0, 0x100, 0x1000) },
	{ "utimensat", 3, LIST(0, 0x100, 0x1000) },
	{ "faccessat", 2, LIST(0, 1, 2, 3, 4, 7) },
	{ "faccessat2", 3, LIST(0, 0x100, 0x200, 0x1000) },
	{ "fallocate", 1, LIST(0, 1, 2, 3, 8, 0x10) },
	{ "mknodat", 2,
		LIST(S_IFIFO | 0666, S_IFREG | 0666, S_IFCHR | 0666,
			S_IFSOCK | 0666, S_IFBLK | 0666, 0666) },
	/* Not 10, 200: whoever writes to that may halt the machine. */
	{ "mknodat", 3, LIST(0, 0x103, 0x105, 0x107, 0x500, 0x502, 0x401) },
	{ "prctl", 0, LIST(1, 2, 3, 4, 7, 8, 15, 16, 22, 36, 37, 38, 39) },
	{ "mount", 3, LIST(0, 1, 32, 4096, 0x8000) },
	{ "umount2", 1, LIST(0, 0, 1, 2, 8) },
	{ "reboot", 0, LIST(0xfee1dead) },
	{ "reboot", 1, LIST(672274793, 85072278) },
	{ "reboot", 2, LIST(0, 0x1234567, 0x4321fedc, 0x89abcdef) },
	{ "syslog", 0, LIST(2, 3, 4, 5, 8, 9, 10) },
	{ "rt_sigprocmask", 0, LIST(0, 1, 2) },
	{ "getitimer", 0, LIST(0, 1, 2) },
	{ "setitimer", 0, LIST(0, 1, 2) },
	{ "timer_settime", 1, LIST(0, 1) },
	{ "timerfd_settime", 1, LIST(0, 1, 3) },
	{ "futex", 1, LIST(0, 1, 3, 4, 5, 9, 10, 128, 129) },
	{ "madvise", 2, LIST(0, 1, 2, 3, 4, 8) },
	{ "msync", 2, LIST(1, 2, 4) },
	{ "getrusage", 0, LIST(0, 1, -1U) },
	{ "exa_trace", 1, LIST(0, 1, 2, 3) },
	/* Sizes of what a pointer beside them points to. */
	{ "rt_sigtimedwait", 3, LIST(8, 8, 8, 4) },
	{ "rt_sigprocmask", 3, LIST(8, 8, 8, 4) },
	{ "rt_sigaction", 3, LIST(8, 8, 8, 4) },
	{ "rt_sigpending", 1, LIST(8, 8, 8, 4) },
	{ "rt_sigsuspend", 1, LIST(8, 8, 8, 4) },
	{ "signalfd4", 2, LIST(8, 8, 8, 4) },
	{ "ppoll", 4, LIST(8, 8, 8, 4) },
	{ "ppoll", 1, LIST(0, 1, 2, 24, 24, 1024) },
	{ "pselect6", 0, LIST(0, 1, 20, 40, 64, 1024, -1U) },
	{ "epoll_pwait", 5, LIST(8, 8, 8, 4) },
	{ "statfs", 1, LIST(sizeof(struct statfs)) },
	{ "fstatfs", 1, LIST(sizeof(struct statfs)) },
	{ "bind", 2, LIST(110, 16, 8, 3, 2, 0) },
	{ "connect", 2, LIST(110, 16, 8, 3, 2, 0) },
	{ "sendto", 5, LIST(110, 16, 8, 3, 2, 0) },
	{ "sendto", 3, LIST(0, 0x40, 0x4000, 1) },
	{ "recvfrom", 3, LIST(0x40, 0x40, 0x42, 1, 0x60) },
	{ "sendmsg", 2, LIST(0, 0x40, 0x4000, 1) },
	{ "recvmsg", 2, LIST(0x40, 0x40, 0x42, 1, 0x40000040) },
	{ "readv", 2, LIST(0, 1, 2, 8, 16, 17, 1024) },
	{ "writev", 2, LIST(0, 1, 2, 8, 16, 17, 1024) },
	{ "preadv", 2, LIST(0, 1, 2, 8, 16, 17, 1024) },
	{ "pwritev", 2, LIST(0, 1, 2, 8, 16, 17, 1024) },
	{ "clock_gettime", 0, LIST(CLOCKS) },
	{ "clock_settime", 0, LIST(CLOCKS) },
	{ "clock_getres", 0, LIST(CLOCKS) },
	{ "clock_nanosleep", 0, LIST(CLOCKS) },
	{ "timer_create", 0, LIST(CLOCKS) },
	{ "timerfd_create", 0, LIST(CLOCKS) },
	{ "timerfd_create", 1, LIST(0, O_NONBLOCK, O_CLOEXEC) },
	{ "eventfd2", 1, LIST(0, O_NONBLOCK, O_CLOEXEC, 1, 1 | O_NONBLOCK) },
	{ "epoll_create1", 0, LIST(0, O_CLOEXEC) },
	{ "signalfd4", 3, LIST(0, O_NONBLOCK, O_CLOEXEC) },
	{ "pipe2", 1, LIST(0, O_NONBLOCK, O_CLOEXEC) },
	{ "dup3", 2, LIST(0, O_CLOEXEC) },
};

/* Calls one of whose arguments (i, or both) names a process. */
static const struct {
	const char *call;
	int i;
} pids[] = {
	{ "kill", 0 },
	{ "tkill", 0 },
	{ "tgkill", 0 },
	{ "tgkill", 1 },
	{ "rt_sigqueueinfo", 0 },
	{ "rt_tgsigqueueinfo", 0 },
	{ "rt_tgsigqueueinfo", 1 },
	{ "setpgid", 0 },
	{ "setpgid", 1 },
	{ "getpgid", 0 },
	{ "getsid", 0 },
	{ "prlimit64", 0 },
	{ "wait4", 0 },
	{ "waitid", 1 },
	{ "setpriority", 1 },
	{ "getpriority", 1 },
};

static uint32_t any_number(void)
{
	static const uint32_t edges[] = { 0, 1, 2, 3, 7, 8, 16, 63, 64, 65, 127,
		128, 255, 256, 511, 512, 1023, 1024, 4095, 4096, 4097, 65535,
		65536, 0x7ffff000, 0x7fffffff, 0x80000000, 0xfffff000,
		0xffffffff, 0xfffffffe };

	if (random_once_in(4))
		return random_word() >> random_below(32);
	if (random_once_in(2))
		return random_below(16);
	return random_of(edges, sizeof(edges) / 4);
}

/* A root that is to harm nobody knows itself, its group and nobody. */
static uint32_t any_pid(bool root)
{
	const uint32_t own[] = { 0, (uint32_t)getpid(), -(uint32_t)getpid(),
		1000000, -1000000U, INT32_MIN };

	if (root || random_once_in(2))
		return random_of(own, 6);
	if (random_once_in(2))
		return random_below(64);
	return random_once_in(4) ? any_number() : -random_below(64);
}

uint32_t random_descriptor(void)
{
	if (random_once_in(12))
		return random_once_in(2) ? (uint32_t)AT_FDCWD : any_number();
	return random_below(SCRATCH_FDS);
}

const char *random_path(void)
{
	static const char *const parts[] = { "a", "b", "file", "dir", "link",
		"loop", "fifo", "sub", "sub", ".", "..", "new", "prog", "s" };
	static const char *const whole[] = { "file", "dir", "link", "loop",
		"fifo", "sock", "prog", "dir/sub", "a", "b", "", "/", ".", "..",
		"/dev/null", "/dev/zero", "/dev/full", "/dev/tty", "/dev/ptmx",
		"/dev/urandom", "/proc/self/status", "/proc", "/proc/self/fd",
		"/proc/self/maps", "/proc/self/exe", "/proc/self/stat",
		"/proc/self/fdinfo", "/proc/mounts", "/proc/self/cwd",
		"/bin/true", "/proc/self/environ", "dir/", "/etc/passwd",
		"tmpfs", "proc", "devpts", "/proc/self/fd/5", "/proc/self/fd/9",
		"/proc/sys/kernel/hostname", "/nowhere" };
	static char made[8][512];
	static int turn;
	char *path = made[turn++ % 8];
	size_t length = 0;
	int n = (int)random_below(5);

	if (random_once_in(2))
		return whole[random_below(sizeof(whole) / sizeof(whole[0]))];
	path[0] = '\0';
	for (int i = 0; i <= n; i++)
		length += (size_t)sprintf(path + length, "%s%s",
			i > 0 ? "/" : "",
			parts[random_below(sizeof(parts) / sizeof(parts[0]))]);
	if (random_once_in(50))
		memset(path, 'n', random_once_in(2) ? 255 : 300);
	return path;
}

static uint32_t path_argument(void)
{
	uint32_t at = random_below(64) * 512;

	if (random_once_in(25))
		return arena_pointer(1);
	if (random_once_in(100)) {
		memset(arena + at, 'p', 5000);
		return (uint32_t)(uintptr_t)(arena + at);
	}
	strcpy((char *)arena + at, random_path());
	return (uint32_t)(uintptr_t)(arena + at);
}

static uint32_t open_flags(void)
{
	static const uint32_t flag[] = { O_CREAT, O_EXCL, O_TRUNC, O_APPEND,
		O_NONBLOCK, O_DIRECTORY, O_NOFOLLOW, O_CLOEXEC, O_PATH,
		O_TMPFILE, O_SYNC, O_NOCTTY, O_DSYNC, O_NONBLOCK };
	uint32_t flags = random_below(4);

	for (uint32_t n = random_below(4); n > 0; n--)
		flags |= random_of(flag, sizeof(flag) / 4);
	/* Who opens a FIFO without it waits. */
	return random_once_in(8) ? flags : flags | O_NONBLOCK;
}

static const struct hint *find_hint(const char *call, int i)
{
	for (size_t n = 0; n < sizeof(hints) / sizeof(hints[0]); n++)
		if (hints[n].i == i && strcmp(hints[n].call, call) == 0)
			return &hints[n];
	return NULL;
}

static bool is_pid(const char *call, int i)
{
	for (size_t n = 0; n < sizeof(pids) / sizeof(pids[0]); n++)
		if (pids[n].i == i && strcmp(pids[n].call, call) == 0)
			return true;
	return false;
}

/* One that the call can do something with, if such are known. */
static uint32_t fitting_descriptor(const char *call)
{
	static const struct {
		const char *prefix;
		int on;
	} kinds[] = {
		{ "epoll_", ON_EPOLL },
		{ "timerfd_", ON_TIMER },
		{ "getdents", ON_DIRECTORIES },
		{ "fchdir", ON_DIRECTORIES },
		{ "ftruncate", ON_FILES },
		{ "fallocate", ON_FILES },
		{ "pread", ON_FILES },
		{ "pwrite", ON_FILES },
		{ "lseek", ON_FILES },
		{ "sendfile", ON_FILES },
		{ "copy_file", ON_FILES },
		{ "bind", ON_SOCKETS },
		{ "listen", ON_SOCKETS },
		{ "accept", ON_SOCKETS },
		{ "connect", ON_SOCKETS },
		{ "send", ON_SOCKETS },
		{ "recv", ON_SOCKETS },
		{ "getsock", ON_SOCKETS },
		{ "setsock", ON_SOCKETS },
		{ "getpeer", ON_SOCKETS },
		{ "shutdown", ON_SOCKETS },
	};

	for (size_t n = 0; n < sizeof(kinds) / sizeof(kinds[0]); n++) {
		int on = kinds[n].on;

		if (strncmp(call, kinds[n].prefix, strlen(kinds[n].prefix)))
			continue;
		if (world_to[on] > world_from[on])
			return (uint32_t)world_from[on] +
				random_below((uint32_t)(world_to[on] -
					world_from[on]));
	}
	return random_descriptor();
}

/* What a path is relative to; calls_world.c opens some so. */
static uint32_t directory(void)
{
	static const uint32_t likely[] = { (uint32_t)AT_FDCWD,
		(uint32_t)AT_FDCWD, (uint32_t)AT_FDCWD, 3, 4, 5, 9 };

	return random_once_in(6) ? random_descriptor()
				 : random_of(likely, sizeof(likely) / 4);
}

static uint32_t by_kind(const struct row *row, int i)
{
	const char *kind = row->kind[i];

	if (strcmp(kind, "_") == 0)
		return random_once_in(20) ? random_word() : 0;
	if (strcmp(kind, "FD") == 0 && i == 0 && random_once_in(2))
		return fitting_descriptor(row->name);
	if (strcmp(kind, "FD") == 0)
		return i < 5 && strcmp(row->kind[i + 1], "PATH") == 0
			? directory()
			: random_descriptor();
	if (strcmp(kind, "PATH") == 0 || strcmp(kind, "STR") == 0)
		return path_argument();
	if (strcmp(kind, "SIG") == 0)
		return random_once_in(8) ? any_number() : random_below(65);
	if (strcmp(kind, "OFLAGS") == 0)
		return random_once_in(8) ? any_number() : open_flags();
	if (strcmp(kind, "HI") == 0)
		return random_once_in(8) ? any_number() : 0;
	if (strcmp(kind, "O") == 0)
		return random_once_in(8) ? any_number() : random_below(01000);
	if (strcmp(kind, "D") == 0 || strcmp(kind, "U") == 0 ||
		strcmp(kind, "X") == 0 || strcmp(kind, "LO") == 0)
		return any_number();
	return make_pointer(row->name, i); /* IN OUT PTR ARGV and the rest */
}

void make_arguments(const struct row *row, bool root, uint32_t args[6])
{
	for (int i = 0; i < 6; i++) {
		const struct hint *hint = find_hint(row->name, i);

		if (is_pid(row->name, i))
			args[i] = any_pid(root);
		else if (hint != NULL && (root || !random_once_in(16)))
			args[i] = random_of(hint->values, hint->count);
		else if (random_once_in(40))
			args[i] = random_word();
		else
			args[i] = by_kind(row, i);
	}
}
