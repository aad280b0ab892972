/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The formats of ls: long lines with aligned columns, and names in columns,
 * rows or one a line; see list.h. All is composed in memory and only
 * list_print() writes, which keeps Asyncify out of the rest.
 */
#include "list.h"

#include "account.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sysmacros.h>

enum { NARROWEST = 3, NUMBER = 24, LINE = 2 * PATH_MAX + 256 };

/* Widths of the columns of a long listing, and of the prefixes -i and -s. */
struct widths {
	size_t inode, blocks, links, user, group, size;
};

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

static void put_name(
	struct text *t, const struct list_how *how, const char *name)
{
	for (; *name; name++) {
		unsigned char c = (unsigned char)*name;
		bool hidden = how->hide && (c < 0x20 || c == 0x7f);

		text_mem(t, hidden ? "?" : name, 1);
	}
}

static char mark_of(const struct list_how *how, mode_t mode)
{
	if (how->mark)
		return mode_mark(mode);
	return how->mark_dirs && S_ISDIR(mode) ? '/' : 0;
}

static void put_prefix(struct text *t, const struct list_how *how,
	const struct widths *w, const struct list_entry *e)
{
	char buf[NUMBER];

	if (how->inode)
		text_fmt(t, "%*llu ", (int)w->inode,
			(unsigned long long)e->st.st_ino);
	if (how->blocks) {
		blocks_text(how, buf, (unsigned long long)e->st.st_blocks);
		text_fmt(t, "%*s ", (int)w->blocks, buf);
	}
}

static void put_long(struct text *t, const struct list_how *how,
	const struct widths *w, const struct list_entry *e)
{
	const struct stat *st = &e->st;
	char mode[11], buf[NUMBER];

	mode_string(st->st_mode, mode);
	text_fmt(t, "%s %*lu ", mode, (int)w->links,
		(unsigned long)st->st_nlink);
	if (!how->no_owner)
		text_fmt(t, "%-*s ", (int)w->user,
			user_text(how, st->st_uid, buf));
	if (!how->no_group)
		text_fmt(t, "%-*s ", (int)w->group,
			group_text(how, st->st_gid, buf));
	size_text(how, buf, st);
	text_fmt(t, "%*s %s ", (int)w->size, buf, e->stamp);
}

static void put_entry(struct text *t, const struct list_how *how,
	const struct widths *w, const struct list_entry *e)
{
	char mark = mark_of(how, e->link ? e->link_mode : e->st.st_mode);

	put_prefix(t, how, w, e);
	if (how->format == LIST_LONG)
		put_long(t, how, w, e);
	put_name(t, how, e->name);
	if (e->link) {
		text_str(t, " -> ");
		put_name(t, how, e->link);
	}
	text_mem(t, &mark, mark != 0);
}

static size_t entry_width(const struct list_how *how, const struct widths *w,
	const struct list_entry *e)
{
	return (how->inode ? w->inode + 1 : 0) +
		(how->blocks ? w->blocks + 1 : 0) + utf8_width(e->name) +
		(mark_of(how, e->st.st_mode) != 0);
}

/* A listing on its way: where each entry goes. */
struct layout {
	const struct list_how *how;
	struct list_entry **e;
	size_t n, cols, rows;
	struct widths w;
	size_t *len;   /* of the entries; NULL for one a line */
	size_t *width; /* of the columns */
	size_t at;     /* place in the line, for commas */
};

/*
 * Whether the entries fit in l->cols columns; l->width gets those of the
 * columns. Each has three at least; the last one needs no gap behind it.
 */
static bool fits(struct layout *l)
{
	size_t rows = (l->n + l->cols - 1) / l->cols;
	size_t total = l->cols * NARROWEST;

	for (size_t c = 0; c < l->cols; c++)
		l->width[c] = NARROWEST;
	for (size_t i = 0; i < l->n; i++) {
		bool down = l->how->format == LIST_DOWN;
		size_t c = down ? i / rows : i % l->cols;
		size_t need = l->len[i] + (c + 1 < l->cols ? 2 : 0);

		if (l->width[c] < need) {
			total += need - l->width[c];
			l->width[c] = need;
		}
	}
	return total < l->how->columns;
}

/* Without memory for the widths it becomes one entry a line. */
static void lay_out(struct layout *l)
{
	bool down = l->how->format == LIST_DOWN;

	l->w = measure(l->how, l->e, l->n);
	l->cols = 1;
	l->rows = l->n;
	l->len = NULL;
	l->at = 0;
	if (l->how->format == LIST_LONG || l->how->format == LIST_SINGLE)
		return;
	l->len = malloc(2 * l->n * sizeof(*l->len) + 1);
	if (!l->len)
		return;
	l->width = l->len + l->n;
	for (size_t i = 0; i < l->n; i++)
		l->len[i] = entry_width(l->how, &l->w, l->e[i]);
	if (!down && l->how->format != LIST_ACROSS)
		return;
	l->cols = l->how->columns / NARROWEST + 1;
	if (l->cols > l->n)
		l->cols = l->n;
	while (l->cols > 1 && !fits(l))
		l->cols--;
	l->rows = l->cols ? (l->n + l->cols - 1) / l->cols : 0;
}

/* What follows entry i in slot k of the table. */
static void put_gap(struct text *t, struct layout *l, size_t i, size_t k)
{
	size_t next = l->how->format == LIST_DOWN ? i + l->rows : i + 1;

	if (l->len && l->how->format == LIST_COMMAS) {
		l->at += l->len[i] + 2;
		if (next == l->n) {
			text_str(t, "\n");
		} else if (l->at + l->len[next] >= l->how->columns) {
			text_str(t, ",\n");
			l->at = 0;
		} else {
			text_str(t, ", ");
		}
	} else if (k % l->cols + 1 == l->cols || next >= l->n) {
		text_str(t, "\n");
	} else {
		text_fmt(
			t, "%*s", (int)(l->width[k % l->cols] - l->len[i]), "");
	}
}

/* Slot k, row by row, with what follows it; an empty text for a free one. */
static void put_slot(struct text *t, struct layout *l, size_t k)
{
	bool down = l->how->format == LIST_DOWN;
	size_t i = down ? k % l->cols * l->rows + k / l->cols : k;

	if (i >= l->n)
		return;
	put_entry(t, l->how, &l->w, l->e[i]);
	put_gap(t, l, i, k);
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
	struct layout l = { .how = how, .e = e, .n = n };
	char line[LINE];

	if (how->format == LIST_LONG && !how->numeric)
		account_load();
	lay_out(&l);
	for (size_t k = 0; k < l.cols * l.rows; k++) {
		struct text t = { line, sizeof(line), 0, 0 };

		put_slot(&t, &l, k);
		out_mem(&cmd.out, line, t.len < LINE ? t.len : LINE);
	}
	free(l.len);
}
