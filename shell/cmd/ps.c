/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ps [-Aadefl] [-o format]... [-p pids] [-t ttys] [-u users] [-U users]
 *    [-g sessions] [-G groups]                                POSIX: ps
 * ps [aux]
 *
 * Lists processes. Without a choice, and with -A or -e, all of the machine, its
 * servers too: a machine has one user, who wants to see them.
 *
 *   which:  -a those with a terminal, no session leaders; -d no session
 *           leaders; -p, -t, -u, -U, -g, -G by process, terminal, effective or
 *           real user, session or group: a list with commas or blanks
 *   what:   -f full, -l long; -o names of columns, each optionally with
 *           =heading: ruser user rgroup group uid gid pid ppid pgid sid pcpu
 *           pmem vsz rss nice pri stat s etime time stime tty comm args
 *           (pgrp sess cmd command ucomm state ni tt tname %cpu %mem are
 *           other names of these)
 *   aux:    a and x choose all, u is a listing by user, as in BSD
 *
 * Exit status: 0; 1 when there is nothing to list or after an error.
 */
#include "lib/account.h"
#include "lib/ps.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { MAX_COLUMNS = 40 };

struct chosen {
	const struct column *column;
	const char *heading;
};

static struct {
	struct chosen columns[MAX_COLUMNS];
	int n;
	bool all, no_leaders, with_tty;
	const char *pids, *ttys, *users, *real_users, *sessions, *groups;
	struct ps_clock clock;
	int listed;
} ps;

static void add_column(const char *name, size_t len, const char *heading)
{
	const struct column *c = column_find(name, len);

	if (!c)
		cmd_die("unknown column '%.*s'", (int)len, name);
	if (ps.n == MAX_COLUMNS)
		cmd_die("too many columns");
	ps.columns[ps.n].column = c;
	ps.columns[ps.n++].heading = heading ? heading : c->heading;
}

/*
 * The argument of -o: names; what follows a = is a heading, to the end. As on
 * Linux an = before a comma is an empty heading.
 */
static void add_columns(const char *s)
{
	while (*s) {
		size_t n = strcspn(s, ", \t=");
		bool empty = s[n] == '=' && s[n + 1] == ',';

		if (s[n] == '=' && !empty) {
			add_column(s, n, s + n + 1);
			return;
		}
		if (n)
			add_column(s, n, empty ? "" : NULL);
		s += n + empty;
		s += strspn(s, ", \t");
	}
}

/* Calls match(word, p) for the words of a list until one does. */
static bool in_list(const char *list, const struct row *r,
	bool (*match)(const char *word, const struct row *r))
{
	char *copy = list ? cmd_strdup(list) : NULL, *word;
	bool found = false;

	for (word = copy ? strtok(copy, ", \t") : NULL; word && !found;
		word = strtok(NULL, ", \t"))
		found = match(word, r);
	free(copy);
	return found;
}

static bool is_number(const char *word, long long value)
{
	long long v;

	if (!num_parse_signed(word, &v))
		cmd_die("not a number: '%s'", word);
	return v == value;
}

static bool match_pid(const char *word, const struct row *r)
{
	return is_number(word, r->p->pid);
}

static bool match_session(const char *word, const struct row *r)
{
	return is_number(word, r->p->session);
}

static bool match_tty(const char *word, const struct row *r)
{
	char buf[PS_CELL];
	const char *tty = proc_tty(r->p->tty, buf);

	if (!strncmp(word, "/dev/", 5))
		word += 5;
	return !strcmp(word, tty) ||
		(!strncmp(tty, "tty", 3) && !strcmp(word, tty + 3));
}

static uid_t uid_of(const char *word)
{
	uid_t uid;

	if (!user_id(word, &uid))
		cmd_die("no such user: '%s'", word);
	return uid;
}

static bool match_user(const char *word, const struct row *r)
{
	return uid_of(word) == r->owner.euid;
}

static bool match_real_user(const char *word, const struct row *r)
{
	return uid_of(word) == r->owner.uid;
}

static bool match_group(const char *word, const struct row *r)
{
	gid_t gid;

	if (!group_id(word, &gid))
		cmd_die("no such group: '%s'", word);
	return gid == r->owner.gid;
}

static bool is_chosen(const struct row *r)
{
	bool leader = r->p->pid == r->p->session;

	return ps.all || (ps.no_leaders && !leader) ||
		(ps.with_tty && !leader && r->p->tty) ||
		in_list(ps.pids, r, match_pid) ||
		in_list(ps.ttys, r, match_tty) ||
		in_list(ps.users, r, match_user) ||
		in_list(ps.real_users, r, match_real_user) ||
		in_list(ps.sessions, r, match_session) ||
		in_list(ps.groups, r, match_group);
}

