/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names for completion: files, commands, variables, users, jobs. */
#include "shell.h"
#include "builtin.h"
#include "edit/edit.h"
#include "edit/complete.h"

#include <dirent.h>
#include <sys/stat.h>

/* before + n bytes of s + after, if it is one of those wanted. */
static void offer(struct want *w, const char *before, const char *s, size_t n,
	const char *after)
{
	struct buf *b = buf_get();

	buf_adds(b, before);
	buf_add(b, s, n);
	buf_adds(b, after);
	if (!strncmp(buf_str(b), w->lead, strlen(w->lead)))
		args_add(&w->names, arena_strn(&sh.temp, b->s, b->n));
	buf_put(b);
}

static bool is_dir(int at, const struct dirent *d)
{
	struct stat st;

	if (d->d_type != DT_UNKNOWN && d->d_type != DT_LNK)
		return d->d_type == DT_DIR;
	return !fstatat(at, d->d_name, &st, 0) && S_ISDIR(st.st_mode);
}

static void directory(struct want *w, const char *dir, bool commands)
{
	DIR *d = opendir(dir);
	struct dirent *e;

	while (d && (e = readdir(d))) {
		const char *s = e->d_name;
		bool sub;

		if (strncmp(s, w->lead, strlen(w->lead)) != 0 ||
			(*s == '.' &&
				(*w->lead != '.' || !s[1] ||
					(s[1] == '.' && !s[2]))))
			continue;
		sub = is_dir(dirfd(d), e);
		if (!(sub && commands))
			offer(w, "", s, strlen(s), sub ? "/" : "");
	}
	if (d)
		closedir(d);
}

void candidates_path(struct want *w, const char *dir)
{
	directory(w, dir, false);
}

void candidates_command(struct want *w)
{
	const char *list = var_value(sh.var.path), *e;
	const struct alias *a;
	struct command *c;
	int i;

	for (i = 0; i < COMMAND_BUCKETS; i++)
		for (c = sh.commands.table[i]; c; c = c->next)
			if (c->builtin || c->func)
				offer(w, "", c->name, strlen(c->name), "");
	for (a = sh.aliases.list; a; a = a->next)
		offer(w, "", a->name, strlen(a->name), "");
	for (; list; list = *e ? e + 1 : NULL) {
		e = strchrnul(list, ':');
		if (e > list)
			directory(w,
				arena_strn(&sh.temp, list, (size_t)(e - list)),
				true);
	}
}

void candidates_var(struct want *w)
{
	struct var *v;
	int i;

	for (i = 0; i < VAR_BUCKETS; i++)
		for (v = sh.var.table[i]; v; v = v->next)
			if (!(v->flags & VAR_UNSET))
				offer(w, "", v->text, v->namelen, "");
}

/* The first field of each line of /etc/passwd. */
void candidates_user(struct want *w)
{
	struct buf *b = passwd_text();
	const char *s;

	if (!b)
		return;
	for (s = buf_str(b); *s;) {
		size_t k = strcspn(s, ":\n");

		offer(w, "~", s, k, "/");
		s += strcspn(s, "\n");
		s += *s == '\n';
	}
	buf_put(b);
}

void candidates_job(struct want *w)
{
	const struct job *j;
	char t[24];

	for (j = sh.jobs.list; j; j = j->next) {
		const char *s = num_text(t, j->number);

		if (!j->number)
			continue;
		offer(w, "%", s, strlen(s), "");
		if (j->text && w->lead[1])
			offer(w, "%", j->text, strcspn(j->text, " "), "");
	}
}
