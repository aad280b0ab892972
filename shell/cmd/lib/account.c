/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The account files as tables of split lines; see account.h.
 */
#include "account.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

enum { FIELDS = 7 };

struct row {
	char *field[FIELDS];
	unsigned long long id; /* field 2: uid or gid */
};

struct table {
	struct row *rows;
	size_t n;
};

static struct {
	struct table users, groups;
} files;

static char *slurp(const char *path)
{
	size_t n = 0, room = 4096;
	char *text = cmd_alloc(room);
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t r;

	while (fd >= 0 && (r = read(fd, text + n, room - n - 1)) > 0) {
		n += (size_t)r;
		if (n + 1 == room)
			text = cmd_realloc(text, room *= 2);
	}
	if (fd >= 0)
		close(fd);
	text[n] = '\0';
	return text;
}

/* A row needs name, password and a numeric id; others are skipped. */
static bool split(char *line, struct row *row)
{
	int n = 0;

	memset(row, 0, sizeof(*row));
	while (line && n < FIELDS) {
		row->field[n++] = line;
		line = strchr(line, ':');
		if (line)
			*line++ = '\0';
	}
	return n >= 3 && num_parse(row->field[2], &row->id);
}

static void load(struct table *t, const char *path)
{
	char *line, *next;

	for (line = slurp(path); line && *line; line = next) {
		next = strchr(line, '\n');
		if (next)
			*next++ = '\0';
		t->rows = cmd_realloc(t->rows, (t->n + 1) * sizeof(*t->rows));
		if (split(line, &t->rows[t->n]))
			t->n++;
	}
}

void account_load(void)
{
	load(&files.users, "/etc/passwd");
	load(&files.groups, "/etc/group");
}

static const struct row *by_name(const struct table *t, const char *name)
{
	for (size_t i = 0; i < t->n; i++)
		if (!strcmp(t->rows[i].field[0], name))
			return &t->rows[i];
	return NULL;
}

static const char *or_empty(const char *s)
{
	return s ? s : "";
}

bool account_by_name(const char *name, struct account *a)
{
	const struct row *row = by_name(&files.users, name);
	unsigned long long gid;

	if (!row || !row->field[3] || !num_parse(row->field[3], &gid))
		return false;
	a->name = row->field[0];
	a->uid = (uid_t)row->id;
	a->gid = (gid_t)gid;
	a->home = or_empty(row->field[5]);
	a->shell = or_empty(row->field[6]);
	return true;
}

static bool is_member(const char *members, const char *name)
{
	size_t n = strlen(name);

	while (members && *members) {
		if (!strncmp(members, name, n) &&
			(members[n] == ',' || !members[n]))
			return true;
		members = strchr(members, ',');
		if (members)
			members++;
	}
	return false;
}

int account_groups(const char *name, gid_t own, gid_t *list, int max)
{
	const struct table *t = &files.groups;
	int n = 0;

	if (n < max)
		list[n++] = own;
	for (size_t i = 0; i < t->n && n < max; i++)
		if (t->rows[i].id != own &&
			is_member(t->rows[i].field[3], name))
			list[n++] = (gid_t)t->rows[i].id;
	return n;
}
