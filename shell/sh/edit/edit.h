/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The line editor of a shell at a terminal.
 *
 * text.c is the line being edited, with undo and killed text; keys.c makes
 * keys of bytes; emacs.c and vi.c do what a key means; layout.c places
 * the line on the screen's cells and draw.c shows what of them has changed;
 * loop.c is the whole of it, tty.c the terminal. None of it is used by a
 * shell that is not interactive or whose terminal is dumb.
 *
 * What a key means is decided without calls that wait, which Asyncify makes
 * large: keys set `redraw` or return a result, and loop.c does the rest.
 */
#ifndef SH_EDIT_H
#define SH_EDIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct buf;
struct undo;

enum { EDIT_KILLS = 8, EDIT_UNDO = 200, EDIT_KNOWN = 32 };

/* What a byte of the line is, for its colour. */
enum attr {
	ATTR_NONE,
	ATTR_COMMAND, /* stands where a command does; known or unknown yet */
	ATTR_KNOWN,
	ATTR_UNKNOWN,
	ATTR_KEYWORD,
	ATTR_STRING,
	ATTR_COMMENT,
	ATTR_VAR,
	ATTR_HINT,
	ATTR_PS2,
};

/* Keys beyond bytes; KEY_META is added to a byte. */
enum key {
	KEY_MORE = -1, /* the sequence is not complete */
	KEY_META = 0x100,
	KEY_UP = 0x200,
	KEY_DOWN,
	KEY_LEFT,
	KEY_RIGHT,
	KEY_HOME,
	KEY_END,
	KEY_DELETE,
	KEY_WORD_LEFT,
	KEY_WORD_RIGHT,
	KEY_WORD_DELETE,
	KEY_PASTE,
	KEY_PASTE_END,
	KEY_NONE, /* a sequence that means nothing here */
	KEY_END_OF_INPUT,
	KEY_INTERRUPTED,
};

#define CTL(c) ((c)&31)

struct keys {
	int state;
	bool meta;
	int n;
	int num[2];
};

/* What the last key did, for those that go on where it ended. */
enum last {
	LAST_OTHER,
	LAST_INSERT,
	LAST_KILL,
	LAST_YANK,
	LAST_HISTORY,
	LAST_TAB,
	LAST_TAB_LISTED
};

struct cell {
	unsigned at; /* its bytes in the frame's text */
	int row;
	short col;
	uint8_t len;
	uint8_t width;
	uint8_t attr;
	bool newline;
};

/* The line as it is, or is to be, on the screen, from the prompt on. */
struct frame {
	struct cell *c;
	size_t n, cap;
	struct buf *b;
	int row, col;         /* the cursor */
	int end_row, end_col; /* behind the last cell */
	int line_row;         /* where the cursor's line of the text starts */
};

/* What a key led to. The last three: complete the word before the cursor, list
 * what it can become, put all that in its place. */
enum result {
	ED_GO,
	ED_ACCEPT,
	ED_EOF,
	ED_INTERRUPT,
	ED_COMPLETE,
	ED_LIST,
	ED_ALL
};

/* What must be shown anew, besides what has changed. */
enum redraw { REDRAW_NONE, REDRAW_LINE, REDRAW_SCREEN };

struct search {
	bool on, failed;
	int entry; /* where it found something */
	int from;  /* of the history when it began */
	struct buf *what;
	char *old; /* the line before */
};

struct vi {
	bool command; /* not inserting */
	int count;    /* typed so far */
	int op;       /* c, d or y that waits for a motion */
	int op_count;
	int wait;   /* f F t T r: for a character */
	char ch[4]; /* as much as has come of it */
	uint8_t ch_n;
	int find;        /* the last of f F t T */
	char find_ch[4]; /* and its character */
	uint8_t find_n;
	struct buf *again; /* keys of the last change, for `.` */
	struct buf *keys;  /* of the command being typed */
	bool replay, inserting, changed;
	bool stay;       /* cw: a word may end where it begins */
	bool over;       /* R: what is typed takes the place of what is there */
	bool group, one; /* text_change(): a command is one step to undo */
};

struct editor {
	int fd;
	char *s; /* the line: n bytes and a NUL */
	size_t n, cap, at;
	struct undo *undo, *redo;
	char *kills[EDIT_KILLS];
	int yank;       /* which of them was yanked */
	size_t yank_at; /* where it starts */
	enum last last, now;
	enum redraw redraw;
	struct keys keys;
	int ahead;                  /* a byte read but not used */
	bool quote;                 /* ^V: the next byte is text */
	bool plain;                 /* no colours */
	uint32_t known[EDIT_KNOWN]; /* names; bit 0: of commands */
	struct buf *paste;          /* being pasted, or NULL */
	const char *prompt;         /* all of it */
	const char *prompt1;        /* its last line */
	const char *prompt2;        /* before further lines */
	struct search search;
	struct vi vi;
	int entry;        /* of the history being shown; the number of entries:
			   none */
	char *typed;      /* the line before history was looked at */
	size_t prefix;    /* how much of it must match */
	size_t goal;      /* column for up and down, or SIZE_MAX */
	const char *hint; /* rest of the suggested line, or "" */
	uint8_t *attrs;   /* one a byte of s */
	size_t attrs_cap;
	struct frame shown, next;
	int rows, cols;
	int top;      /* rows of the frame above the screen */
	int row, col; /* the terminal's cursor, from the prompt's row on */
	struct buf *out;
};

