/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * strace: names of bits and values. The numbers are those of programs on the
 * machine, which is where strace runs.
 */
#include "strace_names.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* What glibc keeps behind _GNU_SOURCE or does not have. */
enum { NOREPLACE = 1, EXCHANGE = 2, WHITEOUT = 4 };

static const struct st_name oflags[] = { N(O_CREAT), N(O_EXCL), N(O_NOCTTY),
	N(O_TRUNC), N(O_APPEND), N(O_NONBLOCK), N(O_SYNC), N(O_DSYNC),
	V(020000, "O_ASYNC"), V(040000, "O_DIRECT"), V(0100000, "O_LARGEFILE"),
	V(020200000, "O_TMPFILE"), N(O_DIRECTORY), N(O_NOFOLLOW), N(O_CLOEXEC),
	V(01000000, "O_NOATIME"), V(010000000, "O_PATH"), END };
static const struct st_name accmode[] = { N(O_RDONLY), N(O_WRONLY), N(O_RDWR),
	V(3, "O_ACCMODE"), END };
static const struct st_name atflags[] = { N(AT_SYMLINK_NOFOLLOW),
	N(AT_SYMLINK_FOLLOW), V(0x800, "AT_NO_AUTOMOUNT"),
	V(0x1000, "AT_EMPTY_PATH"), V(0x2000, "AT_STATX_FORCE_SYNC"),
	V(0x4000, "AT_STATX_DONT_SYNC"), END };
static const struct st_name unlink_flags[] = { V(0x200, "AT_REMOVEDIR"), END };
static const struct st_name eaccess[] = { V(0x200, "AT_EACCESS"),
	N(AT_SYMLINK_NOFOLLOW), V(0x1000, "AT_EMPTY_PATH"), END };
static const struct st_name access_mode[] = { N(R_OK), N(W_OK), N(X_OK), END };
static const struct st_name whence[] = { N(SEEK_SET), N(SEEK_CUR), N(SEEK_END),
	V(3, "SEEK_DATA"), V(4, "SEEK_HOLE"), END };
static const struct st_name fcntls[] = { N(F_DUPFD), N(F_GETFD), N(F_SETFD),
	N(F_GETFL), N(F_SETFL), N(F_GETLK), N(F_SETLK), N(F_SETLKW),
	N(F_SETOWN), N(F_GETOWN), V(10, "F_SETSIG"), V(11, "F_GETSIG"),
	V(36, "F_OFD_GETLK"), V(37, "F_OFD_SETLK"), V(38, "F_OFD_SETLKW"),
	N(F_DUPFD_CLOEXEC), V(1031, "F_SETPIPE_SZ"), V(1032, "F_GETPIPE_SZ"),
	END };
static const struct st_name prot[] = { N(PROT_READ), N(PROT_WRITE),
	N(PROT_EXEC), END };
static const struct st_name map[] = { N(MAP_SHARED), N(MAP_PRIVATE),
	N(MAP_FIXED), V(0x20, "MAP_ANONYMOUS"), V(0x4000, "MAP_NORESERVE"),
	V(0x20000, "MAP_STACK"), V(0x8000, "MAP_POPULATE"),
	V(0x100000, "MAP_FIXED_NOREPLACE"), END };
static const struct st_name advice[] = { V(0, "MADV_NORMAL"),
	V(1, "MADV_RANDOM"), V(2, "MADV_SEQUENTIAL"), V(3, "MADV_WILLNEED"),
	V(4, "MADV_DONTNEED"), V(8, "MADV_FREE"), V(9, "MADV_REMOVE"), END };
static const struct st_name clocks[] = { N(CLOCK_REALTIME), N(CLOCK_MONOTONIC),
	N(CLOCK_PROCESS_CPUTIME_ID), N(CLOCK_THREAD_CPUTIME_ID),
	V(4, "CLOCK_MONOTONIC_RAW"), V(5, "CLOCK_REALTIME_COARSE"),
	V(6, "CLOCK_MONOTONIC_COARSE"), V(7, "CLOCK_BOOTTIME"), END };
static const struct st_name abstime[] = { N(TIMER_ABSTIME), END };
static const struct st_name wait_options[] = { N(WNOHANG), V(2, "WSTOPPED"),
	N(WEXITED), N(WCONTINUED), N(WNOWAIT), END };
