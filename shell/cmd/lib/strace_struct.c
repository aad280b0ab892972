/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * strace: structures. Their layouts are those of a program on the machine
 * (32-bit pointers and longs, 64-bit times), read byte by byte.
 */
#include "strace.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>

void st_timespec(const uint8_t *p)
{
	st_put("{tv_sec=%lld, tv_nsec=%d}", (long long)st_u64(p, 0),
		(int)st_u32(p, 8));
}

static void put_timeval(const uint8_t *p)
{
	st_put("{tv_sec=%lld, tv_usec=%lld}", (long long)st_u64(p, 0),
		(long long)st_u64(p, 8));
}

/* Two words: seconds and microseconds. */
static void put_short_timeval(const uint8_t *p, size_t at)
{
	st_put("{tv_sec=%d, tv_usec=%d}", (int)st_u32(p, at),
		(int)st_u32(p, at + 4));
}

static void put_utimes(const uint8_t *p)
{
	static const char *const names[] = { "UTIME_NOW", "UTIME_OMIT" };

	st_text("[");
	for (size_t at = 0; at <= 16; at += 16) {
		uint32_t ns = st_u32(p, at + 8);

		if (at)
			st_text(", ");
		if (ns == 0x3fffffff || ns == 0x3ffffffe)
			st_text(names[ns == 0x3ffffffe]);
		else
			st_timespec(p + at);
	}
	st_text("]");
}

static void put_pair(const char *first, const char *second, const uint8_t *p,
	void (*put)(const uint8_t *p, size_t at), size_t size)
{
	st_put("{%s=", first);
	put(p, 0);
	st_put(", %s=", second);
	put(p, size);
	st_text("}");
}

static void put_long_time(const uint8_t *p, size_t at)
{
	st_timespec(p + at);
}

static void put_stat(const uint8_t *p)
{
	uint32_t mode = st_u32(p, 16);

	st_put("{");
	if (st_options.verbose)
		st_put("st_dev=0x%llx, st_ino=%llu, ",
			(unsigned long long)st_u64(p, 0),
			(unsigned long long)st_u64(p, 8));
	st_text("st_mode=");
	st_mode(mode);
	if (st_options.verbose)
		st_put(", st_nlink=%u, st_uid=%u, st_gid=%u", st_u32(p, 20),
			st_u32(p, 24), st_u32(p, 28));
	if ((mode & 0170000) == 0020000 || (mode & 0170000) == 0060000)
		st_put(", st_rdev=makedev(0x%x, 0x%x)",
			st_u32(p, 32) >> 8 & 0xfff, st_u32(p, 32) & 0xff);
	else
		st_put(", st_size=%lld", (long long)st_u64(p, 40));
	if (st_options.verbose) {
		st_text(", st_mtime=");
		st_timespec(p + 80);
		st_text("}");
	} else {
		st_text(", ...}");
	}
}

static void put_statx(const uint8_t *p)
{
	st_put("{stx_mask=0x%x, stx_nlink=%u, stx_uid=%u, stx_gid=%u, "
	       "stx_mode=",
		st_u32(p, 0), st_u32(p, 16), st_u32(p, 20), st_u32(p, 24));
	st_mode(st_u16(p, 28));
	st_put(", stx_ino=%llu, stx_size=%llu, ...}",
		(unsigned long long)st_u64(p, 32),
		(unsigned long long)st_u64(p, 40));
}

static void put_statfs(const uint8_t *p)
{
	st_put("{f_type=0x%x, f_bsize=%u, f_blocks=%llu, f_bfree=%llu, ...}",
		st_u32(p, 0), st_u32(p, 4), (unsigned long long)st_u64(p, 8),
		(unsigned long long)st_u64(p, 16));
}

static void put_sigaction(const uint8_t *p)
{
	uint32_t handler = st_u32(p, 0);

	st_text("{sa_handler=");
	if (handler < 2)
		st_text(handler ? "SIG_IGN" : "SIG_DFL");
	else
		st_put("0x%x", handler);
	st_text(", sa_mask=");
	st_sigset(p + 12);
	st_text(", sa_flags=");
	st_bits(LIST_SA, st_u32(p, 4) & ~0x04000000U); /* SA_RESTORER */
	st_text("}");
}

