/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * settings                                                    (not in POSIX)
 *
 * A window for the desktop's settings (docs/oxygen.md): theme, font of
 * terminals, wallpaper, workspaces; and how full the file systems are. A click
 * on a value sets it; so do Tab or up and down, which go to a row, and left and
 * right. It is oxygenctl that sets and tells them.
 *
 * Exit status: 0 when it is closed, 1 and a message when there is no window, 2
 * for wrong usage. What goes wrong with a setting is said in the window.
 */
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>
#include <sys/wait.h>
#include <unistd.h>

#include "shell/desktop/lib/draw.h"
#include "shell/desktop/lib/text.h"
#include "shell/desktop/lib/ui.h"

enum { LABEL = 130, ROW = 40, TOP = 56, VALUES = 9, ROWS = 4, DISK = 34 };

static struct row {
	const char *key, *label;
	const char *value[VALUES]; /* the first is that of one not set */
	const char *shown[VALUES]; /* if it is another word */
	char now[256];
} rows[ROWS] = {
	{ "theme", "Theme", { "auto", "light", "dark", "contrast" }, { NULL },
		"" },
	{ "font", "Terminal font", { "14", "11", "12", "16", "18", "22", "28" },
		{ NULL }, "" },
	{ "wallpaper", "Wallpaper",
		{ "oxygen", "dawn", "forest", "dusk", "sand", "paper",
			"#20242c" },
		{ NULL, NULL, NULL, NULL, NULL, NULL, "plain" }, "" },
	{ "workspaces", "Workspaces",
		{ "4", "1", "2", "3", "5", "6", "7", "8", "9" }, { NULL }, "" },
};

static int chosen; /* the row that keys act on */
static char message[512];

/* Runs oxygenctl: what it says (out: 1) or complains of (2), and its status. */
static int ask(char *const argv[], int out, char *said, size_t size)
{
	posix_spawn_file_actions_t does;
	int ends[2], status = -1, error;
	size_t n = 0;
	ssize_t got;
	pid_t pid;

	said[0] = '\0';
	if (pipe2(ends, O_CLOEXEC) < 0)
		return -1;
	posix_spawn_file_actions_init(&does);
	posix_spawn_file_actions_adddup2(&does, ends[1], out);
	error = posix_spawnp(&pid, argv[0], &does, NULL, argv, environ);
	posix_spawn_file_actions_destroy(&does);
	close(ends[1]);
	while (error == 0 && n < size - 1 &&
		(got = read(ends[0], said + n, size - 1 - n)) > 0)
		n += (size_t)got;
	said[n] = '\0';
	close(ends[0]);
	if (error == 0)
		waitpid(pid, &status, 0);
	else
		snprintf(said, size, "%s: %s", argv[0], strerror(error));
	return status;
}

static void load(void)
{
	static char all[20000];
	char *argv[] = { "oxygenctl", "get", NULL }, *line, *rest = all;

	for (int i = 0; i < ROWS; i++)
		strcpy(rows[i].now, rows[i].value[0]);
	if (ask(argv, 1, all, sizeof(all)) != 0) {
		snprintf(message, sizeof(message),
			"The desktop's manager does not answer.");
		return;
	}
	while ((line = strsep(&rest, "\n")) != NULL) {
		char *value = strchr(line, '\t');

		if (value == NULL)
			continue;
		*value++ = '\0';
		for (int i = 0; i < ROWS; i++)
			if (strcmp(rows[i].key, line) == 0)
				snprintf(rows[i].now, sizeof(rows[i].now), "%s",
					value);
	}
}

static void set(struct row *r, const char *value)
{
	char *argv[] = { "oxygenctl", "set", (char *)(uintptr_t)r->key,
		(char *)(uintptr_t)value, NULL };

	message[0] = '\0';
	if (ask(argv, 2, message, sizeof(message)) == 0)
		message[0] = '\0';
	message[strcspn(message, "\n")] = '\0';
	load();
	ui_load_theme();
}

/* Small numbers first: the order in which values are shown. */
static int compare(const void *one, const void *other)
{
	const char *a = *(const char *const *)one;
	const char *b = *(const char *const *)other;

	return atoi(a) - atoi(b);
}

/* A row's values as they are shown; returns how many. */
static int values_of(const struct row *r, const char **value)
{
	int n = 0;

	while (n < VALUES && r->value[n] != NULL) {
		value[n] = r->value[n];
		n++;
	}
	if (atoi(r->value[0]) > 0)
		qsort(value, (size_t)n, sizeof(*value), compare);
	return n;
}

static const char *word_of(const struct row *r, const char *value)
{
	for (int i = 0; i < VALUES && r->value[i] != NULL; i++)
		if (r->value[i] == value && r->shown[i] != NULL)
			return r->shown[i];
	return value;
}

