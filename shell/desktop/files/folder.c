/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is in the folder, and what of it is chosen. */
#include "impl.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

struct files files = { .cursor = -1, .anchor = -1 };

/* When the folder had changed when it was read, and when that was. */
static struct timespec folder_changed;
static time_t read_at;

enum { FEW = 500, SECONDS = 3 };

static int order(const void *one, const void *other)
{
	const struct entry *a = one, *b = other;
	int kind = S_ISDIR(b->mode) - S_ISDIR(a->mode);
	int name = kind != 0 ? kind : strcasecmp(a->name, b->name);

	return name != 0 ? name : strcmp(a->name, b->name);
}

static void look(const char *folder, struct entry *e)
{
	char path[PATH_MAX + NAME_MAX];
	struct stat st, target;

	snprintf(path, sizeof(path), "%s/%s", folder, e->name);
	if (lstat(path, &st) < 0)
		return;
	e->link = S_ISLNK(st.st_mode);
	e->mode = st.st_mode;
	if (e->link && stat(path, &target) == 0)
		e->mode = target.st_mode;
	e->size = st.st_size;
	e->changed = st.st_mtime;
}

/* All of a folder, sorted; -1: it cannot be read, errno says why. */
static int read_all(const char *folder, struct entry **all)
{
	DIR *d = opendir(folder);
	struct dirent *e;
	/* The bin is emptied of what is seen. */
	bool hidden = files.hidden || strcmp(folder, files.bin) == 0;
	int count = 0, room = 0;

	*all = NULL;
	if (d == NULL)
		return -1;
	while ((e = readdir(d)) != NULL) {
		if (strcmp(e->d_name, ".") == 0 ||
			strcmp(e->d_name, "..") == 0 ||
			(e->d_name[0] == '.' && !hidden))
			continue;
		if (count == room) {
			room = room * 2 + 64;
			*all = ui_need(realloc(
				*all, (size_t)room * sizeof(struct entry)));
		}
		(*all)[count] = (struct entry){ .name = ui_need(
							strdup(e->d_name)) };
		look(folder, &(*all)[count++]);
	}
	closedir(d);
	if (count > 0)
		qsort(*all, (size_t)count, sizeof(struct entry), order);
	return count;
}

static void drop(struct entry *all, int count)
{
	for (int i = 0; i < count; i++)
		free(all[i].name);
	free(all);
}

static int find(const char *name)
{
	for (int i = 0; i < files.count; i++)
		if (strcmp(files.entry[i].name, name) == 0)
			return i;
	return -1;
}

static void note_time(void)
{
	struct stat st;

	if (stat(files.folder, &st) == 0)
		folder_changed = st.st_mtim;
	read_at = time(NULL);
}

bool folder_open(const char *path, const char *select)
{
	struct entry *all;
	char whole[PATH_MAX];
	int count;

	if (realpath(path, whole) == NULL ||
		(count = read_all(whole, &all)) < 0) {
		say(true, "%s: %s", path, strerror(errno));
		return false;
	}
	drop(files.entry, files.count);
	files.entry = all;
	files.count = count;
	strcpy(files.folder, whole);
	files.top = 0;
	files.asked = ASK_NOTHING;
	note_time();
	choose_only(select != NULL ? find(select) : -1);
	return true;
}

static bool same(const struct entry *a, const struct entry *b)
{
	return strcmp(a->name, b->name) == 0 && a->size == b->size &&
		a->changed == b->changed && a->mode == b->mode;
}

/* Takes what was read again; what was chosen stays so. */
static void replace(struct entry *all, int count)
{
	struct entry *old = files.entry;
	int n = files.count;
	char cursor[NAME_MAX + 1] = "";
	int row = files.cursor;

	if (row >= 0)
		snprintf(cursor, sizeof(cursor), "%s", old[files.cursor].name);
	for (int i = 0, j = 0; i < n && j < count;) {
		int way = order(&old[i], &all[j]);

		if (way == 0)
			all[j].chosen = old[i].chosen;
		i += way <= 0;
		j += way >= 0;
	}
	files.entry = all;
	files.count = count;
	drop(old, n);
	files.cursor = files.anchor = cursor[0] != '\0' ? find(cursor) : -1;
	/* It is gone: the row stays. */
	if (row >= 0 && files.cursor < 0)
		files.cursor = files.anchor = row < count ? row : count - 1;
}

bool folder_refresh(bool always)
{
	struct entry *all;
	struct stat st;
	int count, i = 0;

	if (!always && stat(files.folder, &st) == 0 &&
		st.st_mtim.tv_sec == folder_changed.tv_sec &&
		st.st_mtim.tv_nsec == folder_changed.tv_nsec &&
		(files.count > FEW || time(NULL) < read_at + SECONDS))
		return false;
	note_time();
	count = read_all(files.folder, &all);
	if (count < 0) {
		/* It is gone: there is always one above. */
		say(true, "%s: %s", files.folder, strerror(errno));
		act(ACT_UP);
		return true;
	}
	while (count == files.count && i < count &&
		same(&all[i], &files.entry[i]))
		i++;
	if (i == count && count == files.count) {
		drop(all, count);
		return false;
	}
	replace(all, count);
	return true;
}

void choose_only(int row)
{
	for (int i = 0; i < files.count; i++)
		files.entry[i].chosen = i == row;
	files.cursor = files.anchor = row;
}

void choose_to(int row)
{
	int from = files.anchor < 0 ? row : files.anchor;
	int first = from < row ? from : row, last = from < row ? row : from;

	for (int i = 0; i < files.count; i++)
		files.entry[i].chosen = i >= first && i <= last;
	files.cursor = row;
	files.anchor = from;
}

void choose_all(bool on)
{
	for (int i = 0; i < files.count; i++)
		files.entry[i].chosen = on;
}

int chosen_count(void)
{
	int n = 0;

	for (int i = 0; i < files.count; i++)
		n += files.entry[i].chosen;
	return n;
}

void path_of(int row, char *path, size_t size)
{
	snprintf(path, size, "%s/%s",
		strcmp(files.folder, "/") == 0 ? "" : files.folder,
		files.entry[row].name);
}

bool in_bin(void)
{
	return strcmp(files.folder, files.bin) == 0;
}