static void put_status(uint32_t status)
{
	if ((status & 0x7f) == 0) {
		st_put("[{WIFEXITED(s) && WEXITSTATUS(s) == %u}]",
			status >> 8 & 0xff);
	} else if (status == 0xffff) {
		st_text("[{WIFCONTINUED(s)}]");
	} else if ((status & 0xff) == 0x7f) {
		st_text("[{WIFSTOPPED(s) && WSTOPSIG(s) == ");
		st_signal(status >> 8 & 0xff);
		st_text("}]");
	} else {
		st_text("[{WIFSIGNALED(s) && WTERMSIG(s) == ");
		st_signal(status & 0x7f);
		st_text(status & 0x80 ? " && WCOREDUMP(s)}]" : "}]");
	}
}

void st_siginfo(int sig, const struct exa_trace_signal *s)
{
	st_text("{si_signo=");
	st_signal((uint32_t)sig);
	st_text(", si_code=");
	if (sig == SIGCHLD && s->code > 0)
		st_value(LIST_CLD, (uint32_t)s->code);
	else
		st_value(LIST_SICODE, (uint32_t)s->code);
	if (s->error)
		st_put(", si_errno=%d", s->error);
	if (s->code == SI_TIMER)
		st_put(", si_timerid=%d, si_overrun=%u", s->pid, s->uid);
	else if (s->code <= 0 || (sig == SIGCHLD && s->code != 128))
		st_put(", si_pid=%d, si_uid=%u", s->pid, s->uid);
	if (sig == SIGCHLD && s->code > CLD_EXITED) {
		st_text(", si_status=");
		st_signal((uint32_t)s->status);
	} else if (sig == SIGCHLD && s->code > 0) {
		st_put(", si_status=%d", s->status);
	}
	if (sig == SIGCHLD && s->code > 0)
		st_put(", si_utime=%d, si_stime=%d", s->utime, s->stime);
	if (s->code == SI_QUEUE || s->code == SI_TIMER)
		st_put(", si_value={sival_int=%d, sival_ptr=0x%x}",
			(int)s->value, s->value);
	if (s->address)
		st_put(", si_addr=0x%x", s->address);
	st_text("}");
}

static void put_siginfo(const uint8_t *p)
{
	struct exa_trace_signal s = { .code = (int)st_u32(p, 8),
		.pid = (int)st_u32(p, 12),
		.uid = st_u32(p, 16),
		.status = (int)st_u32(p, 20),
		.utime = (int)st_u32(p, 24),
		.stime = (int)st_u32(p, 28),
		.error = (int)st_u32(p, 4),
		.value = st_u32(p, 20) };

	if (st_u32(p, 0))
		st_siginfo((int)st_u32(p, 0), &s);
	else
		st_text("{}");
}

static void put_sigevent(const uint8_t *p)
{
	static const char *const names[] = { "SIGEV_SIGNAL", "SIGEV_NONE",
		"SIGEV_THREAD" };
	uint32_t how = st_u32(p, 8);

	st_put("{sigev_value={sival_int=%d}, sigev_signo=", (int)st_u32(p, 0));
	st_signal(st_u32(p, 4));
	st_text(", sigev_notify=");
	if (how < 3)
		st_text(names[how]);
	else
		st_put("0x%x", how);
	st_text("}");
}

static void put_limit(uint64_t value, uint64_t infinity)
{
	if (value == infinity)
		st_text("RLIM_INFINITY");
	else if (value > 1024 && value % 1024 == 0)
		st_put("%llu*1024", (unsigned long long)(value / 1024));
	else
		st_put("%llu", (unsigned long long)value);
}

static void put_limits(const uint8_t *p, bool wide)
{
	uint64_t infinity = wide ? UINT64_MAX : UINT32_MAX;

	st_text("{rlim_cur=");
	put_limit(wide ? st_u64(p, 0) : st_u32(p, 0), infinity);
	st_text(", rlim_max=");
	put_limit(wide ? st_u64(p, 8) : st_u32(p, 4), infinity);
	st_text("}");
}

static void put_field(const char *name, const uint8_t *p, size_t size)
{
	st_put("%s=", name);
	st_quote(p, (uint32_t)strnlen((const char *)p, size), false);
}

static void put_uname(const uint8_t *p)
{
	put_field("{sysname", p, 65);
	put_field(", nodename", p + 65, 65);
	if (st_options.verbose) {
		put_field(", release", p + 130, 65);
		put_field(", version", p + 195, 65);
		put_field(", machine", p + 260, 65);
		st_text("}");
	} else {
		st_text(", ...}");
	}
}