extern struct editor ed;

/* loop.c: whether the terminal fd can be edited on. */
bool edit_wanted(int fd);
/*
 * Reads a complete command, all its lines, to the end of b. False at the end of
 * the input, or when sh.skip says why.
 */
bool edit_command(int fd, const char *ps1, const char *ps2, struct buf *b);
/* The text is a complete command, or a wrong one. */
bool text_whole(const char *s, size_t n);

/* tty.c */
bool tty_raw(int fd);
/* Put the modes back; for a signal handler too. */
void tty_restore(void);
/* The next byte; -1 at the end, -2: sh.skip; -3: the size has changed. */
int tty_byte(void);
bool tty_pending(int ms);
void tty_size(void);

/* text.c: changes keep what was for undo. */
void text_change(void);
void text_set(const char *s, size_t n);
void text_insert(const char *s, size_t n);
void text_delete(size_t from, size_t to);
void text_replace(size_t from, size_t to, const char *s, size_t n);
void text_kill(size_t from, size_t to);
void text_yank(int which);
void text_undo(void);
void text_reset(void);
/* What led to this text cannot be undone. */
void text_forget(void);
size_t text_left(size_t at);
size_t text_right(size_t at);
bool text_is_word(int c);
size_t text_word_left(size_t at, bool big);
size_t text_word_right(size_t at);
size_t text_line_start(size_t at);
size_t text_line_end(size_t at);
/* One line up or down at the same column; false at the edge. */
bool text_vertical(bool up);

/* width.c: one character; its length, *cp -1 if the byte is part of none. */
size_t utf8_next(const char *s, size_t n, int *cp);
/* Columns; 0 for what joins the one before; -1: a control. */
int char_width(int cp);

/* keys.c */
int key_feed(struct keys *k, int c);

/* layout.c */
void layout(struct frame *f);
/* Where the text of a prompt ends. */
void prompt_measure(const char *s, int cols, int *row, int *col);

/* draw.c */
void draw_start(void);
void draw(void);
/* Leave the cursor behind the text. */
void draw_end(const char *s);
void draw_list(const char *s, size_t n);
void draw_resized(void);

/* emacs.c, vi.c, vimove.c, vichange.c, search.c */
enum result emacs_key(int c);
enum result vi_key(int c);
/* 0 a blank, 1 of a word, 2 else; big: 0 or 1. */
int vi_class(int c, bool big);
/* Where the motion leads; *with: the character there counts. */
bool vi_motion(int c, size_t *to, bool *with);
/* c, d or y from here to there. */
void vi_operate(int op, size_t from, size_t to);
/* Commands that begin an insertion, or change the line at once; else false. */
bool vi_insertion(int c);
bool vi_change(int c, int n);
/* n characters by the one in s. */
void vi_replace(const char *s, size_t len, int n);
void vi_comment(void);
enum result common_key(int c);
void search_start(void);
/* The next older (-1) or newer entry that has what was looked for. */
void search_again(int step);
/* False: the key ends the search and is to be done. */
bool search_key(int c);

/* scan.c */
struct scan {
	size_t word;  /* where the word at the end starts */
	size_t var;   /* the name behind its last $, or SIZE_MAX */
	bool brace;   /* that is ${ */
	bool command; /* it stands where a command does */
	char quote;   /* ' or " that is open */
};
/* Looks at n bytes; attrs, one a byte, may be NULL. */
void scan(const char *s, size_t n, uint8_t *attrs, struct scan *out);
/* colour.c */
void colour(void);
void hint(void);

/* history.c: entries 0 (oldest) to history_count() - 1. */
int history_count(void);
const char *history_get(int i);
int history_first(void); /* the number of entry 0 */
void history_load(void);
void history_add(const char *s, size_t n);
/* Take the newest back: fc is not remembered. */
void history_drop(void);
/* The newest entry is the command that runs. */
bool history_current(void);
/* From entry `from` on, the next with the prefix (or holding it); or -1. */
int history_find(int from, int step, const char *s, size_t n, bool anywhere);
void history_move(int step);
void history_go(int i);

/* complete.c */
void complete(enum result how);

/* prompt.c: what a user sees for PS1 or PS2; in sh.temp. */
char *prompt_expand(const char *s);

/* near.c: a command of almost that name, or NULL. */
const char *near_command(const char *name);
#endif