static void put_cell(int i, const char *text)
{
	const struct column *c = ps.columns[i].column;
	bool last = i == ps.n - 1;
	int width = c->width, heading = (int)strlen(ps.columns[i].heading);

	if (width < heading)
		width = heading;
	out_fmt(&cmd.out, c->left ? "%s%-*s" : "%s%*s", i ? " " : "",
		c->left && last ? 0 : width, text);
}

static void put_headings(void)
{
	bool any = false;

	for (int i = 0; i < ps.n; i++)
		any |= *ps.columns[i].heading != 0;
	for (int i = 0; any && i < ps.n; i++)
		put_cell(i, ps.columns[i].heading);
	if (any)
		out_char(&cmd.out, '\n');
}

static void list(const struct proc_info *p)
{
	struct row r = { .p = p, .clock = &ps.clock };
	char buf[PS_CELL], *args;

	/* It may have ended since its name was read. */
	if (!proc_owner(p->pid, &r.owner) || !is_chosen(&r))
		return;
	r.args = args = proc_args(p);
	for (int i = 0; i < ps.n; i++)
		put_cell(i, ps.columns[i].column->get(&r, buf));
	out_char(&cmd.out, '\n');
	free(args);
	ps.listed++;
}

static void read_clock(void)
{
	struct ps_clock *c = &ps.clock;
	long pages = sysconf(_SC_PHYS_PAGES);

	c->hertz = proc_hertz();
	c->uptime = proc_uptime();
	c->now = time(NULL);
	c->boot = c->now - (time_t)(c->uptime / 100);
	c->memory = pages > 0 ? (unsigned long long)pages *
			(unsigned long)sysconf(_SC_PAGESIZE)
			      : 0;
}

/* ps aux: letters without a dash. Returns the columns they ask for. */
static const char *bsd_letters(const char *s)
{
	const char *columns = "pid,tty,stat,time,args";

	if (!*s || s[strspn(s, "aux")])
		cmd_usage();
	ps.all = true;
	if (strchr(s, 'u'))
		columns = "user,pid,pcpu,pmem,vsz,rss,tty,stat,"
			  "stime=START";
	return columns;
}

static void add_default_columns(bool full, bool is_long, const char *bsd)
{
	if (bsd) {
		add_columns(bsd);
		if (bsd[0] == 'u')
			add_columns("time,args");
	} else if (is_long) {
		add_columns("f,s,uid,pid,ppid,c,pri,ni,addr,sz,wchan,tty");
		add_columns("time");
		add_columns(full ? "args=CMD" : "comm=CMD");
	} else if (full) {
		add_columns("user=UID");
		add_columns("pid,ppid,c,stime,tty,time,args=CMD");
	} else {
		add_columns("pid,tty,time,comm=CMD");
	}
}

static void set_list(int c, const char *arg)
{
	const char **list = c == 'p' ? &ps.pids
		: c == 't'           ? &ps.ttys
		: c == 'u'           ? &ps.users
		: c == 'U'           ? &ps.real_users
		: c == 'g'           ? &ps.sessions
				     : &ps.groups;

	*list = arg;
}

int main(int argc, char **argv)
{
	struct opts o = { argv, "Aadeflo:p:t:u:U:g:G:", NULL, 1, 0 };
	bool full = false, is_long = false, any = false;
	const char *bsd = NULL;
	int c;

	(void)argc;
	cmd_start("ps",
		"ps [-Aadefl] [-o columns] [-p pids] [-t ttys] "
		"[-u users] [-U users] [-g sessions] [-G groups]");
	while ((c = opt_next(&o)) != -1) {
		full |= c == 'f';
		is_long |= c == 'l';
		ps.all |= c == 'A' || c == 'e';
		ps.no_leaders |= c == 'd';
		ps.with_tty |= c == 'a';
		any |= strchr("AaedptuUgG", c) != NULL;
		if (c == 'o')
			add_columns(o.arg);
		else if (strchr("ptuUgG", c))
			set_list(c, o.arg);
	}
	for (; argv[o.next]; o.next++)
		bsd = bsd_letters(argv[o.next]);
	ps.all |= !any;
	if (!ps.n)
		add_default_columns(full, is_long, bsd);
	account_load();
	read_clock();
	put_headings();
	proc_each(list);
	if (!ps.listed)
		cmd.status = 1;
	return cmd_done();
}
