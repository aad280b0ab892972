/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the user can do. */
#include "impl.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shell/desktop/lib/trash.h"

void say(bool error, const char *form, ...)
{
	va_list list;

	va_start(list, form);
	vsnprintf(files.message, sizeof(files.message), form, list);
	va_end(list);
	files.error = error;
}

static void go_up(void)
{
	char above[PATH_MAX], name[NAME_MAX + 1];
	char *slash;

	strcpy(above, files.folder);
	/* As far up as there is a folder. */
	do {
		slash = strrchr(above, '/');
		if (slash == NULL || slash[1] == '\0')
			return;
		snprintf(name, sizeof(name), "%s", slash + 1);
		slash[slash == above] = '\0';
	} while (access(above, X_OK) < 0 && strcmp(above, "/") != 0);
	folder_open(above, name);
}

static void go_to_bin(void)
{
	char path[PATH_MAX + 8];

	/* It is made with its first file. */
	if (access(files.bin, F_OK) < 0) {
		say(false, "The bin is empty.");
		return;
	}
	snprintf(path, sizeof(path), "%s", files.bin);
	folder_open(path, NULL);
}

static void ask(enum asked what, const char *text)
{
	files.asked = what;
	files.message[0] = '\0';
	ui_field_set(&files.field, text);
}

static void open_row(int row)
{
	char path[PATH_MAX + NAME_MAX];

	if (row < 0)
		return;
	path_of(row, path, sizeof(path));
	if (S_ISDIR(files.entry[row].mode))
		folder_open(path, NULL);
	else
		work_run("Opening", "oxygenctl", "open", path);
}

/* Does something with each path that is chosen. */
static void each(void (*does)(int row, const char *path))
{
	char path[PATH_MAX + NAME_MAX];

	if (chosen_count() == 0)
		say(true, "Nothing is chosen.");
	for (int i = 0; i < files.count; i++) {
		if (!files.entry[i].chosen)
			continue;
		path_of(i, path, sizeof(path));
		does(i, path);
	}
}

static void put_into_bin(int row, const char *path)
{
	const char *wrong = trash_put(files.home, path);

	if (wrong != NULL)
		say(true, "%s: %s", files.entry[row].name, wrong);
}

static void purge(int row, const char *path)
{
	work_delete(path);
	if (in_bin())
		trash_forget(files.home, files.entry[row].name);
}

static void restore(int row, const char *path)
{
	char to[PATH_MAX];
	const char *wrong = trash_restore(
		files.home, files.entry[row].name, to, sizeof(to));

	(void)path;
	if (wrong != NULL)
		say(true, "%s: %s", files.entry[row].name, wrong);
	else
		say(false, "Put back: %s", to);
}

static void download(int row, const char *path)
{
	if (S_ISREG(files.entry[row].mode))
		work_run("Downloading", "oxygenctl", "download", path);
	else
		say(true, "%s is no file: only files can be downloaded.",
			files.entry[row].name);
}

static void delete (bool for_good)
{
	if (chosen_count() == 0) {
		say(true, "Nothing is chosen.");
	} else if (for_good || in_bin()) {
		ask(ASK_DELETE, "");
	} else {
		say(false, "Put into the bin.");
		each(put_into_bin);
		folder_refresh(true);
	}
}

static void empty(void)
{
	folder_refresh(true);
	choose_all(true);
	if (files.count > 0)
		ask(ASK_DELETE, "");
}

void act(enum act act)
{
	switch (act) {
	case ACT_UP:
		go_up();
		break;
	case ACT_HOME:
		folder_open(files.home, NULL);
		break;
	case ACT_BIN:
		go_to_bin();
		break;
	case ACT_FOLDER:
		ask(ASK_FOLDER, "New folder");
		break;
	case ACT_RENAME:
		if (files.cursor >= 0)
			ask(ASK_RENAME, files.entry[files.cursor].name);
		break;
	case ACT_COPY:
	case ACT_CUT:
		clip_put(act == ACT_CUT);
		break;
	case ACT_PASTE:
		clip_paste();
		break;
	case ACT_DELETE:
	case ACT_PURGE:
		delete (act == ACT_PURGE);
		break;
	case ACT_DOWNLOAD:
		each(download);
		break;
	case ACT_RESTORE:
		each(restore);
		folder_refresh(true);
		break;
	case ACT_EMPTY:
		empty();
		break;
	case ACT_OPEN:
		open_row(files.cursor);
		break;
	case ACT_GO:
		ask(ASK_GO, files.folder);
		break;
	}
}

/* What is asked for is the name of something in the folder. */
static void name_it(enum asked asked, const char *name)
{
	char from[PATH_MAX + NAME_MAX], to[PATH_MAX + sizeof(files.field.text)];
	struct stat st;
	bool done;

	if (name[0] == '\0' || strchr(name, '/') != NULL ||
		strcmp(name, ".") == 0 || strcmp(name, "..") == 0) {
		say(true, "\"%s\" cannot be a name.", name);
		return;
	}
	snprintf(to, sizeof(to), "%s/%s", files.folder, name);
	if (lstat(to, &st) == 0) {
		say(true, "There is a \"%s\" already.", name);
		return;
	}
	if (asked == ASK_RENAME && files.cursor < 0)
		return;
	if (asked == ASK_RENAME)
		path_of(files.cursor, from, sizeof(from));
	done = asked == ASK_RENAME ? rename(from, to) == 0
				   : mkdir(to, 0777) == 0;
	if (!done) {
		say(true, "%s: %s", name, strerror(errno));
		return;
	}
	folder_refresh(true);
	for (int i = 0; i < files.count; i++)
		if (strcmp(files.entry[i].name, name) == 0)
			choose_only(i);
}

void act_answer(void)
{
	enum asked asked = files.asked;
	char text[sizeof(files.field.text)];

	strcpy(text, files.field.text);
	files.asked = ASK_NOTHING;
	if (asked == ASK_GO)
		folder_open(text[0] == '\0' ? "/" : text, NULL);
	else if (asked == ASK_DELETE)
		each(purge);
	else if (asked != ASK_NOTHING)
		name_it(asked, text);
}
