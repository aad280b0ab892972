/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * /proc as structures; see procfs.h.
 */
#include "procfs.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sysmacros.h>
#include <unistd.h>

char *proc_read(const char *path, size_t *size)
{
	size_t n = 0, room = 1024;
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	char *text;
	ssize_t r;

	if (fd < 0)
		return NULL;
	text = cmd_alloc(room);
	while ((r = read(fd, text + n, room - n - 1)) > 0) {
		n += (size_t)r;
		if (n + 1 == room)
			text = cmd_realloc(text, room *= 2);
	}
	close(fd);
	if (r < 0) {
		free(text);
		return NULL;
	}
	text[n] = '\0';
	if (size)
		*size = n;
	return text;
}

static char *proc_file(long long pid, const char *name, size_t *size)
{
	char path[64];

	str_fmt(path, sizeof(path), "/proc/%lld/%s", pid, name);
	return proc_read(path, size);
}

static bool next_number(char **p, long long *value)
{
	bool ok;
	char *end, c;

	*p += strspn(*p, " \t");
	end = *p + strcspn(*p, " \t\n");
	c = *end;
	*end = '\0';
	ok = num_parse_signed(*p, value);
	*end = c;
	*p = end;
	return ok;
}

/* The numbers behind the state, in the order of proc(5); NULL: not wanted. */
static bool parse_numbers(char *s, struct proc_info *p)
{
	long long *const into[] = {
		&p->ppid,
		&p->pgrp,
		&p->session,
		&p->tty,
		&p->tpgid,
		NULL,
		NULL,
		NULL,
		NULL,
		NULL, /* flags, faults */
		&p->utime,
		&p->stime,
		NULL,
		NULL,
		&p->priority,
		&p->nice,
		NULL,
		NULL,
		&p->start,
		&p->vsize,
		&p->rss,
	};
	long long unwanted;

	for (size_t i = 0; i < sizeof(into) / sizeof(into[0]); i++)
		if (!next_number(&s, into[i] ? into[i] : &unwanted) && into[i])
			return false;
	return true;
}

/* The name may hold spaces and parentheses: it ends at the last one. */
static bool parse_stat(char *text, struct proc_info *p)
{
	char *open = strchr(text, '('), *close = strrchr(text, ')');

	if (!open || !close || close[1] != ' ' || !close[2])
		return false;
	*close = '\0';
	str_fmt(p->comm, sizeof(p->comm), "%s", open + 1);
	p->state = close[2];
	return parse_numbers(close + 3, p);
}

bool proc_info(long long pid, struct proc_info *p)
{
	char *text = proc_file(pid, "stat", NULL);
	bool ok = text && parse_stat(text, p);

	free(text);
	p->pid = pid;
	return ok;
}

static bool parse_ids(char *text, const char *label, unsigned long long *real,
	unsigned long long *effective)
{
	char *s = strstr(text, label);
	long long r, e;

	if (!s)
		return false;
	s += strlen(label);
	if (!next_number(&s, &r) || !next_number(&s, &e))
		return false;
	*real = (unsigned long long)r;
	*effective = (unsigned long long)e;
	return true;
}

bool proc_owner(long long pid, struct proc_owner *o)
{
	char *text = proc_file(pid, "status", NULL);
	bool ok = text && parse_ids(text, "\nUid:", &o->uid, &o->euid) &&
		parse_ids(text, "\nGid:", &o->gid, &o->egid);

	free(text);
	return ok;
}

char *proc_args(const struct proc_info *p)
{
	size_t n = 0;
	char *text = proc_file(p->pid, "cmdline", &n);

	while (n && !text[n - 1])
		n--;
	if (!n) {
		free(text);
		n = strlen(p->comm) + 3;
		text = cmd_alloc(n);
		str_fmt(text, n, "[%s]", p->comm);
		return text;
	}
	/* Control characters would break the listing's lines. */
	for (size_t i = 0; i < n; i++)
		if ((unsigned char)text[i] < ' ' || text[i] == 0x7f)
			text[i] = text[i] ? '?' : ' ';
	return text;
}

/* The kernel lists them by rising pid, nearly: insertion is enough. */
static void insert(long long *pids, size_t n, long long pid)
{
	for (; n && pids[n - 1] > pid; n--)
		pids[n] = pids[n - 1];
	pids[n] = pid;
}

void proc_each(void (*each)(const struct proc_info *p))
{
	DIR *dir = opendir("/proc");
	size_t n = 0, room = 64;
	long long *pids;
	struct dirent *d;

	if (!dir)
		cmd_die_errno("/proc");
	pids = cmd_alloc(room * sizeof(*pids));
	while ((d = readdir(dir))) {
		unsigned long long pid;

		if (!num_parse(d->d_name, &pid))
			continue;
		if (n == room)
			pids = cmd_realloc(pids, (room *= 2) * sizeof(*pids));
		insert(pids, n++, (long long)pid);
	}
	closedir(dir);
	for (size_t i = 0; i < n; i++) {
		struct proc_info p;

		if (proc_info(pids[i], &p))
			each(&p);
	}
	free(pids);
}

/* The device numbers of Linux (devices.txt): 4 tty, 5 console, 136 pts. */
const char *proc_tty(long long device, char *buf)
{
	unsigned maj = (unsigned)major((dev_t)device);
	unsigned min = (unsigned)minor((dev_t)device);

	if (!device)
		return "?";
	if (maj == 4 && min < 64)
		str_fmt(buf, 16, "tty%u", min);
	else if (maj == 4)
		str_fmt(buf, 16, "ttyS%u", min - 64);
	else if (maj >= 136 && maj <= 143)
		str_fmt(buf, 16, "pts/%u", (maj - 136) * 256 + min);
	else if (maj == 5 && min == 1)
		return "console";
	else
		str_fmt(buf, 16, "%u:%u", maj, min);
	return buf;
}

unsigned long long proc_uptime(void)
{
	static const char path[] = "/proc/uptime";
	char *text = proc_read(path, NULL), *s = text;
	unsigned long long v = 0;
	int decimals = -1;

	if (!text)
		cmd_die_errno(path);
	for (; (*s >= '0' && *s <= '9') || *s == '.'; s++) {
		if (*s == '.') {
			decimals = 0;
		} else if (decimals < 2) {
			v = v * 10 + (unsigned)(*s - '0');
			decimals += decimals >= 0;
		}
	}
	for (decimals = decimals < 0 ? 0 : decimals; decimals < 2; decimals++)
		v *= 10;
	free(text);
	return v;
}

long proc_hertz(void)
{
	long hz = sysconf(_SC_CLK_TCK);

	return hz > 0 ? hz : 100;
}