static const struct st_name wait4_options[] = { N(WNOHANG), N(WUNTRACED),
	N(WEXITED), N(WCONTINUED), N(WNOWAIT), END };
static const struct st_name idtype[] = { N(P_ALL), N(P_PID), N(P_PGID),
	V(3, "P_PIDFD"), END };
static const struct st_name limits[] = { N(RLIMIT_CPU), N(RLIMIT_FSIZE),
	N(RLIMIT_DATA), N(RLIMIT_STACK), N(RLIMIT_CORE), V(5, "RLIMIT_RSS"),
	V(6, "RLIMIT_NPROC"), N(RLIMIT_NOFILE), V(8, "RLIMIT_MEMLOCK"),
	N(RLIMIT_AS), V(10, "RLIMIT_LOCKS"), V(11, "RLIMIT_SIGPENDING"),
	V(12, "RLIMIT_MSGQUEUE"), V(13, "RLIMIT_NICE"), V(14, "RLIMIT_RTPRIO"),
	V(15, "RLIMIT_RTTIME"), END };
static const struct st_name who[] = { V(0, "RUSAGE_SELF"),
	V(0xffffffff, "RUSAGE_CHILDREN"), V(1, "RUSAGE_THREAD"), END };
static const struct st_name prio[] = { N(PRIO_PROCESS), N(PRIO_PGRP),
	N(PRIO_USER), END };
static const struct st_name itimer[] = { N(ITIMER_REAL), N(ITIMER_VIRTUAL),
	N(ITIMER_PROF), END };
static const struct st_name mount_flags[] = { N(MS_RDONLY), N(MS_NOSUID),
	N(MS_NODEV), N(MS_NOEXEC), N(MS_SYNCHRONOUS), N(MS_REMOUNT),
	N(MS_NOATIME), N(MS_BIND), N(MS_MOVE), N(MS_SILENT), END };
static const struct st_name umount_flags[] = { N(MNT_FORCE), N(MNT_DETACH),
	N(MNT_EXPIRE), N(UMOUNT_NOFOLLOW), END };
static const struct st_name renames[] = { V(NOREPLACE, "RENAME_NOREPLACE"),
	V(EXCHANGE, "RENAME_EXCHANGE"), V(WHITEOUT, "RENAME_WHITEOUT"), END };
static const struct st_name grnd[] = { N(GRND_NONBLOCK), N(GRND_RANDOM), END };
static const struct st_name flocks[] = { V(1, "LOCK_SH"), V(2, "LOCK_EX"),
	V(8, "LOCK_UN"), V(4, "LOCK_NB"), END };
static const struct st_name falloc[] = { V(1, "FALLOC_FL_KEEP_SIZE"),
	V(2, "FALLOC_FL_PUNCH_HOLE"), V(8, "FALLOC_FL_COLLAPSE_RANGE"),
	V(16, "FALLOC_FL_ZERO_RANGE"), END };
static const struct st_name fadvice[] = { N(POSIX_FADV_NORMAL),
	N(POSIX_FADV_RANDOM), N(POSIX_FADV_SEQUENTIAL), N(POSIX_FADV_WILLNEED),
	N(POSIX_FADV_DONTNEED), N(POSIX_FADV_NOREUSE), END };
static const struct st_name reboots[] = { V(0x01234567, "RB_AUTOBOOT"),
	V(0xcdef0123, "RB_HALT_SYSTEM"), V(0x4321fedc, "RB_POWER_OFF"), END };
static const struct st_name policy[] = { V(0, "SCHED_OTHER"),
	V(1, "SCHED_FIFO"), V(2, "SCHED_RR"), V(3, "SCHED_BATCH"),
	V(5, "SCHED_IDLE"), END };
static const struct st_name prctls[] = { V(1, "PR_SET_PDEATHSIG"),
	V(2, "PR_GET_PDEATHSIG"), V(3, "PR_GET_DUMPABLE"),
	V(4, "PR_SET_DUMPABLE"), V(15, "PR_SET_NAME"), V(16, "PR_GET_NAME"),
	V(36, "PR_SET_CHILD_SUBREAPER"), V(37, "PR_GET_CHILD_SUBREAPER"),
	V(38, "PR_SET_NO_NEW_PRIVS"), V(39, "PR_GET_NO_NEW_PRIVS"), END };
