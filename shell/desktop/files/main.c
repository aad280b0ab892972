/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * files [folder]                                              (not in POSIX)
 *
 * A window with what is in a folder (the home folder). A click chooses, with
 * Ctrl one more, with Shift all between; a second click opens: folders here,
 * files as xdg-open does. The folder is looked at every second, so that what
 * others put there is seen.
 *
 *	arrows, Home, End, Page Up or Down      another row; with Shift: choose
 *	letters                                 the next name that begins so
 *	Enter, Backspace                        open, the folder above
 *	Ctrl-A, Escape                          choose all, none; stop copying
 *	Ctrl-C, Ctrl-X, Ctrl-V                  copy, cut, paste; other windows
 *	                                        of this program have it
 *	Delete                                  into the bin; in it: for good
 *	Shift-Delete                            for good
 *	F2, Ctrl-N                              rename, a new folder
 *	Ctrl-D                                  download to the browser's host
 *	Ctrl-H, Ctrl-L, F5                      hidden ones, go to, look again
 *
 * Exit status: 0 when it is closed, 1 and a message when there is no window, 2
 * for wrong usage. What else goes wrong is said in the window.
 */
#include "impl.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "shell/desktop/lib/trash.h"

enum { DOUBLE = 400, QUICK = 1000, WORKING = 100, IDLE = 1000, WHEEL = 3 };

static long now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (long)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* The cursor goes to another row. */
static void go(int row, bool range)
{
	if (row >= files.count)
		row = files.count - 1;
	if (row < 0)
		row = 0;
	if (files.count == 0)
		return;
	if (range)
		choose_to(row);
	else
		choose_only(row);
}

/* The next name that begins with what was typed within a moment. */
static void search(const char *text)
{
	static char typed[64];
	static long last;
	int from = files.cursor < 0 ? 0 : files.cursor;

	if (now_ms() - last > QUICK) {
		typed[0] = '\0';
		from++;
	}
	last = now_ms();
	if (strlen(typed) + strlen(text) < sizeof(typed))
		strcat(typed, text);
	for (int i = 0; i < files.count; i++) {
		int row = (from + i) % files.count;

		if (strncasecmp(files.entry[row].name, typed, strlen(typed)) !=
			0)
			continue;
		choose_only(row);
		return;
	}
}

static void take_control(const struct window_event *e)
{
	static const struct {
		int code;
		enum act act;
	} keys[] = { { KEY_C, ACT_COPY }, { KEY_X, ACT_CUT },
		{ KEY_V, ACT_PASTE }, { KEY_N, ACT_FOLDER },
		{ KEY_D, ACT_DOWNLOAD }, { KEY_L, ACT_GO } };

	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		if (e->code == keys[i].code)
			act(keys[i].act);
	if (e->code == KEY_A)
		choose_all(true);
	if (e->code == KEY_H) {
		files.hidden = !files.hidden;
		folder_refresh(true);
	}
}

/* Keys that go to another row: whether it was one. */
static bool take_move(
	const struct window_surface *s, const struct window_event *e)
{
	bool range = e->modifiers & WINDOW_SHIFT;
	int page = view_rows(s), at = files.cursor;

	switch (e->code) {
	case KEY_UP:
		go(at - 1, range);
		return true;
	case KEY_DOWN:
		go(at + 1, range);
		return true;
	case KEY_PAGEUP:
		go(at - page, range);
		return true;
	case KEY_PAGEDOWN:
		go(at + page, range);
		return true;
	case KEY_HOME:
		go(0, range);
		return true;
	case KEY_END:
		go(files.count - 1, range);
		return true;
	default:
		return false;
	}
}

static void take_key(
	const struct window_surface *s, const struct window_event *e)
{
	files.message[0] = '\0';
	if (e->modifiers & WINDOW_CTRL) {
		take_control(e);
		return;
	}
	if (take_move(s, e))
		return;
	switch (e->code) {
	case KEY_ENTER:
	case KEY_KPENTER:
		act(ACT_OPEN);
		break;
	case KEY_BACKSPACE:
		act(ACT_UP);
		break;
	case KEY_DELETE:
		act(e->modifiers & WINDOW_SHIFT ? ACT_PURGE : ACT_DELETE);
		break;
	case KEY_ESC:
		work_stop();
		choose_all(false);
		break;
	case KEY_F2:
		act(ACT_RENAME);
		break;
	case KEY_F5:
		folder_refresh(true);
		break;
	default:
		if ((unsigned char)e->text[0] > ' ')
			search(e->text);
	}
}

