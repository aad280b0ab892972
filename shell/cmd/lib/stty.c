/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Tables and texts of stty; see stty.h. The order is that of stty -a.
 */
#include "stty.h"

#include "tty_sane.h"

#include <string.h>

#define FLAG(name, field, bit, sane)        \
	{                                   \
		name, field, bit, bit, sane \
	}

static const struct stty_mode modes[] = {
	FLAG("parenb", STTY_CONTROL, PARENB, false),
	FLAG("parodd", STTY_CONTROL, PARODD, false),
	{ "cs5", STTY_CONTROL, CSIZE, CS5, false },
	{ "cs6", STTY_CONTROL, CSIZE, CS6, false },
	{ "cs7", STTY_CONTROL, CSIZE, CS7, false },
	{ "cs8", STTY_CONTROL, CSIZE, CS8, true },
	FLAG("hupcl", STTY_CONTROL, HUPCL, false),
	FLAG("cstopb", STTY_CONTROL, CSTOPB, false),
	FLAG("cread", STTY_CONTROL, CREAD, true),
	FLAG("clocal", STTY_CONTROL, CLOCAL, false),
	FLAG("crtscts", STTY_CONTROL, CRTSCTS, false),
	FLAG("ignbrk", STTY_INPUT, IGNBRK, false),
	FLAG("brkint", STTY_INPUT, BRKINT, true),
	FLAG("ignpar", STTY_INPUT, IGNPAR, false),
	FLAG("parmrk", STTY_INPUT, PARMRK, false),
	FLAG("inpck", STTY_INPUT, INPCK, false),
	FLAG("istrip", STTY_INPUT, ISTRIP, false),
	FLAG("inlcr", STTY_INPUT, INLCR, false),
	FLAG("igncr", STTY_INPUT, IGNCR, false),
	FLAG("icrnl", STTY_INPUT, ICRNL, true),
	FLAG("ixon", STTY_INPUT, IXON, true),
	FLAG("ixoff", STTY_INPUT, IXOFF, false),
	FLAG("iuclc", STTY_INPUT, IUCLC, false),
	FLAG("ixany", STTY_INPUT, IXANY, false),
	FLAG("imaxbel", STTY_INPUT, IMAXBEL, false),
	FLAG("iutf8", STTY_INPUT, IUTF8, true),
	FLAG("opost", STTY_OUTPUT, OPOST, true),
	FLAG("olcuc", STTY_OUTPUT, OLCUC, false),
	FLAG("ocrnl", STTY_OUTPUT, OCRNL, false),
	FLAG("onlcr", STTY_OUTPUT, ONLCR, true),
	FLAG("onocr", STTY_OUTPUT, ONOCR, false),
	FLAG("onlret", STTY_OUTPUT, ONLRET, false),
	FLAG("isig", STTY_LOCAL, ISIG, true),
	FLAG("icanon", STTY_LOCAL, ICANON, true),
	FLAG("iexten", STTY_LOCAL, IEXTEN, true),
	FLAG("echo", STTY_LOCAL, ECHO, true),
	FLAG("echoe", STTY_LOCAL, ECHOE, true),
	FLAG("echok", STTY_LOCAL, ECHOK, true),
	FLAG("echonl", STTY_LOCAL, ECHONL, false),
	FLAG("noflsh", STTY_LOCAL, NOFLSH, false),
	FLAG("tostop", STTY_LOCAL, TOSTOP, false),
	FLAG("echoctl", STTY_LOCAL, ECHOCTL, true),
	FLAG("echoke", STTY_LOCAL, ECHOKE, true),
};

static const struct {
	const char *name;
	int index;
} chars[] = {
	{ "intr", VINTR },
	{ "quit", VQUIT },
	{ "erase", VERASE },
	{ "kill", VKILL },
	{ "eof", VEOF },
	{ "eol", VEOL },
	{ "eol2", VEOL2 },
	{ "start", VSTART },
	{ "stop", VSTOP },
	{ "susp", VSUSP },
	{ "rprnt", VREPRINT },
	{ "werase", VWERASE },
	{ "lnext", VLNEXT },
	{ "discard", VDISCARD },
	{ "min", VMIN },
	{ "time", VTIME },
};

static const struct {
	unsigned baud;
	speed_t speed;
} speeds[] = {
	{ 0, B0 },
	{ 50, B50 },
	{ 75, B75 },
	{ 110, B110 },
	{ 134, B134 },
	{ 150, B150 },
	{ 200, B200 },
	{ 300, B300 },
	{ 600, B600 },
	{ 1200, B1200 },
	{ 1800, B1800 },
	{ 2400, B2400 },
	{ 4800, B4800 },
	{ 9600, B9600 },
	{ 19200, B19200 },
	{ 38400, B38400 },
	{ 57600, B57600 },
	{ 115200, B115200 },
	{ 230400, B230400 },
};

enum {
	MODES = sizeof(modes) / sizeof(modes[0]),
	CHARS = sizeof(chars) / sizeof(chars[0]),
	SPEEDS = sizeof(speeds) / sizeof(speeds[0]),
};

const struct stty_mode *stty_mode_find(const char *name)
{
	for (size_t i = 0; i < MODES; i++)
		if (!strcmp(modes[i].name, name))
			return &modes[i];
	return NULL;
}

