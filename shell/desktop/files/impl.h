/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the file manager share. */
#ifndef EXA_FILES_IMPL_H
#define EXA_FILES_IMPL_H

#include <limits.h>
#include <stdbool.h>
#include <sys/types.h>
#include <time.h>

#include "shell/desktop/lib/ui.h"

struct entry {
	char *name;
	off_t size;
	time_t changed;
	mode_t mode; /* of what a link points to, if that is a folder */
	bool link, chosen;
};

/* What is asked for in the bar at the foot. */
enum asked { ASK_NOTHING, ASK_RENAME, ASK_FOLDER, ASK_GO, ASK_DELETE };

extern struct files {
	char home[PATH_MAX], bin[PATH_MAX];
	char folder[PATH_MAX];
	struct entry *entry;
	int count;
	bool hidden; /* names that begin with a dot are shown */
	/* The row that keys act on, and where a range begins; -1: none. */
	int cursor, anchor;
	int top; /* the first row that is seen */
	char message[1024];
	bool error; /* the message is one */
	enum asked asked;
	struct ui_field field;
} files;

/* folder.c: what is in it, and what is chosen. */

/* Shows another folder: whether it can be read. select: a name there. */
bool folder_open(const char *path, const char *select);
/* Looks whether it has changed: whether the window is to be drawn. */
bool folder_refresh(bool always);
void choose_only(int row);
void choose_to(int row);
void choose_all(bool on);
int chosen_count(void);
/* A whole path of a row's file. */
void path_of(int row, char *path, size_t size);
bool in_bin(void);

/* work.c: what takes its time, done by other programs. */

/* Runs a program with that argument; what it complains of is a message. */
void work_run(const char *verb, const char *program, const char *word,
	const char *path);
/* cp or mv of path into a folder, as a name that is free there. They are done
 * one after another. */
void work_transfer(bool move, const char *path, const char *folder);
void work_delete(const char *path);
/* Goes on: whether the window is to be drawn. */
bool work_go_on(void);
/* What is done now; "": nothing. */
const char *work_text(void);
void work_stop(void);

/* clip.c: what was cut or copied, also of other windows. */
void clip_put(bool cut);
void clip_paste(void);

/* acts.c: what the user can do. */
enum act {
	ACT_UP,
	ACT_HOME,
	ACT_BIN,
	ACT_FOLDER,
	ACT_RENAME,
	ACT_COPY,
	ACT_CUT,
	ACT_PASTE,
	ACT_DELETE,
	ACT_DOWNLOAD,
	ACT_RESTORE,
	ACT_EMPTY,
	ACT_OPEN,
	ACT_PURGE,
	ACT_GO,
};

void act(enum act act);
/* The user has answered: Enter in the field. */
void act_answer(void);
/* A message at the foot. */
void say(bool error, const char *form, ...)
	__attribute__((format(printf, 2, 3)));

/* view.c */
enum { BAR = 38, PATH = 26, HEAD = 22, ROW = 22, FOOT = 26 };

void view_draw(struct window *w);
/* How many rows the window shows. */
int view_rows(const struct window_surface *s);
/* Scrolls so that the cursor is seen. */
void view_follow(const struct window_surface *s);
/* The row at a height of the window, or -1. */
int view_row_at(const struct window_surface *s, int y);
/* The button at a place: whether there is one that can be used. */
bool view_button_at(int x, int y, enum act *act);
/* The folder of the path bar at a place: whether there is one. */
bool view_path_at(int x, char *path, size_t size);

#endif
