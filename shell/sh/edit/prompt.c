/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Prompts. What a backslash stands for goes first, then parameters are
 * expanded, as PS1 and PS2 are by POSIX. What comes from outside, such as the
 * name of a directory, is quoted in between.
 *
 *   \u user  \h \H host  \w \W directory  \$ # for root  \n \r \e \a  \nnn
 *   \t \A time  \j jobs  \! number in history  \? status  \s shell
 *   \[ \] around what takes no room
 */
#include "shell.h"
#include "chars.h"
#include "expand.h"
#include "edit/edit.h"

#include <time.h>
#include <unistd.h>

static void add_value(struct buf *b, const char *s)
{
	for (; s && *s; s++) {
		if (strchr("$`\\", *s))
			buf_addc(b, '\\');
		buf_addc(b, (unsigned char)*s < ' ' || *s == 127 ? '?' : *s);
	}
}

static void add_dir(struct buf *b, bool last)
{
	const char *pwd = var_value(sh.var.pwd), *s, *t;
	const char *home = var_value(sh.var.home);
	size_t n = home ? strlen(home) : 0;

	s = pwd ? pwd : "";
	if (n > 1 && !strncmp(s, home, n) && (s[n] == '/' || !s[n])) {
		s += n;
		if (!last || !*s)
			buf_addc(b, '~');
	}
	t = last ? strrchr(s, '/') : NULL;
	add_value(b, t && t[1] ? t + 1 : s);
}

static void add_host(struct buf *b, bool whole)
{
	char t[65], *dot;

	if (gethostname(t, sizeof(t)) < 0)
		return;
	t[sizeof(t) - 1] = 0;
	dot = strchr(t, '.');
	if (dot && !whole)
		*dot = 0;
	add_value(b, t);
}

static void add_two(struct buf *b, int n)
{
	buf_addc(b, '0' + n / 10);
	buf_addc(b, '0' + n % 10);
}

/* UTC: the tables of time zones are larger than this file. */
static void add_time(struct buf *b, bool seconds)
{
	time_t now = time(NULL);
	int day = (int)(now % 86400);

	add_two(b, day / 3600);
	buf_addc(b, ':');
	add_two(b, day / 60 % 60);
	if (seconds) {
		buf_addc(b, ':');
		add_two(b, day % 60);
	}
}

static void add_jobs(struct buf *b)
{
	const struct job *j;
	int n = 0;

	for (j = sh.jobs.list; j; j = j->next)
		n += j->number != 0;
	buf_num(b, n);
}

/* What \c stands for; false if nothing. */
static bool add_escape(struct buf *b, int c)
{
	static const char pairs[] = "n\nr\re\033a\a[\001]\002";
	const char *p;

	for (p = pairs; *p; p += 2)
		if (*p == c) {
			buf_addc(b, p[1]);
			return true;
		}
	if (c == 'u')
		add_value(b, geteuid() ? var_get("LOGNAME") : "root");
	else if (c == 'h' || c == 'H')
		add_host(b, c == 'H');
	else if (c == 'w' || c == 'W')
		add_dir(b, c == 'W');
	else if (c == '$')
		buf_adds(b, geteuid() ? "\\$" : "#");
	else if (c == 't' || c == 'A')
		add_time(b, c == 't');
	else if (c == 'j')
		add_jobs(b);
	else if (c == '!')
		buf_num(b, history_first() + history_count());
	else if (c == '?')
		buf_num(b, sh.status);
	else if (c == 's')
		buf_adds(b, "sh");
	else
		return false;
	return true;
}

static int octal(const char *s)
{
	int v = 0, i;

	for (i = 0; i < 3; i++) {
		if (s[i] < '0' || s[i] > '7')
			return -1;
		v = v * 8 + s[i] - '0';
	}
	return v > 255 ? -1 : v;
}

char *prompt_expand(const char *s)
{
	struct buf *b = buf_get();
	char *text;

	for (; *s; s++) {
		int v;

		if (*s != '\\' || !s[1]) {
			buf_addc(b, *s);
		} else if ((v = octal(s + 1)) > 0) {
			buf_addc(b, v);
			s += 3;
		} else if (add_escape(b, s[1])) {
			s++;
		} else {
			buf_add(b, s++, 2);
		}
	}
	text = expand_text(buf_str(b));
	buf_put(b);
	return text;
}
