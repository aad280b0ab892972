/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The formats of ls: long lines with aligned columns, and names in columns,
 * rows or one a line; see list.h.
 */
#include "list.h"

#include "account.h"

#include <stdlib.h>
#include <string.h>
#include <sys/sysmacros.h>

enum { NARROWEST = 3, NUMBER = 24, STAMP = 16, HALF_YEAR = 31556952 / 2 };

/* Widths of the columns of a long listing, and of the prefixes -i and -s. */
struct widths {
	size_t inode, blocks, links, user, group, size;
};

struct timespec list_stamp(const struct stat *st, enum list_time which)
{
	if (which == LIST_ATIME)
		return st->st_atim;
	return which == LIST_CTIME ? st->st_ctim : st->st_mtim;
}

/* 1234567 as "1.2M": rounded up, three digits at most, like GNU -h. */
static void human(char *buf, unsigned long long n)
{
	static const char unit[] = "KMGTPE";
	unsigned long long tenths = n * 10;
	int i = -1;

	if (n > ~0ull / 16)
		tenths = (n / 1024 + 1) * 10, i = 0;
	for (; tenths > 10230 || (i < 0 && n >= 1024); i++) {
		tenths = (tenths + 1023) / 1024;
		n = 0;
	}
	if (i < 0)
		str_fmt(buf, NUMBER, "%llu", n);
	else if (tenths < 100)
		str_fmt(buf, NUMBER, "%llu.%llu%c", tenths / 10, tenths % 10,
			unit[i]);
	else
		str_fmt(buf, NUMBER, "%llu%c", (tenths + 9) / 10, unit[i]);
}

/* Blocks of 1024 bytes, as on Linux. */
static void blocks_text(
	const struct list_how *how, char *buf, unsigned long long blocks)
{
	if (how->human)
		human(buf, blocks * 512);
	else
		str_fmt(buf, NUMBER, "%llu", (blocks + 1) / 2);
}

static void size_text(
	const struct list_how *how, char *buf, const struct stat *st)
{
	if (S_ISCHR(st->st_mode) || S_ISBLK(st->st_mode))
		str_fmt(buf, NUMBER, "%u, %3u", (unsigned)major(st->st_rdev),
			(unsigned)minor(st->st_rdev));
	else if (how->human)
		human(buf, (unsigned long long)st->st_size);
	else
		str_fmt(buf, NUMBER, "%lld", (long long)st->st_size);
}

static const char *id_text(const char *name, unsigned long id, char *buf)
{
	if (name)
		return name;
	str_fmt(buf, NUMBER, "%lu", id);
	return buf;
}

static const char *user_text(const struct list_how *how, uid_t uid, char *buf)
{
	return id_text(how->numeric ? NULL : user_name(uid), uid, buf);
}

static const char *group_text(const struct list_how *how, gid_t gid, char *buf)
{
	return id_text(how->numeric ? NULL : group_name(gid), gid, buf);
}

/* POSIX: the time of day within six months, else the year. */
static void stamp_text(
	const struct list_how *how, char *buf, const struct stat *st)
{
	static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	time_t t = list_stamp(st, how->time).tv_sec;
	struct tm tm;

	if (!localtime_r(&t, &tm)) {
		str_fmt(buf, STAMP, "%12s", "?");
		return;
	}
	if (t > how->now || t <= how->now - HALF_YEAR)
		str_fmt(buf, STAMP, "%.3s %2d  %4d", months + 3 * tm.tm_mon,
			tm.tm_mday, tm.tm_year + 1900);
	else
		str_fmt(buf, STAMP, "%.3s %2d %02d:%02d",
			months + 3 * tm.tm_mon, tm.tm_mday, tm.tm_hour,
			tm.tm_min);
}

static void widen(size_t *width, const char *text)
{
	size_t n = utf8_width(text);

	if (*width < n)
		*width = n;
}

static struct widths measure(
	const struct list_how *how, struct list_entry **e, size_t n)
{
	struct widths w = { 0 };
	char buf[NUMBER];

	for (size_t i = 0; i < n; i++) {
		const struct stat *st = &e[i]->st;

		if (how->inode) {
			str_fmt(buf, NUMBER, "%llu",
				(unsigned long long)st->st_ino);
			widen(&w.inode, buf);
		}
		if (how->blocks) {
			blocks_text(
				how, buf, (unsigned long long)st->st_blocks);
			widen(&w.blocks, buf);
		}
		if (how->format != LIST_LONG)
			continue;
		str_fmt(buf, NUMBER, "%lu", (unsigned long)st->st_nlink);
		widen(&w.links, buf);
		widen(&w.user, user_text(how, st->st_uid, buf));
		widen(&w.group, group_text(how, st->st_gid, buf));
		size_text(how, buf, st);
		widen(&w.size, buf);
	}
	return w;
}

static void put_name(const struct list_how *how, const char *name)
{
	if (!how->hide) {
		out_str(&cmd.out, name);
		return;
	}
	for (; *name; name++) {
		unsigned char c = (unsigned char)*name;

		out_char(&cmd.out, c < 0x20 || c == 0x7f ? '?' : *name);
	}
}

static char mark_of(const struct list_how *how, mode_t mode)
{
	if (how->mark)
		return mode_mark(mode);
	return how->mark_dirs && S_ISDIR(mode) ? '/' : 0;
}