tcflag_t *stty_flags(struct termios *t, enum stty_field field)
{
	switch (field) {
	case STTY_CONTROL:
		return &t->c_cflag;
	case STTY_INPUT:
		return &t->c_iflag;
	case STTY_OUTPUT:
		return &t->c_oflag;
	default:
		return &t->c_lflag;
	}
}

int stty_char_find(const char *name)
{
	for (size_t i = 0; i < CHARS; i++)
		if (!strcmp(chars[i].name, name))
			return chars[i].index;
	return -1;
}

bool stty_speed(const char *text, speed_t *speed)
{
	unsigned long long baud;

	if (!num_parse(text, &baud))
		return false;
	for (size_t i = 0; i < SPEEDS; i++)
		if (speeds[i].baud == baud) {
			*speed = speeds[i].speed;
			return true;
		}
	return false;
}

unsigned long stty_baud(speed_t speed)
{
	for (size_t i = 0; i < SPEEDS; i++)
		if (speeds[i].speed == speed)
			return speeds[i].baud;
	return 0;
}

void stty_save(const struct termios *t)
{
	out_fmt(&cmd.out, "%lx:%lx:%lx:%lx", (unsigned long)t->c_iflag,
		(unsigned long)t->c_oflag, (unsigned long)t->c_cflag,
		(unsigned long)t->c_lflag);
	for (int i = 0; i < NCCS; i++)
		out_fmt(&cmd.out, ":%x", t->c_cc[i]);
	out_char(&cmd.out, '\n');
}

/* One hexadecimal number and the colon behind it, except after the last. */
static const char *saved_number(const char *s, bool last, unsigned long *v)
{
	static const char digits[] = "0123456789abcdef";
	const char *d;
	int n = 0;

	for (*v = 0; *s && (d = strchr(digits, *s)) && n < 8; s++, n++)
		*v = *v * 16 + (unsigned long)(d - digits);
	if (!n || *s != (last ? '\0' : ':'))
		return NULL;
	return s + !last;
}

bool stty_restore(struct termios *t, const char *s)
{
	struct termios new = *t;
	tcflag_t *const flags[] = { &new.c_iflag, &new.c_oflag, &new.c_cflag,
		&new.c_lflag };
	unsigned long v;

	for (int i = 0; i < 4 + NCCS; i++) {
		s = saved_number(s, i == 3 + NCCS, &v);
		if (!s || (i >= 4 && v > 255))
			return false;
		if (i < 4)
			*flags[i] = (tcflag_t)v;
		else
			new.c_cc[i - 4] = (cc_t)v;
	}
	*t = new;
	return true;
}

static void char_text(int index, cc_t c, char *buf, size_t size)
{
	if (index == VMIN || index == VTIME)
		str_fmt(buf, size, "%u", c);
	else if (!c)
		str_fmt(buf, size, "<undef>");
	else if (c < 32 || c == 127)
		str_fmt(buf, size, "^%c", c ^ 0x40);
	else
		str_fmt(buf, size, "%c", c);
}

/* Words separated by blanks, in lines of 80 columns. */
struct filler {
	size_t at;
};

static void put_word(struct filler *f, const char *text, const char *end)
{
	size_t n = strlen(text) + strlen(end);

	if (f->at && f->at + 1 + n > 80) {
		out_char(&cmd.out, '\n');
		f->at = 0;
	}
	out_fmt(&cmd.out, "%s%s%s", f->at ? " " : "", text, end);
	f->at += n + (f->at != 0);
}

static void end_line(struct filler *f)
{
	if (f->at)
		out_char(&cmd.out, '\n');
	f->at = 0;
}

static void print_chars(const struct termios *t, bool all, struct filler *f)
{
	bool canonical = t->c_lflag & ICANON;
	char value[16], text[40];

	for (size_t i = 0; i < CHARS; i++) {
		int index = chars[i].index;
		bool count = index == VMIN || index == VTIME;
		cc_t c = t->c_cc[index];

		if (!all && (count ? canonical : c == tty_default_char(index)))
			continue;
		char_text(index, c, value, sizeof(value));
		str_fmt(text, sizeof(text), "%s = %s", chars[i].name, value);
		put_word(f, text, ";");
	}
	end_line(f);
}

static void print_modes(struct termios *t, bool all, struct filler *f)
{
	enum stty_field field = STTY_CONTROL;
	char text[16];

	for (size_t i = 0; i < MODES; i++) {
		const struct stty_mode *m = &modes[i];
		bool on = (*stty_flags(t, m->field) & m->mask) == m->bits;

		if (m->field != field && all)
			end_line(f);
		field = m->field;
		if (m->mask != m->bits ? !on || (!all && m->sane)
				       : !all && on == m->sane)
			continue;
		str_fmt(text, sizeof(text), "%s%s", on ? "" : "-", m->name);
		put_word(f, text, "");
	}
	end_line(f);
}

void stty_print(struct termios *t, const struct winsize *size, bool all)
{
	struct filler f = { 0 };
	char text[64];

	str_fmt(text, sizeof(text), "speed %lu baud",
		stty_baud(cfgetospeed(t)));
	put_word(&f, text, ";");
	if (all) {
		str_fmt(text, sizeof(text), "rows %u; columns %u", size->ws_row,
			size->ws_col);
		put_word(&f, text, ";");
	}
	str_fmt(text, sizeof(text), "line = %u", t->c_line);
	put_word(&f, text, ";");
	end_line(&f);
	print_chars(t, all, &f);
	print_modes(t, all, &f);
}
