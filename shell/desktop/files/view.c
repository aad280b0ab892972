/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the window looks. */
#include "impl.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "shell/desktop/lib/draw.h"
#include "shell/desktop/lib/text.h"

enum { SIZE_COLUMN = 80, TIME_COLUMN = 140, ICON = 28, THIN = 10 };

static const struct {
	enum act act;
	const char *label;
	bool bin, other; /* is there in the bin, and elsewhere */
} buttons[] = {
	{ ACT_UP, "Up", true, true },
	{ ACT_HOME, "Home", true, true },
	{ ACT_BIN, "Bin", false, true },
	{ ACT_FOLDER, "New", false, true },
	{ ACT_RENAME, "Rename", false, true },
	{ ACT_COPY, "Copy", true, true },
	{ ACT_CUT, "Cut", true, true },
	{ ACT_PASTE, "Paste", false, true },
	{ ACT_DELETE, "Delete", true, true },
	{ ACT_DOWNLOAD, "Download", false, true },
	{ ACT_RESTORE, "Restore", true, false },
	{ ACT_EMPTY, "Empty bin", true, false },
};

enum { BUTTONS = sizeof(buttons) / sizeof(buttons[0]) };

/* Where a button is; of no width: it is not there. */
static struct ui_button button(int number)
{
	struct ui_button b = { 6, 6, 0, BAR - 12, buttons[number].label, false,
		false };

	for (int i = 0; i <= number; i++) {
		b.x += b.width > 0 ? b.width + 4 : 0;
		b.width = (in_bin() ? buttons[i].bin : buttons[i].other)
			? text_width(buttons[i].label, 1) + 16
			: 0;
	}
	return b;
}

bool view_button_at(int x, int y, enum act *act)
{
	for (int i = 0; i < BUTTONS; i++) {
		struct ui_button b = button(i);

		if (b.width > 0 && ui_hit(&b, x, y)) {
			*act = buttons[i].act;
			return true;
		}
	}
	return false;
}

bool view_path_at(int x, char *path, size_t size)
{
	int column = (x - 8) / TEXT_WIDTH, at = 0;
	size_t n = 0;

	if (x < 8)
		return false;
	/* To the end of the part that the place is in. */
	while (files.folder[n] != '\0') {
		if (files.folder[n] == '/' && at > column)
			break;
		at += (files.folder[n] & 0xc0) != 0x80;
		n++;
	}
	if (column >= at)
		return false;
	snprintf(path, size, "%.*s", (int)n, files.folder);
	return true;
}

int view_rows(const struct window_surface *s)
{
	int room = s->height - BAR - PATH - HEAD - FOOT;

	return room < ROW ? 1 : room / ROW;
}

void view_follow(const struct window_surface *s)
{
	int rows = view_rows(s);

	if (files.cursor >= 0 && files.cursor < files.top)
		files.top = files.cursor;
	if (files.cursor >= files.top + rows)
		files.top = files.cursor - rows + 1;
	if (files.top > files.count - rows)
		files.top = files.count - rows;
	if (files.top < 0)
		files.top = 0;
}

int view_row_at(const struct window_surface *s, int y)
{
	int from = BAR + PATH + HEAD, row = (y - from) / ROW;

	if (y < from || row >= view_rows(s) || files.top + row >= files.count)
		return -1;
	return files.top + row;
}

static void draw_icon(
	struct window_surface *s, int x, int y, const struct entry *e)
{
	const uint32_t folder = WINDOW_RGB(224, 168, 64);

	if (S_ISDIR(e->mode)) {
		draw_fill(s, x, y + 2, 8, 4, folder);
		draw_fill(s, x, y + 4, 18, 11, folder);
		draw_fill(s, x + 1, y + 7, 16, 7,
			draw_mix(folder, WINDOW_RGB(255, 255, 255), 90));
	} else {
		draw_fill(s, x + 3, y, 12, 16, ui.dim);
		draw_fill(s, x + 4, y + 1, 10, 14, ui.back);
		for (int i = 4; i < 13; i += 3)
			draw_fill(s, x + 6, y + i, 6, 1,
				e->mode & 0111 ? ui.accent : ui.dim);
	}
	if (e->link)
		draw_disc(s, x + 3, y + 13, 3, ui.accent);
}

static void size_text(char *to, size_t room, const struct entry *e)
{
	static const char units[] = "kMGT";
	double size = (double)e->size;
	int unit = -1;

	for (; size >= 1000 && unit < 3; unit++)
		size /= 1000;
	if (S_ISDIR(e->mode))
		to[0] = '\0';
	else if (unit < 0)
		snprintf(to, room, "%d B", (int)e->size);
	else
		snprintf(to, room, size < 10 ? "%.1f %cB" : "%.0f %cB", size,
			units[unit]);
}

