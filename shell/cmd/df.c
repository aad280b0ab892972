/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * df [-hikP] [file...]                                        POSIX: df
 *
 * Tells how much room there is on the file systems that the files are on, or
 * on all that have any. Units are 1024 bytes (so is -k); -h: sizes like 1.5M;
 * -i: numbers of files instead. The output is that of -P.
 *
 * Exit status: 0; 1 when a file system could not be asked.
 */
#include "lib/mounts.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>

enum { COLUMNS = 6, CELL = 256, ROWS = 256 };

typedef char row[COLUMNS][CELL];

static struct {
	bool human, inodes;
	row rows[ROWS];
	int count;
} df;

/* Rounded up, with one digit behind the point below 10. */
static void human(char *buf, uint64_t bytes)
{
	static const char units[] = "KMGTPE";
	double n = (double)bytes;
	uint64_t tenths;
	int i = -1;

	for (; n > 1023; i++)
		n /= 1024;
	tenths = (uint64_t)(n * 10);
	tenths += (double)tenths < n * 10;
	if (i < 0)
		str_fmt(buf, CELL, "%llu", (unsigned long long)bytes);
	else if (tenths < 100)
		str_fmt(buf, CELL, "%llu.%llu%c",
			(unsigned long long)tenths / 10,
			(unsigned long long)tenths % 10, units[i]);
	else
		str_fmt(buf, CELL, "%llu%c",
			(unsigned long long)(tenths + 9) / 10, units[i]);
}

static void put_size(char *buf, uint64_t blocks, uint64_t size)
{
	if (df.inodes)
		str_fmt(buf, CELL, "%llu", (unsigned long long)blocks);
	else if (df.human)
		human(buf, blocks * size);
	else
		str_fmt(buf, CELL, "%llu",
			(unsigned long long)((double)blocks * (double)size /
				1024));
}

static void put_row(const struct mounted *m, uint64_t all, uint64_t used,
	uint64_t left, uint64_t size)
{
	char(*cell)[CELL] = df.rows[df.count];

	if (df.count == ROWS)
		return;
	df.count++;
	str_fmt(cell[0], CELL, "%s", m->source);
	put_size(cell[1], all, size);
	put_size(cell[2], used, size);
	put_size(cell[3], left, size);
	if (used + left == 0)
		str_fmt(cell[4], CELL, "-");
	else /* rounded up */
		str_fmt(cell[4], CELL, "%llu%%",
			(unsigned long long)(((double)used * 100 +
						     (double)(used + left) -
						     1) /
				(double)(used + left)));
	str_fmt(cell[5], CELL, "%s", m->dir);
}

/* all: those without blocks are left out. */
static void add(const struct mounted *m, const char *path, bool all)
{
	struct statvfs st;

	if (statvfs(path, &st) < 0) {
		if (!all || errno != EACCES)
			cmd_fail(path);
		return;
	}
	if (all && st.f_blocks == 0)
		return;
	if (df.inodes)
		put_row(m, st.f_files, st.f_files - st.f_ffree, st.f_ffree, 1);
	else
		put_row(m, st.f_blocks, st.f_blocks - st.f_bfree, st.f_bavail,
			st.f_frsize);
}

/* Whether another one is mounted on the same directory later. */
static bool is_hidden(const struct mounted *m, const char *rest)
{
	char *copy = cmd_strdup(rest), *text = copy;
	struct mounted next;
	bool hidden = false;

	while (!hidden && mounts_next(&text, &next))
		hidden = !strcmp(next.dir, m->dir);
	free(copy);
	return hidden;
}

static void add_file(const char *path, const char *mounts)
{
	char *text = cmd_strdup(mounts);
	struct mounted m, found = { NULL, NULL, NULL, NULL };
	struct stat st, dir;

	if (stat(path, &st) < 0) {
		cmd_fail(path);
		return;
	}
	while (mounts_next(&text, &m)) {
		/* A later one may hide it. */
		if (stat(m.dir, &dir) == 0 && dir.st_dev == st.st_dev)
			found = m;
	}
	if (found.dir)
		add(&found, path, false);
	else
		cmd_tell(path, ": ", "not on a file system");
}

static void print(void)
{
	int width[COLUMNS] = { 14, 5, 5, 5, 5, 0 };

	for (int i = 0; i < df.count; i++)
		for (int c = 0; c < COLUMNS - 1; c++)
			if ((int)utf8_width(df.rows[i][c]) > width[c])
				width[c] = (int)utf8_width(df.rows[i][c]);
	for (int i = 0; i < df.count; i++) {
		out_fmt(&cmd.out, "%-*s", width[0], df.rows[i][0]);
		for (int c = 1; c < COLUMNS - 1; c++)
			out_fmt(&cmd.out, " %*s", width[c], df.rows[i][c]);
		out_fmt(&cmd.out, " %s\n", df.rows[i][COLUMNS - 1]);
	}
}

static void put_head(void)
{
	static const char *const sizes[] = { "Filesystem", "1024-blocks",
		"Used", "Available", "Capacity", "Mounted on" };
	static const char *const inodes[] = { "Filesystem", "Inodes", "IUsed",
		"IFree", "IUse%", "Mounted on" };

	for (int c = 0; c < COLUMNS; c++)
		str_fmt(df.rows[0][c], CELL, "%s",
			df.inodes ? inodes[c] : sizes[c]);
	if (df.human && !df.inodes) {
		str_fmt(df.rows[0][1], CELL, "Size");
		str_fmt(df.rows[0][3], CELL, "Avail");
	}
	df.count = 1;
}

int main(int argc, char **argv)
{
	struct opts o = { argv, "hikP", NULL, 1, 0 };
	struct mounted m;
	char *mounts;
	int c;

	cmd_start("df", "df [-hikP] [file...]");
	while ((c = opt_next(&o)) != -1) {
		df.inodes |= c == 'i';
		if (c == 'h' || c == 'k')
			df.human = c == 'h';
	}
	put_head();
	mounts = mounts_read();
	for (int i = o.next; i < argc; i++)
		add_file(argv[i], mounts);
	while (o.next == argc && mounts_next(&mounts, &m))
		if (!is_hidden(&m, mounts))
			add(&m, m.dir, true);
	if (df.count > 1)
		print();
	return cmd_done();
}
