/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The columns of ps; see ps.h. Formats are those of POSIX: ps, STDOUT, and of
 * Linux where POSIX leaves them open.
 */
#include "ps.h"

#include "account.h"

#include <string.h>
#include <unistd.h>

enum { TEXT = PS_CELL };

static const char *number(char *buf, long long v)
{
	str_fmt(buf, TEXT, "%lld", v);
	return buf;
}

static const char *user(unsigned long long uid, char *buf)
{
	const char *name = user_name((uid_t)uid);

	return name ? name : number(buf, (long long)uid);
}

static const char *group(unsigned long long gid, char *buf)
{
	const char *name = group_name((gid_t)gid);

	return name ? name : number(buf, (long long)gid);
}

static const char *get_user(const struct row *r, char *buf)
{
	return user(r->owner.euid, buf);
}

static const char *get_ruser(const struct row *r, char *buf)
{
	return user(r->owner.uid, buf);
}

static const char *get_group(const struct row *r, char *buf)
{
	return group(r->owner.egid, buf);
}

static const char *get_rgroup(const struct row *r, char *buf)
{
	return group(r->owner.gid, buf);
}

static const char *get_uid(const struct row *r, char *buf)
{
	return number(buf, (long long)r->owner.euid);
}

static const char *get_gid(const struct row *r, char *buf)
{
	return number(buf, (long long)r->owner.egid);
}

static const char *get_pid(const struct row *r, char *buf)
{
	return number(buf, r->p->pid);
}

static const char *get_ppid(const struct row *r, char *buf)
{
	return number(buf, r->p->ppid);
}

static const char *get_pgid(const struct row *r, char *buf)
{
	return number(buf, r->p->pgrp);
}

static const char *get_sid(const struct row *r, char *buf)
{
	return number(buf, r->p->session);
}

static const char *get_nice(const struct row *r, char *buf)
{
	return number(buf, r->p->nice);
}

static const char *get_pri(const struct row *r, char *buf)
{
	return number(buf, r->p->priority);
}

static const char *get_vsz(const struct row *r, char *buf)
{
	return number(buf, r->p->vsize / 1024);
}

static long long resident(const struct row *r)
{
	return r->p->rss * sysconf(_SC_PAGESIZE);
}

static const char *get_rss(const struct row *r, char *buf)
{
	return number(buf, resident(r) / 1024);
}

static const char *tenths(char *buf, unsigned long long v)
{
	str_fmt(buf, TEXT, "%llu.%llu", v / 10, v % 10);
	return buf;
}

static long long cpu_ticks(const struct row *r)
{
	return r->p->utime + r->p->stime;
}

/* Hundredths of a second since the process started. */
static unsigned long long age(const struct row *r)
{
	unsigned long long start = (unsigned long long)(r->p->start * 100 /
		r->clock->hertz);

	return start < r->clock->uptime ? r->clock->uptime - start : 0;
}

static const char *get_pcpu(const struct row *r, char *buf)
{
	unsigned long long lived = age(r);
	unsigned long long used = (unsigned long long)cpu_ticks(r) * 100 /
		(unsigned long)r->clock->hertz;

	return tenths(buf, lived ? used * 1000 / lived : 0);
}

/* The percentage as a whole number, as ps -f shows it. */
static const char *get_c(const struct row *r, char *buf)
{
	char *point;

	get_pcpu(r, buf);
	point = strchr(buf, '.');
	if (point)
		*point = '\0';
	return buf;
}

static const char *get_pmem(const struct row *r, char *buf)
{
	unsigned long long size = (unsigned long long)resident(r);

	return tenths(
		buf, r->clock->memory ? size * 1000 / r->clock->memory : 0);
}

/* [[dd-]hh:]mm:ss, the hours always for the CPU time. */
static const char *duration(char *buf, unsigned long long s, bool hours)
{
	unsigned long long d = s / 86400;
	size_t n;

	buf[0] = '\0';
	if (d)
		str_fmt(buf, TEXT, "%llu-", d);
	n = strlen(buf);
	if (hours || s >= 3600)
		str_fmt(buf + n, TEXT - n, "%02llu:", s / 3600 % 24);
	n = strlen(buf);
	str_fmt(buf + n, TEXT - n, "%02llu:%02llu", s / 60 % 60, s % 60);
	return buf;
}

static const char *get_time(const struct row *r, char *buf)
{
	return duration(buf,
		(unsigned long long)(cpu_ticks(r) / r->clock->hertz), true);
}

static const char *get_etime(const struct row *r, char *buf)
{
	return duration(buf, age(r) / 100, false);
}