static void take_answer(const struct window_event *e)
{
	if (e->code == KEY_ESC)
		files.asked = ASK_NOTHING;
	else if (e->code == KEY_ENTER || e->code == KEY_KPENTER)
		act_answer();
	else if (files.asked != ASK_DELETE)
		ui_field_key(&files.field, e);
}

static void click_row(const struct window_event *e, int row)
{
	static long last;
	static int where = -1;
	bool again = row == where && now_ms() - last < DOUBLE;

	last = now_ms();
	where = row;
	if (row < 0) {
		choose_only(-1);
	} else if (e->modifiers & WINDOW_CTRL) {
		files.entry[row].chosen = !files.entry[row].chosen;
		files.cursor = files.anchor = row;
	} else if (e->modifiers & WINDOW_SHIFT) {
		choose_to(row);
	} else {
		choose_only(row);
		if (again) {
			where = -1;
			act(ACT_OPEN);
		}
	}
}

static void take_button(
	const struct window_surface *s, const struct window_event *e)
{
	char path[PATH_MAX];
	enum act which;

	files.message[0] = '\0';
	files.asked = ASK_NOTHING;
	if (view_button_at(e->x, e->y, &which))
		act(which);
	else if (e->y >= BAR && e->y < BAR + PATH && !in_bin() &&
		view_path_at(e->x, path, sizeof(path)))
		folder_open(path, NULL);
	else if (e->y >= BAR + PATH + HEAD && e->y < s->height - FOOT)
		click_row(e, view_row_at(s, e->y));
}

/* Whether the window is to be drawn. */
static bool take(struct window *w, const struct window_event *e)
{
	struct window_surface *s = window_surface(w);
	bool changed = work_go_on();

	switch (e->type) {
	case WINDOW_NONE:
		changed |= folder_refresh(false);
		return ui_load_theme() || changed;
	case WINDOW_KEY:
		if (e->value == 0)
			return changed;
		if (files.asked != ASK_NOTHING)
			take_answer(e);
		else
			take_key(s, e);
		view_follow(s);
		return true;
	case WINDOW_PASTE:
		if (files.asked != ASK_NOTHING)
			ui_field_insert(&files.field, e->paste);
		return true;
	case WINDOW_BUTTON:
		if (e->value == 1 && e->code == BTN_LEFT)
			take_button(s, e);
		return true;
	case WINDOW_WHEEL:
		files.top -= e->value * WHEEL;
		if (files.top > files.count - view_rows(s))
			files.top = files.count - view_rows(s);
		if (files.top < 0)
			files.top = 0;
		return true;
	case WINDOW_RESIZED:
		view_follow(s);
		return true;
	default:
		return changed;
	}
}

static void show_title(struct window *w)
{
	static char shown[PATH_MAX];
	if (strcmp(shown, files.folder) == 0)
		return;
	strcpy(shown, files.folder);
	/* The document takes it for where files go that are dropped here. */
	window_title(w, in_bin() ? "Bin" : files.folder);
}

int main(int argc, char **argv)
{
	struct window_event e = { .type = WINDOW_NONE };
	const char *home = getenv("HOME");
	bool changed = true;
	struct window *w;
	int wait;

	if (argc > 2) {
		fprintf(stderr, "usage: files [folder]\n");
		return 2;
	}
	snprintf(files.home, sizeof(files.home), "%s",
		home != NULL ? home : "/");
	trash_folder(files.home, files.bin, sizeof(files.bin));
	w = ui_open("files", "Files", 720, 460);
	if (argc < 2 || !folder_open(argv[1], NULL))
		if (!folder_open(files.home, NULL))
			folder_open("/", NULL);
	do {
		changed |= take(w, &e);
		/* It is drawn when nothing more has happened. */
		if (e.type == WINDOW_NONE && changed) {
			view_draw(w);
			changed = false;
		}
		show_title(w);
		wait = changed ? 0 : work_text()[0] != '\0' ? WORKING : IDLE;
	} while (window_wait(w, &e, wait) >= 0 && e.type != WINDOW_CLOSE);
	window_close(w);
	return e.type == WINDOW_CLOSE ? 0 : 1;
}
