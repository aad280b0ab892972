/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading a command: from the prompt to the key that ends it. */
#include "shell.h"
#include "edit/edit.h"

#include <stdlib.h>
#include <unistd.h>

bool edit_wanted(int fd)
{
	const char *term = var_get("TERM");

	return (sh.opt[OPT_EMACS] || sh.opt[OPT_VI]) && sh.interactive &&
		!sh.subshell && term && *term && strcmp(term, "dumb") != 0 &&
		isatty(fd) && isatty(2);
}

bool text_whole(const char *s, size_t n)
{
	struct arena *a = arena_new();
	struct buf *b = buf_get();
	enum lex_err err;
	struct lexer lx;
	struct node *node;

	if (!a)
		return true;
	buf_add(b, s, n);
	buf_addc(b, '\n');
	lex_init(&lx, a, buf_str(b), 1);
	lx.aliases = &sh.aliases;
	do
		err = parse_command(&lx, &node);
	while (err == LEX_OK && *lx.p);
	arena_unref(a);
	buf_put(b);
	return err != LEX_MORE;
}

static int edit_key(void)
{
	for (;;) {
		int c = ed.ahead ? ed.ahead : tty_byte();

		ed.ahead = 0;
		if (c == -3) {
			draw_resized();
			continue;
		}
		if (c < 0)
			return c == -1 ? KEY_END_OF_INPUT : KEY_INTERRUPTED;
		if (ed.quote || ed.paste)
			return c;
		/* vi: an escape is a key, if it begins nothing else. */
		if (sh.opt[OPT_VI] && ed.keys.state == 1 && c != '[' &&
			c != 'O') {
			ed.ahead = c;
			ed.keys.state = 0;
			return 27;
		}
		c = key_feed(&ed.keys, c);
		if (c == KEY_MORE && ed.keys.state == 1 && sh.opt[OPT_VI] &&
			!tty_pending(40)) {
			ed.keys.state = 0;
			return 27;
		}
		if (c != KEY_MORE)
			return c;
	}
}

/* Pasted bytes are text, up to the sequence that ends them. */
static void paste_byte(int c)
{
	static const char end[] = "\033[201~";
	struct buf *b = ed.paste;

	if (c)
		buf_addc(b, c == '\r' ? '\n' : c);
	if (b->n < 6 || memcmp(b->s + b->n - 6, end, 6) != 0)
		return;
	ed.paste = NULL;
	text_insert(b->s, b->n - 6);
	ed.now = LAST_OTHER;
	buf_put(b);
}

static void quoted_byte(int c)
{
	char ch = (char)c;

	ed.quote = false;
	ed.now = LAST_INSERT;
	if (c)
		text_insert(&ch, 1);
}

static enum result edit_step(int c)
{
	enum result r = ED_GO;

	if (c == KEY_END_OF_INPUT)
		return ED_EOF;
	if (c == KEY_INTERRUPTED)
		return ED_INTERRUPT;
	ed.now = LAST_OTHER;
	history_load();
	if (ed.paste && c != CTL('C')) /* whose end may never come */
		paste_byte(c);
	else if (ed.quote)
		quoted_byte(c);
	else if (!(ed.search.on && search_key(c)))
		r = sh.opt[OPT_VI] ? vi_key(c) : emacs_key(c);
	if (r >= ED_COMPLETE) {
		complete(r);
		r = ED_GO;
	}
	if (c != KEY_UP && c != KEY_DOWN && c != CTL('P') && c != CTL('N'))
		ed.goal = SIZE_MAX;
	if (c != KEY_NONE)
		ed.last = ed.now;
	return r;
}

static void edit_init(const char *ps1, const char *ps2)
{
	const char *nc = var_get("NO_COLOR"), *s = strrchr(ps1, '\n');

	if (!ed.out)
		ed.out = buf_get();
	ed.plain = nc && *nc;
	memset(ed.known, 0, sizeof(ed.known));
	ed.prompt = ps1;
	ed.prompt1 = s ? s + 1 : ps1;
	ed.prompt2 = ps2;
	ed.hint = "";
	ed.last = LAST_OTHER;
	ed.goal = SIZE_MAX;
	ed.quote = false;
	ed.ahead = 0;
	ed.search.on = false;
	ed.redraw = REDRAW_NONE;
	memset(&ed.keys, 0, sizeof(ed.keys));
	ed.vi.command = ed.vi.inserting = false;
	ed.vi.over = ed.vi.changed = ed.vi.one = false;
	ed.vi.group = sh.opt[OPT_VI];
	ed.vi.count = ed.vi.op = ed.vi.wait = 0;
	if (ed.vi.keys)
		ed.vi.keys->n = 0;
	ed.entry = -1;
	text_reset();
}

static enum result edit_run(void)
{
	enum result r;

	draw_start();
	do {
		if (!tty_pending(0))
			draw();
		r = edit_step(edit_key());
	} while (r == ED_GO);
	if (ed.paste)
		buf_put(ed.paste);
	ed.paste = NULL;
	ed.search.on = false;
	ed.hint = "";
	draw_end(r == ED_INTERRUPT ? "^C" : r == ED_ACCEPT ? "\n" : "");
	return r;
}

bool edit_command(int fd, const char *ps1, const char *ps2, struct buf *b)
{
	for (;;) {
		enum result r;

		edit_init(ps1, ps2);
		if (!tty_raw(fd))
			return false;
		r = edit_run();
		tty_raw(-1);
		if (r == ED_ACCEPT) {
			history_add(ed.s, ed.n);
			buf_add(b, ed.s, ed.n);
			buf_addc(b, '\n');
			return true;
		}
		if (r == ED_EOF)
			return false;
		/* ^C was a byte; its signal does what it does elsewhere. */
		if (!sh.skip) {
			if (sh.trap.action[SIGINT])
				err_format("\n");
			kill(getpid(), SIGINT);
		}
		trap_check();
		out_flush();
		if (sh.skip)
			return false;
	}
}