static const char *get_stime(const struct row *r, char *buf)
{
	static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	time_t t = r->clock->boot + r->p->start / r->clock->hertz;
	struct tm tm, today;

	if (!localtime_r(&t, &tm) || !localtime_r(&r->clock->now, &today))
		return "?";
	if (tm.tm_year == today.tm_year && tm.tm_yday == today.tm_yday)
		str_fmt(buf, TEXT, "%02d:%02d", tm.tm_hour, tm.tm_min);
	else
		str_fmt(buf, TEXT, "%.3s%02d", months + 3 * tm.tm_mon,
			tm.tm_mday);
	return buf;
}

static const char *get_tty(const struct row *r, char *buf)
{
	return proc_tty(r->p->tty, buf);
}

static const char *get_state(const struct row *r, char *buf)
{
	str_fmt(buf, TEXT, "%c", r->p->state);
	return buf;
}

static const char *get_stat(const struct row *r, char *buf)
{
	const struct proc_info *p = r->p;

	str_fmt(buf, TEXT, "%c%s%s%s", p->state,
		p->nice < 0           ? "<"
			: p->nice > 0 ? "N"
				      : "",
		p->pid == p->session ? "s" : "",
		p->tty && p->tpgid == p->pgrp ? "+" : "");
	return buf;
}

static const char *get_comm(const struct row *r, char *buf)
{
	bool dead = r->p->state == 'Z';

	if (!dead)
		return r->p->comm;
	str_fmt(buf, TEXT, "%.40s <defunct>", r->p->comm);
	return buf;
}

static const char *get_size(const struct row *r, char *buf)
{
	return number(buf, r->p->vsize / 4096);
}

static const char *get_flags(const struct row *r, char *buf)
{
	return number(buf, r->owner.euid == r->owner.uid ? 0 : 4);
}

static const char *get_none(const struct row *r, char *buf)
{
	(void)r;
	str_fmt(buf, TEXT, "-");
	return buf;
}

static const char *get_args(const struct row *r, char *buf)
{
	(void)buf;
	return r->args;
}

static const struct column columns[] = {
	{ "pid", "PID", 5, false, get_pid },
	{ "ppid", "PPID", 5, false, get_ppid },
	{ "pgid", "PGID", 5, false, get_pgid },
	{ "sid", "SID", 5, false, get_sid },
	{ "user", "USER", 8, true, get_user },
	{ "ruser", "RUSER", 8, true, get_ruser },
	{ "group", "GROUP", 8, true, get_group },
	{ "rgroup", "RGROUP", 8, true, get_rgroup },
	{ "uid", "UID", 5, false, get_uid },
	{ "gid", "GID", 5, false, get_gid },
	{ "pcpu", "%CPU", 4, false, get_pcpu },
	{ "pmem", "%MEM", 4, false, get_pmem },
	{ "vsz", "VSZ", 6, false, get_vsz },
	{ "rss", "RSS", 5, false, get_rss },
	{ "nice", "NI", 3, false, get_nice },
	{ "pri", "PRI", 3, false, get_pri },
	{ "s", "S", 1, true, get_state },
	{ "stat", "STAT", 4, true, get_stat },
	{ "etime", "ELAPSED", 11, false, get_etime },
	{ "time", "TIME", 8, false, get_time },
	{ "stime", "STIME", 5, false, get_stime },
	{ "tty", "TTY", 8, true, get_tty },
	{ "comm", "COMMAND", 15, true, get_comm },
	{ "args", "COMMAND", 27, true, get_args },
	{ "f", "F", 1, false, get_flags },
	{ "c", "C", 2, false, get_c },
	{ "addr", "ADDR", 4, false, get_none },
	{ "sz", "SZ", 5, false, get_size },
	{ "wchan", "WCHAN", 6, true, get_none },
};

/* Other names of columns above. */
static const char *const aliases[][2] = {
	{ "pgrp", "pgid" },
	{ "sess", "sid" },
	{ "session", "sid" },
	{ "cmd", "args" },
	{ "command", "args" },
	{ "ucmd", "comm" },
	{ "ucomm", "comm" },
	{ "state", "s" },
	{ "ni", "nice" },
	{ "tt", "tty" },
	{ "tname", "tty" },
	{ "%cpu", "pcpu" },
	{ "%mem", "pmem" },
	{ "euser", "user" },
	{ "egroup", "group" },
	{ "euid", "uid" },
	{ "egid", "gid" },
	{ "start", "stime" },
	{ "cputime", "time" },
};

const struct column *column_find(const char *name, size_t len)
{
	for (size_t i = 0; i < sizeof(aliases) / sizeof(aliases[0]); i++)
		if (strlen(aliases[i][0]) == len &&
			!strncmp(aliases[i][0], name, len)) {
			name = aliases[i][1];
			len = strlen(name);
			break;
		}
	for (size_t i = 0; i < sizeof(columns) / sizeof(columns[0]); i++)
		if (strlen(columns[i].name) == len &&
			!strncmp(columns[i].name, name, len))
			return &columns[i];
	return NULL;
}
