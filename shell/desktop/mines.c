/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * mines [-s columnsxrows] [-m mines] [-r seed]                (not in POSIX)
 *
 * The game: open all fields but those with a mine. A number tells how many of
 * the fields around have one. Left button or Space opens a field (an open one:
 * those around it, if their mines are all flagged), right button or F puts a
 * flag; arrows move, N begins anew.
 *
 *	-s   the field's size: 16x12; at most 60x40
 *	-m   how many mines: a sixth of the fields
 *	-r   a number that the places of mines are made from: as the time
 *
 * Exit status: 0 when it is closed, 1 and a message when there is no window, 2
 * for wrong usage.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "shell/desktop/lib/draw.h"
#include "shell/desktop/lib/text.h"
#include "shell/desktop/lib/ui.h"

enum { MOST_COLUMNS = 60, MOST_ROWS = 40, CELL = 28, HEAD = 40 };

struct cell {
	bool mine, open, flag;
	int around;
};

static struct {
	struct cell cell[MOST_ROWS][MOST_COLUMNS];
	int columns, rows, mines;
	int x, y; /* the cursor */
	int left; /* fields to be opened */
	bool begun, lost;
	time_t since, end;
	bool keys; /* the cursor is used */
} game = { .columns = 16, .rows = 12 };

static bool inside(int x, int y)
{
	return x >= 0 && y >= 0 && x < game.columns && y < game.rows;
}

static void new_game(void)
{
	memset(game.cell, 0, sizeof(game.cell));
	game.left = game.columns * game.rows - game.mines;
	game.begun = game.lost = false;
}

/* Puts the mines, none near the first field that is opened. */
static void begin(int x, int y)
{
	int room = game.columns * game.rows - 9;
	int left = game.mines < room ? game.mines : room;

	game.left = game.columns * game.rows - left;
	while (left > 0) {
		int i = rand() % game.columns, j = rand() % game.rows;

		if (game.cell[j][i].mine || (abs(i - x) < 2 && abs(j - y) < 2))
			continue;
		game.cell[j][i].mine = true;
		left--;
		for (int n = 0; n < 9; n++)
			if (inside(i + n % 3 - 1, j + n / 3 - 1))
				game.cell[j + n / 3 - 1][i + n % 3 - 1]
					.around++;
	}
	game.begun = true;
	game.since = time(NULL);
}

static bool over(void)
{
	return game.lost || game.left == 0;
}

/* Opens a field and, if none around has a mine, those around. */
static void open_field(int x, int y)
{
	static short stack[MOST_ROWS * MOST_COLUMNS * 9 + 1][2];
	int n = 0;

	stack[n][0] = (short)x;
	stack[n++][1] = (short)y;
	while (n > 0) {
		int i = stack[--n][0], j = stack[n][1];
		struct cell *c = &game.cell[j][i];

		if (c->open || c->flag)
			continue;
		c->open = true;
		game.lost |= c->mine;
		game.left -= !c->mine;
		for (int k = 0; !c->mine && c->around == 0 && k < 9; k++) {
			int to_x = i + k % 3 - 1, to_y = j + k / 3 - 1;

			if (!inside(to_x, to_y) || game.cell[to_y][to_x].open)
				continue;
			stack[n][0] = (short)to_x;
			stack[n++][1] = (short)to_y;
		}
	}
	game.end = time(NULL);
}

static void step(int x, int y)
{
	int flags = 0;

	if (over() || !inside(x, y))
		return;
	if (!game.begun)
		begin(x, y);
	if (!game.cell[y][x].open) {
		open_field(x, y);
		return;
	}
	for (int n = 0; n < 9; n++)
		flags += inside(x + n % 3 - 1, y + n / 3 - 1) &&
			game.cell[y + n / 3 - 1][x + n % 3 - 1].flag;
	for (int n = 0; flags == game.cell[y][x].around && n < 9; n++)
		if (inside(x + n % 3 - 1, y + n / 3 - 1))
			open_field(x + n % 3 - 1, y + n / 3 - 1);
}

static void flag(int x, int y)
{
	if (!over() && inside(x, y) && !game.cell[y][x].open)
		game.cell[y][x].flag = !game.cell[y][x].flag;
}

static int flags_left(void)
{
	int n = game.mines;

	for (int y = 0; y < game.rows; y++)
		for (int x = 0; x < game.columns; x++)
			n -= game.cell[y][x].flag;
	return n;
}

static void draw_cell(struct window_surface *s, int x, int y, int size)
{
	static const uint32_t colours[] = { 0, WINDOW_RGB(47, 111, 222),
		WINDOW_RGB(30, 140, 70), WINDOW_RGB(200, 50, 40),
		WINDOW_RGB(110, 60, 180), WINDOW_RGB(170, 90, 20),
		WINDOW_RGB(20, 140, 150), WINDOW_RGB(120, 120, 120),
		WINDOW_RGB(180, 60, 140) };
	const struct cell *c = &game.cell[y][x];
	int left = x * size, top = HEAD + y * size, half = size / 2;
	char digit[2] = { (char)('0' + c->around), '\0' };

	draw_fill(s, left, top, size, size, c->open ? ui.back : ui.line);
	if (!c->open)
		draw_fill(s, left + 1, top + 1, size - 2, size - 2, ui.panel);
	draw_frame(s, left, top, size + 1, size + 1, ui.line);
	if (c->mine && (c->open || over())) {
		if (c->open)
			draw_fill(s, left + 1, top + 1, size - 1, size - 1,
				WINDOW_RGB(230, 70, 60));
		draw_disc(s, left + half, top + half, size * 0.28, ui.text);
	} else if (c->open && c->around > 0) {
		text_middle(s, left, top, size, size, size >= 48 ? 2 : 1,
			colours[c->around], digit);
	}
	if (c->flag && !c->open) {
		draw_line(s, left + half - 3, top + size * 0.25,
			left + half - 3, top + size * 0.78, 2, ui.text);
		draw_fill(s, left + half - 3, top + size / 4, size / 3,
			size / 4, WINDOW_RGB(220, 60, 50));
	}
	if (game.keys && x == game.x && y == game.y) {
		draw_frame(s, left, top, size + 1, size + 1, ui.accent);
		draw_frame(s, left + 1, top + 1, size - 1, size - 1, ui.accent);
	}
}