static void put_prefix(const struct list_how *how, const struct widths *w,
	const struct list_entry *e)
{
	char buf[NUMBER];

	if (how->inode)
		out_fmt(&cmd.out, "%*llu ", (int)w->inode,
			(unsigned long long)e->st.st_ino);
	if (how->blocks) {
		blocks_text(how, buf, (unsigned long long)e->st.st_blocks);
		out_fmt(&cmd.out, "%*s ", (int)w->blocks, buf);
	}
}

static void put_entry(const struct list_how *how, const struct widths *w,
	const struct list_entry *e)
{
	char mark = mark_of(how, e->st.st_mode);

	put_prefix(how, w, e);
	put_name(how, e->name);
	if (mark)
		out_char(&cmd.out, mark);
}

static void put_long(const struct list_how *how, const struct widths *w,
	const struct list_entry *e)
{
	const struct stat *st = &e->st;
	char mode[11], buf[NUMBER], stamp[STAMP], mark;

	put_prefix(how, w, e);
	mode_string(st->st_mode, mode);
	out_fmt(&cmd.out, "%s %*lu ", mode, (int)w->links,
		(unsigned long)st->st_nlink);
	if (!how->no_owner)
		out_fmt(&cmd.out, "%-*s ", (int)w->user,
			user_text(how, st->st_uid, buf));
	if (!how->no_group)
		out_fmt(&cmd.out, "%-*s ", (int)w->group,
			group_text(how, st->st_gid, buf));
	size_text(how, buf, st);
	stamp_text(how, stamp, st);
	out_fmt(&cmd.out, "%*s %s ", (int)w->size, buf, stamp);
	put_name(how, e->name);
	mark = mark_of(how, e->link ? e->link_mode : st->st_mode);
	if (e->link) {
		out_str(&cmd.out, " -> ");
		put_name(how, e->link);
	}
	if (mark)
		out_char(&cmd.out, mark);
	out_char(&cmd.out, '\n');
}

static size_t entry_width(const struct list_how *how, const struct widths *w,
	const struct list_entry *e)
{
	return (how->inode ? w->inode + 1 : 0) +
		(how->blocks ? w->blocks + 1 : 0) + utf8_width(e->name) +
		(mark_of(how, e->st.st_mode) != 0);
}

/*
 * Whether the entries fit in cols columns; width[] gets those of the columns.
 * Each has three at least; the last one needs no gap behind it.
 */
static bool fits(const struct list_how *how, const size_t *len, size_t n,
	size_t cols, size_t *width)
{
	size_t rows = (n + cols - 1) / cols, total = cols * NARROWEST;

	for (size_t c = 0; c < cols; c++)
		width[c] = NARROWEST;
	for (size_t i = 0; i < n; i++) {
		size_t c = how->format == LIST_DOWN ? i / rows : i % cols;
		size_t need = len[i] + (c + 1 < cols ? 2 : 0);

		if (width[c] < need) {
			total += need - width[c];
			width[c] = need;
		}
	}
	return total < how->columns;
}

static void put_table(const struct list_how *how, const struct widths *w,
	struct list_entry **e, size_t n)
{
	size_t *len = cmd_alloc(2 * n * sizeof(*len)), *width = len + n;
	size_t cols = how->columns / NARROWEST + 1, rows;

	for (size_t i = 0; i < n; i++)
		len[i] = entry_width(how, w, e[i]);
	if (cols > n)
		cols = n;
	while (cols > 1 && !fits(how, len, n, cols, width))
		cols--;
	rows = cols ? (n + cols - 1) / cols : 0;
	for (size_t r = 0; r < rows; r++) {
		for (size_t c = 0; c < cols; c++) {
			bool down = how->format == LIST_DOWN;
			size_t i = down ? c * rows + r : r * cols + c;
			size_t next = down ? i + rows : i + 1;

			if (i >= n)
				break;
			put_entry(how, w, e[i]);
			if (c + 1 < cols && next < n)
				out_fmt(&cmd.out, "%*s",
					(int)(width[c] - len[i]), "");
		}
		out_char(&cmd.out, '\n');
	}
	free(len);
}

static void put_commas(const struct list_how *how, const struct widths *w,
	struct list_entry **e, size_t n)
{
	size_t at = 0;

	for (size_t i = 0; i < n; i++) {
		size_t need = entry_width(how, w, e[i]);

		if (i && at + need + 2 >= how->columns) {
			out_str(&cmd.out, ",\n");
			at = 0;
		} else if (i) {
			out_str(&cmd.out, ", ");
			at += 2;
		}
		put_entry(how, w, e[i]);
		at += need;
	}
	if (n)
		out_char(&cmd.out, '\n');
}

void list_total(const struct list_how *how, struct list_entry **e, size_t n)
{
	unsigned long long sum = 0;
	char buf[NUMBER];

	if (how->format != LIST_LONG && !how->blocks)
		return;
	for (size_t i = 0; i < n; i++)
		sum += (unsigned long long)e[i]->st.st_blocks;
	blocks_text(how, buf, sum);
	out_fmt(&cmd.out, "total %s\n", buf);
}

void list_print(const struct list_how *how, struct list_entry **e, size_t n)
{
	struct widths w = measure(how, e, n);

	if (how->format == LIST_DOWN || how->format == LIST_ACROSS) {
		put_table(how, &w, e, n);
		return;
	}
	if (how->format == LIST_COMMAS) {
		put_commas(how, &w, e, n);
		return;
	}
	for (size_t i = 0; i < n; i++) {
		if (how->format == LIST_LONG) {
			put_long(how, &w, e[i]);
			continue;
		}
		put_entry(how, &w, e[i]);
		out_char(&cmd.out, '\n');
	}
}