static const struct st_name sighow[] = { V(0, "SIG_BLOCK"), V(1, "SIG_UNBLOCK"),
	V(2, "SIG_SETMASK"), END };
static const struct st_name syslogs[] = { V(2, "SYSLOG_ACTION_READ"),
	V(3, "SYSLOG_ACTION_READ_ALL"), V(4, "SYSLOG_ACTION_READ_CLEAR"),
	V(5, "SYSLOG_ACTION_CLEAR"), V(9, "SYSLOG_ACTION_SIZE_UNREAD"),
	V(10, "SYSLOG_ACTION_SIZE_BUFFER"), END };
static const struct st_name statx_mask[] = { V(0xfff, "STATX_ALL"),
	V(0x7ff, "STATX_BASIC_STATS"), V(1, "STATX_TYPE"), V(2, "STATX_MODE"),
	V(4, "STATX_NLINK"), V(8, "STATX_UID"), V(16, "STATX_GID"),
	V(32, "STATX_ATIME"), V(64, "STATX_MTIME"), V(128, "STATX_CTIME"),
	V(256, "STATX_INO"), V(512, "STATX_SIZE"), V(1024, "STATX_BLOCKS"),
	V(2048, "STATX_BTIME"), END };

/* Kinds of values, and of bits. */
static const struct st_set sets[] = {
	{ KIND_ATFLAGS, true, atflags },
	{ KIND_FDFLAGS, true, oflags },
	{ KIND_UNLINK, true, unlink_flags },
	{ KIND_EACCESS, true, eaccess },
	{ KIND_WHENCE, false, whence },
	{ KIND_FCNTL, false, fcntls },
	{ KIND_MAP, true, map },
	{ KIND_ADVICE, false, advice },
	{ KIND_CLOCK, false, clocks },
	{ KIND_ABSTIME, true, abstime },
	{ KIND_SIGHOW, false, sighow },
	{ KIND_WAITOPTS, true, wait_options },
	{ KIND_IDTYPE, false, idtype },
	{ KIND_LIMIT, false, limits },
	{ KIND_WHO, false, who },
	{ KIND_PRIO, false, prio },
	{ KIND_ITIMER, false, itimer },
	{ KIND_MOUNT, true, mount_flags },
	{ KIND_UMOUNT, true, umount_flags },
	{ KIND_RENAME, true, renames },
	{ KIND_GRND, true, grnd },
	{ KIND_FLOCK, true, flocks },
	{ KIND_FALLOC, true, falloc },
	{ KIND_FADVICE, false, fadvice },
	{ KIND_REBOOT, false, reboots },
	{ KIND_POLICY, false, policy },
	{ KIND_PRCTL, false, prctls },
	{ KIND_SYSLOG, false, syslogs },
	{ KIND_STATXMASK, true, statx_mask },
};

void st_put_value(const struct st_name *names, uint32_t value)
{
	for (; names->name; names++) {
		if (names->value == value) {
			st_text(names->name);
			return;
		}
	}
	st_put(value < 10 ? "%u" : "0x%x", value);
}

void st_put_bits(const struct st_name *names, uint32_t value)
{
	const char *between = "";

	for (; names->name; names++) {
		if (!names->value || (value & names->value) != names->value)
			continue;
		st_put("%s%s", between, names->name);
		value &= ~names->value;
		between = "|";
	}
	if (value || !*between)
		st_put(value ? "%s0x%x" : "%s%u", between, value);
}

static bool put_special(enum kind kind, uint32_t value)
{
	switch (kind) {
	case KIND_OFLAGS:
		st_put_value(accmode, value & 3);
		if (value & ~3U) {
			st_text("|");
			st_put_bits(oflags, value & ~3U);
		}
		return true;
	case KIND_ACCESS:
		if (value)
			st_put_bits(access_mode, value);
		else
			st_text("F_OK");
		return true;
	case KIND_PROT:
		if (value)
			st_put_bits(prot, value);
		else
			st_text("PROT_NONE");
		return true;
	case KIND_WAITOPTS:
		st_put_bits(
			value & WEXITED ? wait_options : wait4_options, value);
		return true;
	default:
		return false;
	}
}

bool st_flags(enum kind kind, uint32_t value)
{
	if (put_special(kind, value) || st_flags_more(kind, value))
		return true;
	return st_put_set(sets, sizeof(sets) / sizeof(sets[0]), kind, value);
}
