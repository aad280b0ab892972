/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ls [-1AaCcdFfghHiklLmnopqRrSstux] [file...]                 POSIX: ls
 *
 * Lists files and the contents of directories, the working directory if none
 * is named.
 *
 *   which:   -a all names; -A all but . and ..; -d directories themselves;
 *            -R also the directories found; -H, -L follow symbolic links
 *            named on the command line, or all
 *   order:   by name; -t newest first; -S biggest first; -f as they lie (and
 *            -a); -r the other way round; -c, -u by change or access time
 *   format:  -l long; -g, -o long without owner, group; -n long with numbers;
 *            -C columns (on a terminal); -x rows; -m commas; -1 one a line
 *   more:    -i inode; -s blocks of 1024 bytes (-k: the same); -h sizes like
 *            1.2M; -F a mark for the type; -p a / behind directories;
 *            -q ? for control characters (on a terminal)
 *
 * Exit status: 0; 1 when something below could not be listed, 2 when an
 * operand could not.
 */
#include "lib/list.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

enum follow { FOLLOW_DEFAULT, FOLLOW_NAMED, FOLLOW_EVERY };

static struct {
	struct list_how list;
	enum follow follow;
	bool all, almost, dirs_too, recursive;
	bool headings;
	bool printed; /* something: the next heading needs an empty line */
} ls;

/* The directories being listed, innermost first, to find loops of links. */
struct chain {
	dev_t dev;
	ino_t ino;
	const struct chain *up;
};

static bool needs_stat(void)
{
	const struct list_how *l = &ls.list;

	return l->format == LIST_LONG || l->inode || l->blocks || l->mark ||
		l->mark_dirs || ls.recursive || ls.list.order == LIST_BY_TIME ||
		ls.list.order == LIST_BY_SIZE;
}

static void read_link(struct list_entry *e, const char *path)
{
	char target[PATH_MAX];
	ssize_t n = readlink(path, target, sizeof(target) - 1);
	struct stat st;

	if (n < 0) {
		cmd_fail(path);
		return;
	}
	target[n] = '\0';
	e->link = cmd_strdup(target);
	e->link_mode = stat(path, &st) == 0 ? st.st_mode : 0;
}

/* Links that lead nowhere are listed as links. */
static int stat_entry(const char *path, bool follow, struct stat *st)
{
	if (follow && stat(path, st) == 0)
		return 0;
	return lstat(path, st);
}

/* NULL, after a message, when the file cannot be looked at. */
static struct list_entry *entry_new(
	const char *name, const char *path, bool follow)
{
	struct list_entry *e = cmd_alloc(sizeof(*e));

	memset(e, 0, sizeof(*e));
	if (path && stat_entry(path, follow, &e->st) < 0) {
		cmd_fail(path);
		free(e);
		return NULL;
	}
	e->name = cmd_strdup(name);
	if (path && ls.list.format == LIST_LONG) {
		list_set_stamp(&ls.list, e);
		if (S_ISLNK(e->st.st_mode))
			read_link(e, path);
	}
	return e;
}

static void add_name(struct list *l, const char *dir, const char *name)
{
	char *path = needs_stat() ? path_join(dir, name) : NULL;
	struct list_entry *e = entry_new(name, path, ls.follow == FOLLOW_EVERY);

	if (e)
		list_add(l, e);
	free(path);
}

static void list_dir(const char *path, const struct chain *up);

static void list_subdirs(
	const char *path, const struct list *l, const struct chain *up)
{
	for (size_t i = 0; i < l->n; i++) {
		const struct list_entry *e = l->e[i];
		char *child;

		if (!S_ISDIR(e->st.st_mode) || !strcmp(e->name, ".") ||
			!strcmp(e->name, ".."))
			continue;
		child = path_join(path, e->name);
		list_dir(child, up);
		free(child);
	}
}

static bool in_chain(const struct chain *c, const struct stat *st)
{
	for (; c; c = c->up)
		if (c->dev == st->st_dev && c->ino == st->st_ino)
			return true;
	return false;
}

/* Entries are looked at before it is closed: /proc/self/fd lists it too. */
static bool read_dir(const char *path, struct list *l)
{
	DIR *dir = opendir(path);
	char **names = dir ? dir_read(dir) : NULL;

	if (!names)
		cmd_fail(path);
	if (names && ls.all) {
		add_name(l, path, ".");
		add_name(l, path, "..");
	}
	for (char **p = names; p && *p; p++)
		if (**p != '.' || ls.all || ls.almost)
			add_name(l, path, *p);
	if (names)
		names_free(names);
	if (dir)
		closedir(dir);
	list_sort(l, &ls.list);
	return names != NULL;
}

/* False, after a message, when the directory is being listed already. */
static bool enter(const char *path, struct chain *here)
{
	struct stat st;

	if (!ls.recursive)
		return true;
	if (stat(path, &st) < 0) {
		cmd_fail(path);
		return false;
	}
	if (in_chain(here->up, &st)) {
		cmd_tell(path, ": ", "not listing already-listed directory");
		return false;
	}
	here->dev = st.st_dev;
	here->ino = st.st_ino;
	return true;
}