static void put_sysinfo(const uint8_t *p)
{
	st_put("{uptime=%u, totalram=%u, freeram=%u, procs=%u, ...}",
		st_u32(p, 0), st_u32(p, 16), st_u32(p, 20), st_u16(p, 40));
}

static void put_sigstack(const uint8_t *p)
{
	st_put("{ss_sp=0x%x, ss_flags=", st_u32(p, 0));
	st_bits(LIST_SS, st_u32(p, 4));
	st_put(", ss_size=%u}", st_u32(p, 8));
}

static void put_tms(const uint8_t *p)
{
	st_put("{tms_utime=%d, tms_stime=%d, tms_cutime=%d, tms_cstime=%d}",
		(int)st_u32(p, 0), (int)st_u32(p, 4), (int)st_u32(p, 8),
		(int)st_u32(p, 12));
}

static void put_epoll_event(const uint8_t *p)
{
	st_text("{events=");
	st_bits(LIST_EPOLL, st_u32(p, 0));
	st_put(", data=0x%llx}", (unsigned long long)st_u64(p, 8));
}

static bool put_times(enum kind kind, const uint8_t *p)
{
	switch (kind) {
	case KIND_TIME:
	case KIND_TIME_R:
	case KIND_TIME_LEFT:
		st_timespec(p);
		return true;
	case KIND_TIMEVAL_R:
		put_timeval(p);
		return true;
	case KIND_UTIMES:
		put_utimes(p);
		return true;
	case KIND_ITIMERVAL:
	case KIND_ITIMERVAL_R:
		put_pair("it_interval", "it_value", p, put_short_timeval, 8);
		return true;
	case KIND_ITIMERSPEC:
	case KIND_ITIMERSPEC_R:
		put_pair("it_interval", "it_value", p, put_long_time, 16);
		return true;
	case KIND_RUSAGE_R:
		put_pair("ru_utime", "ru_stime", p, put_short_timeval, 8);
		return true;
	case KIND_TMS_R:
		put_tms(p);
		return true;
	default:
		return false;
	}
}

static bool put_signals(enum kind kind, const uint8_t *p)
{
	switch (kind) {
	case KIND_SIGSET:
	case KIND_SIGSET_R:
		st_sigset(p);
		return true;
	case KIND_SIGACT:
	case KIND_SIGACT_R:
		put_sigaction(p);
		return true;
	case KIND_SIGINFO:
	case KIND_SIGINFO_R:
		put_siginfo(p);
		return true;
	case KIND_SIGSTACK:
	case KIND_SIGSTACK_R:
		put_sigstack(p);
		return true;
	case KIND_SIGEVENT:
		put_sigevent(p);
		return true;
	default:
		return false;
	}
}

static bool put_numbers(enum kind kind, const uint8_t *p)
{
	switch (kind) {
	case KIND_INT_R:
	case KIND_INT_IO:
		st_put("[%d]", (int)st_u32(p, 0));
		return true;
	case KIND_LONG_R:
	case KIND_LONG_IO:
		st_put("[%lld]", (long long)st_u64(p, 0));
		return true;
	case KIND_PAIR_R:
		st_put("[%d, %d]", (int)st_u32(p, 0), (int)st_u32(p, 4));
		return true;
	default:
		return false;
	}
}

bool st_struct(enum kind kind, const uint8_t *p, const struct st_call *c, int n)
{
	/* A wait that found nobody leaves the status alone. */
	if (kind == KIND_STATUS_R && c->leave->result == 0)
		return false;
	(void)n;
	if (put_times(kind, p) || put_signals(kind, p) || put_numbers(kind, p))
		return true;
	switch (kind) {
	case KIND_STATUS_R:
		put_status(st_u32(p, 0));
		return true;
	case KIND_STAT_R:
		put_stat(p);
		return true;
	case KIND_STATX_R:
		put_statx(p);
		return true;
	case KIND_STATFS_R:
		put_statfs(p);
		return true;
	case KIND_RLIMIT:
	case KIND_RLIMIT_R:
		put_limits(p, true);
		return true;
	case KIND_RLIMIT32:
	case KIND_RLIMIT32_R:
		put_limits(p, false);
		return true;
	case KIND_UNAME_R:
		put_uname(p);
		return true;
	case KIND_SYSINFO_R:
		put_sysinfo(p);
		return true;
	case KIND_EPOLLEVENT:
		put_epoll_event(p);
		return true;
	default:
		return false;
	}
}