/* The largest side of fields that are all seen. */
static int cell_size(const struct window_surface *s)
{
	int wide = (s->width - 1) / game.columns;
	int high = (s->height - HEAD - 1) / game.rows;
	int size = wide < high ? wide : high;

	return size < 4 ? 4 : size;
}

static void draw(struct window *w)
{
	struct window_surface *s = window_surface(w);
	int size = cell_size(s);
	long seconds = !game.begun ? 0
		: over()           ? (long)(game.end - game.since)
				   : (long)(time(NULL) - game.since);
	char text[96];

	draw_fill(s, 0, 0, s->width, s->height, ui.back);
	snprintf(text, sizeof(text), "%d mines  %ld s  %s", flags_left(),
		seconds,
		game.lost        ? "Lost. N: a new game"
			: over() ? "Won! N: a new game"
				 : "");
	text_draw(s, 10, (HEAD - TEXT_HEIGHT) / 2, s->width - 10, 1,
		game.lost ? ui.error : ui.text, text);
	for (int y = 0; y < game.rows; y++)
		for (int x = 0; x < game.columns; x++)
			draw_cell(s, x, y, size);
	window_damage_all(w);
}

static void move(int dx, int dy)
{
	game.keys = true;
	if (inside(game.x + dx, game.y + dy)) {
		game.x += dx;
		game.y += dy;
	}
}

/* These two: whether something has changed. */
static bool take_key(const struct window_event *e)
{
	switch (e->code) {
	case KEY_LEFT:
		move(-1, 0);
		break;
	case KEY_RIGHT:
		move(1, 0);
		break;
	case KEY_UP:
		move(0, -1);
		break;
	case KEY_DOWN:
		move(0, 1);
		break;
	case KEY_SPACE:
	case KEY_ENTER:
		step(game.x, game.y);
		break;
	case KEY_F:
		flag(game.x, game.y);
		break;
	case KEY_N:
		new_game();
		break;
	default:
		return false;
	}
	return true;
}

static bool take_button(struct window *w, const struct window_event *e)
{
	int size = cell_size(window_surface(w));

	if (e->y < HEAD || e->x < 0 ||
		!inside(e->x / size, (e->y - HEAD) / size))
		return false;
	game.keys = false;
	game.x = e->x / size;
	game.y = (e->y - HEAD) / size;
	if (e->code == BTN_LEFT && !(e->modifiers & WINDOW_SHIFT))
		step(game.x, game.y);
	else
		flag(game.x, game.y);
	return true;
}

static void usage(void)
{
	fprintf(stderr,
		"usage: mines [-s columnsxrows] [-m mines] [-r seed]\n");
	exit(2);
}

static void parse(int argc, char **argv)
{
	unsigned seed = (unsigned)time(NULL);
	int c;

	while ((c = getopt(argc, argv, "s:m:r:")) != -1) {
		if (c == 's' &&
			sscanf(optarg, "%dx%d", &game.columns, &game.rows) != 2)
			usage();
		else if (c == 'm')
			game.mines = atoi(optarg);
		else if (c == 'r')
			seed = (unsigned)atoi(optarg);
		else if (c == '?')
			usage();
	}
	if (game.columns < 4 || game.rows < 4 || game.columns > MOST_COLUMNS ||
		game.rows > MOST_ROWS || game.mines < 0 || optind < argc)
		usage();
	if (game.mines == 0)
		game.mines = game.columns * game.rows / 6;
	if (game.mines > game.columns * game.rows - 9)
		game.mines = game.columns * game.rows - 9;
	srand(seed);
}

int main(int argc, char **argv)
{
	struct window_event e = { .type = WINDOW_NONE };
	bool changed = true;
	struct window *w;

	parse(argc, argv);
	w = ui_open("mines", "Mines", game.columns * CELL + 1,
		game.rows * CELL + HEAD + 1);
	new_game();
	while (window_wait(w, &e, changed ? 0 : 1000) >= 0 &&
		e.type != WINDOW_CLOSE) {
		changed |= e.type == WINDOW_RESIZED;
		if (e.type == WINDOW_KEY && e.value != 0)
			changed |= take_key(&e);
		else if (e.type == WINDOW_BUTTON && e.value == 1)
			changed |= take_button(w, &e);
		/* It is drawn when nothing more has happened, and each second
		 * of a game. */
		if (e.type != WINDOW_NONE)
			continue;
		if (ui_load_theme() || changed || (game.begun && !over()))
			draw(w);
		changed = false;
	}
	window_close(w);
	return e.type == WINDOW_CLOSE ? 0 : 1;
}