static void list_dir(const char *path, const struct chain *up)
{
	struct chain here = { 0, 0, up };
	struct list l = { NULL, 0 };

	if (!enter(path, &here) || !read_dir(path, &l))
		return;
	if (ls.headings)
		out_fmt(&cmd.out, "%s%s:\n", ls.printed ? "\n" : "", path);
	ls.printed = true;
	list_total(&ls.list, l.e, l.n);
	list_print(&ls.list, l.e, l.n);
	if (ls.recursive)
		list_subdirs(path, &l, &here);
	list_free(&l);
}

static bool follows_operands(void)
{
	if (ls.follow != FOLLOW_DEFAULT)
		return true;
	return ls.list.format != LIST_LONG && !ls.list.mark && !ls.dirs_too;
}

/* Files come first, in a listing of their own, then the directories. */
static void list_operands(char **argv)
{
	struct list files = { NULL, 0 }, dirs = { NULL, 0 };

	for (; *argv; argv++) {
		struct list_entry *e = entry_new(
			*argv, *argv, follows_operands());

		if (!e)
			cmd.status = 2;
		else if (S_ISDIR(e->st.st_mode) && !ls.dirs_too)
			list_add(&dirs, e);
		else
			list_add(&files, e);
	}
	list_sort(&files, &ls.list);
	list_sort(&dirs, &ls.list);
	list_print(&ls.list, files.e, files.n);
	ls.printed = files.n != 0;
	for (size_t i = 0; i < dirs.n; i++) {
		cmd.trouble = 2;
		list_dir(dirs.e[i]->name, NULL);
		cmd.trouble = 1;
	}
	list_free(&files);
	list_free(&dirs);
}

static size_t terminal_columns(void)
{
	const char *text = getenv("COLUMNS");
	unsigned long long n;
	struct winsize ws;

	if (text && num_parse(text, &n) && n && n < 10000)
		return (size_t)n;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &ws) == 0 && ws.ws_col)
		return ws.ws_col;
	return 80;
}

/* -1 does not undo a long listing; the other formats undo each other. */
static bool set_format(int c)
{
	struct list_how *l = &ls.list;

	if (strchr("lgno", c))
		l->format = LIST_LONG;
	else if (c == 'C')
		l->format = LIST_DOWN;
	else if (c == 'x')
		l->format = LIST_ACROSS;
	else if (c == 'm')
		l->format = LIST_COMMAS;
	else if (c != '1')
		return false;
	else if (l->format != LIST_LONG)
		l->format = LIST_SINGLE;
	l->no_owner |= c == 'g';
	l->no_group |= c == 'o';
	l->numeric |= c == 'n';
	return true;
}

static bool set_choice(int c)
{
	if (c == 'a' || c == 'f')
		ls.all = true;
	else if (c == 'A')
		ls.almost = true;
	else if (c == 'd')
		ls.dirs_too = true;
	else if (c == 'R')
		ls.recursive = true;
	else if (c == 'H' || c == 'L')
		ls.follow = c == 'H' ? FOLLOW_NAMED : FOLLOW_EVERY;
	else if (c == 'r')
		ls.list.reverse = true;
	else if (c == 'S' || c == 't')
		ls.list.order = c == 'S' ? LIST_BY_SIZE : LIST_BY_TIME;
	else
		return false;
	if (c == 'f')
		ls.list.order = LIST_UNSORTED;
	return true;
}

static void set_detail(int c)
{
	struct list_how *l = &ls.list;

	if (c == 'c' || c == 'u')
		l->time = c == 'c' ? LIST_CTIME : LIST_ATIME;
	l->mark |= c == 'F';
	l->mark_dirs |= c == 'p';
	l->inode |= c == 'i';
	l->blocks |= c == 's';
	l->human |= c == 'h';
	l->hide |= c == 'q';
}

int main(int argc, char **argv)
{
	struct opts o = { argv, "1AaCcdFfghHiklLmnopqRrSstux", NULL, 1, 0 };
	static char dot[] = ".", *here[] = { dot, NULL };
	struct list_how *l = &ls.list;
	bool timed = false;
	int c;

	cmd_start("ls", "ls [-1AaCcdFfghHiklLmnopqRrSstux] [file...]");
	cmd.trouble = 2;
	if (isatty(STDOUT_FILENO)) {
		l->format = LIST_DOWN;
		l->hide = true;
	}
	while ((c = opt_next(&o)) != -1) {
		if (!set_format(c) && !set_choice(c))
			set_detail(c);
		timed |= c == 'c' || c == 'u';
	}
	/* -c and -u sort by their time, unless it is only to be shown. */
	if (timed && ls.list.order == LIST_BY_NAME && l->format != LIST_LONG)
		ls.list.order = LIST_BY_TIME;
	if (ls.dirs_too)
		ls.recursive = false;
	cmd.trouble = 1;
	l->columns = terminal_columns();
	l->now = time(NULL);
	ls.headings = ls.recursive || argc - o.next > 1;
	list_operands(argv[o.next] ? argv + o.next : here);
	return cmd_done();
}