static void draw_row(struct window_surface *s, int row, int y)
{
	const struct entry *e = &files.entry[row];
	uint32_t text = e->chosen ? ui.on_accent : ui.text;
	uint32_t dim = e->chosen ? ui.on_accent : ui.dim;
	int sizes = s->width - TIME_COLUMN - SIZE_COLUMN - THIN;
	char words[64];
	struct tm t;

	if (e->chosen)
		draw_fill(s, 0, y, s->width - THIN, ROW, ui.accent);
	if (row == files.cursor)
		draw_frame(s, 0, y, s->width - THIN, ROW,
			e->chosen ? ui.text : ui.accent);
	draw_icon(s, 8, y + 3, e);
	if (sizes < 100) {
		text_draw(s, 8 + ICON, y + 3, s->width - ICON - 16 - THIN, 1,
			text, e->name);
		return;
	}
	text_draw(s, 8 + ICON, y + 3, sizes - ICON - 16, 1, text, e->name);
	size_text(words, sizeof(words), e);
	text_draw(s, sizes + SIZE_COLUMN - 16 - text_width(words, 1), y + 3,
		SIZE_COLUMN, 1, dim, words);
	localtime_r(&e->changed, &t);
	strftime(words, sizeof(words), "%F %H:%M", &t);
	text_draw(s, sizes + SIZE_COLUMN, y + 3, TIME_COLUMN, 1, dim, words);
}

static void draw_list(struct window_surface *s)
{
	int rows = view_rows(s), y = BAR + PATH, high = rows * ROW;
	int sizes = s->width - TIME_COLUMN - SIZE_COLUMN - THIN;

	draw_fill(s, 0, y, s->width, HEAD, ui.panel);
	text_draw(s, 8 + ICON, y + 3, 80, 1, ui.dim, "Name");
	if (sizes >= 100) {
		text_draw(s, sizes + SIZE_COLUMN - 48, y + 3, 80, 1, ui.dim,
			"Size");
		text_draw(s, sizes + SIZE_COLUMN, y + 3, 80, 1, ui.dim,
			"Changed");
	}
	y += HEAD;
	for (int i = 0; i < rows && files.top + i < files.count; i++)
		draw_row(s, files.top + i, y + i * ROW);
	if (files.count == 0)
		text_middle(s, 0, y, s->width, 3 * ROW, 1, ui.dim,
			in_bin() ? "The bin is empty."
				 : "There is nothing in this folder.");
	if (files.count > rows)
		draw_fill(s, s->width - THIN + 3,
			y + (int)((long)high * files.top / files.count), 5,
			(int)((long)high * rows / files.count) + 4, ui.line);
}

static void draw_question(struct window_surface *s, int y)
{
	static const char *const words[] = { "",
		"New name:", "Its name:", "Folder:", "" };
	const char *word = words[files.asked];
	int left = text_width(word, 1) + 16;
	char text[128];

	if (files.asked != ASK_DELETE) {
		text_draw(s, 8, y + 5, left, 1, ui.text, word);
		ui_draw_field(
			s, &files.field, left, y + 2, s->width - left - 8);
		return;
	}
	snprintf(text, sizeof(text),
		"Delete %d for good? Enter: yes, Escape: no", chosen_count());
	text_draw(s, 8, y + 5, s->width - 16, 1, ui.error, text);
}

static void draw_foot(struct window_surface *s)
{
	int y = s->height - FOOT;
	char text[1024];

	draw_fill(s, 0, y, s->width, FOOT, ui.panel);
	draw_fill(s, 0, y, s->width, 1, ui.line);
	if (files.asked != ASK_NOTHING) {
		draw_question(s, y);
		return;
	}
	if (work_text()[0] != '\0')
		snprintf(text, sizeof(text), "%s ...", work_text());
	else if (files.message[0] != '\0')
		snprintf(text, sizeof(text), "%s", files.message);
	else if (chosen_count() > 0)
		snprintf(text, sizeof(text), "%d of %d chosen", chosen_count(),
			files.count);
	else
		snprintf(text, sizeof(text), "%d files and folders",
			files.count);
	text_draw(s, 8, y + 5, s->width - 16, 1,
		files.message[0] != '\0' && files.error ? ui.error : ui.text,
		text);
}

void view_draw(struct window *w)
{
	struct window_surface *s = window_surface(w);

	draw_fill(s, 0, 0, s->width, s->height, ui.back);
	draw_fill(s, 0, 0, s->width, BAR, ui.panel);
	for (int i = 0; i < BUTTONS; i++) {
		struct ui_button b = button(i);

		if (b.width > 0)
			ui_draw_button(s, &b);
	}
	draw_frame(s, 2, BAR, s->width - 4, PATH - 2, ui.line);
	text_draw(s, 8, BAR + 4, s->width - 16, 1, ui.text,
		in_bin() ? "Bin" : files.folder);
	draw_list(s);
	draw_foot(s);
	window_damage_all(w);
}
