/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the system tells of itself: sysconf(), pathconf(), confstr(); logs. */
#define _GNU_SOURCE
#include <fmtmsg.h>
#include <stdarg.h>
#include <sys/ipc.h>
#include <sys/resource.h>
#include <sys/statvfs.h>
#include <syslog.h>
#include <ulimit.h>

#include "test/call/call.h"

/* Each is at least what <limits.h> promises to every program. */
static void configuration(void)
{
	static const struct {
		int name;
		long least;
	} vars[] = { { _SC_ARG_MAX, _POSIX_ARG_MAX },
		{ _SC_CHILD_MAX, _POSIX_CHILD_MAX },
		{ _SC_OPEN_MAX, _POSIX_OPEN_MAX },
		{ _SC_NGROUPS_MAX, _POSIX_NGROUPS_MAX },
		{ _SC_STREAM_MAX, _POSIX_STREAM_MAX },
		{ _SC_TZNAME_MAX, _POSIX_TZNAME_MAX }, { _SC_JOB_CONTROL, 1 },
		{ _SC_SAVED_IDS, 1 }, { _SC_VERSION, 200809L },
		{ _SC_PAGESIZE, 1 }, { _SC_CLK_TCK, 1 },
		{ _SC_NPROCESSORS_ONLN, 1 },
		{ _SC_RTSIG_MAX, _POSIX_RTSIG_MAX },
		{ _SC_SIGQUEUE_MAX, _POSIX_SIGQUEUE_MAX },
		{ _SC_TIMER_MAX, _POSIX_TIMER_MAX },
		{ _SC_DELAYTIMER_MAX, _POSIX_DELAYTIMER_MAX },
		{ _SC_SYMLOOP_MAX, _POSIX_SYMLOOP_MAX },
		{ _SC_HOST_NAME_MAX, 64 },
		{ _SC_LOGIN_NAME_MAX, _POSIX_LOGIN_NAME_MAX },
		{ _SC_TTY_NAME_MAX, _POSIX_TTY_NAME_MAX },
		{ _SC_IOV_MAX, _XOPEN_IOV_MAX }, { _SC_ATEXIT_MAX, 32 },
		{ _SC_LINE_MAX, _POSIX2_LINE_MAX },
		{ _SC_RE_DUP_MAX, _POSIX2_RE_DUP_MAX },
		{ _SC_BC_BASE_MAX, _POSIX2_BC_BASE_MAX },
		{ _SC_EXPR_NEST_MAX, _POSIX2_EXPR_NEST_MAX },
		{ _SC_GETPW_R_SIZE_MAX, 1 }, { _SC_GETGR_R_SIZE_MAX, 1 },
		{ _SC_MONOTONIC_CLOCK, 1 }, { _SC_REALTIME_SIGNALS, 1 },
		{ _SC_TIMERS, 1 }, { _SC_FSYNC, 1 }, { _SC_REGEXP, 1 },
		{ _SC_SHELL, 1 }, { _SC_SPAWN, 1 }, { _SC_MAPPED_FILES, 1 } };
	for (size_t i = 0; i < sizeof(vars) / sizeof(*vars); i++) {
		errno = 0;
		long got = sysconf(vars[i].name);
		if (got == -1 && errno == 0)
			continue; /* no limit */
		if (got < vars[i].least)
			fprintf(stderr, "variable %d is %ld\n", vars[i].name,
				got);
		CHECK(got >= vars[i].least);
	}
	FAILS(sysconf(-5), EINVAL);
	FAILS(sysconf(99999), EINVAL);
	SAME(sysconf(_SC_PAGESIZE), getpagesize());
	struct rlimit rl;
	OK(getrlimit(RLIMIT_NOFILE, &rl));
	SAME(sysconf(_SC_OPEN_MAX), rl.rlim_cur);
}

static void paths(void)
{
	int fds[2];

	scratch();
	make_file("f", "");
	int fd = (int)OK(open("f", O_RDONLY));
	CHECK(pathconf(".", _PC_NAME_MAX) >= 14);
	CHECK(fpathconf(fd, _PC_PATH_MAX) >= 256);
	CHECK(pathconf(".", _PC_LINK_MAX) >= 8);
	CHECK(pathconf(".", _PC_PIPE_BUF) >= 512);
	CHECK(pathconf("f", _PC_FILESIZEBITS) >= 32);
	CHECK(pathconf(".", _PC_NO_TRUNC) != 0);
	CHECK(pathconf(".", _PC_CHOWN_RESTRICTED) != 0);
	FAILS(pathconf(".", 9999), EINVAL);
	FAILS(fpathconf(fd, -3), EINVAL);
	OK(pipe(fds));
	SAME(fpathconf(fds[0], _PC_PIPE_BUF), PIPE_BUF);
	OK(close(fds[0]));
	OK(close(fds[1]));
	struct statvfs vfs;
	OK(statvfs(".", &vfs));
	CHECK(vfs.f_bsize > 0 && vfs.f_namemax >= 14);
	OK(fstatvfs(fd, &vfs));
	FAILS(statvfs("none", &vfs), ENOENT);
	key_t k = ftok("f", 'a');
	CHECK(k != -1 && k == ftok("f", 'a') && k != ftok("f", 'b'));
	FAILS(ftok("none", 1), ENOENT);
	OK(close(fd));
	OK(unlink("f"));
	scratch_end();
}

static void strings(void)
{
	char path[200];
	size_t n = confstr(_CS_PATH, path, sizeof(path));

	CHECK(n == strlen(path) + 1 && strstr(path, "/bin") != NULL);
	SAME(confstr(_CS_PATH, NULL, 0), n);
	SAME(confstr(_CS_PATH, path, 3), n);
	CHECK(strlen(path) == 2);
	errno = 0;
	SAME(confstr(99999, path, 3), 0);
	SAME(errno, EINVAL);
}

static void vlog(int level, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	vsyslog(level, fmt, args);
	va_end(args);
}

/* Without anybody who listens nothing happens, and nothing breaks. */
static void logs(void)
{
	openlog("test", LOG_PID | LOG_NDELAY, LOG_USER);
	SAME(setlogmask(LOG_UPTO(LOG_ERR)), 0xff);
	SAME(setlogmask(0), LOG_UPTO(LOG_ERR));
	syslog(LOG_DEBUG, "not said: %m");
	setlogmask(LOG_UPTO(LOG_DEBUG));
	errno = EPERM;
	syslog(LOG_INFO, "said by %d: %m", getpid());
	vlog(LOG_DEBUG, "%s", "said");
	closelog();
	OK(close(2));
	OK(open("/dev/null", O_WRONLY));
	SAME(fmtmsg(MM_PRINT, "test:posix", MM_INFO, "text", "tag", "none"),
		MM_OK);
}

static void resources(void)
{
	struct rusage ru;
	struct rlimit rl;

	OK(getrusage(RUSAGE_SELF, &ru));
	CHECK(ru.ru_utime.tv_sec >= 0);
	FAILS(getrusage(99, &ru), EINVAL);
	FAILS(getrlimit(99, &rl), EINVAL);
	OK(getrlimit(RLIMIT_FSIZE, &rl));
	OK(setrlimit(RLIMIT_FSIZE, &rl));
	CHECK(ulimit(UL_GETFSIZE) != 0);
}

int main(void)
{
	configuration();
	paths();
	strings();
	resources();
	logs();
	return 0;
}