static struct ui_button button(
	const struct row *r, const char *const *value, int number)
{
	int x = LABEL + 16;

	for (int i = 0; i < number; i++)
		x += text_width(word_of(r, value[i]), 1) + 24;
	return (struct ui_button){ x, TOP + (int)(r - rows) * ROW,
		text_width(word_of(r, value[number]), 1) + 20, 28,
		word_of(r, value[number]), strcmp(r->now, value[number]) == 0,
		false };
}

static void step(struct row *r, int way)
{
	const char *value[VALUES];
	int n = values_of(r, value), at = 0;

	while (at < n && strcmp(value[at], r->now) != 0)
		at++;
	at = at == n ? 0 : at + way;
	if (at >= 0 && at < n)
		set(r, value[at]);
}

static void click(int x, int y)
{
	for (int i = 0; i < ROWS; i++) {
		const char *value[VALUES];
		int n = values_of(&rows[i], value);

		for (int j = 0; j < n; j++) {
			struct ui_button b = button(&rows[i], value, j);

			if (!ui_hit(&b, x, y))
				continue;
			chosen = i;
			set(&rows[i], value[j]);
		}
	}
}

static void draw_disk(
	struct window_surface *s, int y, const char *label, const char *path)
{
	struct statvfs v;
	int left = LABEL + 16, wide = s->width - left - 200;
	double all, used;
	char text[64];

	text_draw(s, 16, y, LABEL, 1, ui.text, label);
	if (statvfs(path, &v) < 0 || v.f_blocks == 0) {
		text_draw(s, left, y, s->width - left, 1, ui.dim,
			"not kept apart");
		return;
	}
	all = (double)v.f_blocks * (double)v.f_frsize / 1e6;
	used = all - (double)v.f_bfree * (double)v.f_frsize / 1e6;
	snprintf(text, sizeof(text), "%.1f of %.0f MB", used, all);
	if (wide > 40 && all > 0) {
		draw_fill(s, left, y + 3, wide, 10, ui.line);
		draw_fill(s, left, y + 3, (int)(wide * used / all), 10,
			ui.accent);
		left += wide + 12;
	}
	text_draw(s, left, y, s->width - left, 1, ui.dim, text);
}

static void draw(struct window *w)
{
	struct window_surface *s = window_surface(w);
	int y = TOP + ROWS * ROW + 12;

	draw_fill(s, 0, 0, s->width, s->height, ui.back);
	text_draw(s, 16, 12, s->width - 16, 2, ui.text, "Settings");
	for (int i = 0; i < ROWS; i++) {
		const char *value[VALUES];
		int n = values_of(&rows[i], value);

		if (i == chosen)
			draw_fill(s, 6, TOP + i * ROW, 3, 28, ui.accent);
		text_draw(s, 16, TOP + i * ROW + 6, LABEL, 1, ui.text,
			rows[i].label);
		for (int j = 0; j < n; j++) {
			struct ui_button b = button(&rows[i], value, j);

			ui_draw_button(s, &b);
		}
	}
	draw_fill(s, 16, y, s->width - 32, 1, ui.line);
	draw_disk(s, y + 16, "Home", "/home");
	draw_disk(s, y + 16 + DISK, "Programs", "/usr/local");
	draw_disk(s, y + 16 + 2 * DISK, "Temporary", "/tmp");
	if (message[0] != '\0')
		text_draw(s, 16, s->height - 24, s->width - 32, 1, ui.error,
			message);
	window_damage_all(w);
}

static void take_key(const struct window_event *e)
{
	if (e->code == KEY_UP && chosen > 0)
		chosen--;
	else if (e->code == KEY_DOWN && chosen < ROWS - 1)
		chosen++;
	else if (e->code == KEY_TAB)
		chosen = (chosen + 1) % ROWS;
	else if (e->code == KEY_LEFT || e->code == KEY_RIGHT)
		step(&rows[chosen], e->code == KEY_LEFT ? -1 : 1);
}

int main(int argc, char **argv)
{
	struct window_event e = { .type = WINDOW_NONE };
	bool changed = true;
	struct window *w;

	(void)argv;
	if (argc > 1) {
		fprintf(stderr, "usage: settings\n");
		return 2;
	}
	w = ui_open("settings", "Settings", 660, 360);
	load();
	while (window_wait(w, &e, changed ? 0 : 5000) >= 0 &&
		e.type != WINDOW_CLOSE) {
		if (e.type == WINDOW_KEY && e.value != 0)
			take_key(&e);
		else if (e.type == WINDOW_BUTTON && e.value == 1)
			click(e.x, e.y);
		else if (e.type == WINDOW_NONE && !changed)
			load();
		else if (e.type != WINDOW_RESIZED && e.type != WINDOW_NONE)
			continue;
		/* It is drawn when nothing more has happened. */
		changed = e.type != WINDOW_NONE;
		if (changed)
			continue;
		ui_load_theme();
		draw(w);
	}
	window_close(w);
	return e.type == WINDOW_CLOSE ? 0 : 1;
}
