/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parser of /etc/passwd and /etc/group; the contract is in account.h. */
#include "servers/init/account.h"

#include <errno.h>
#include <string.h>

enum { LINE = 512, FIELDS = 7 };

/* Fields of a passwd line, then of a group line. */
enum {
	UID = 2,
	GID = 3,
	HOME = 5,
	SHELL = 6,
	GID_OF_GROUP = 2,
	MEMBERS = 3,
};

/*
 * Copies the next line that fits to line, without its end, and moves *at
 * behind it. Returns false behind the last one.
 */
static bool next_line(const char **at, const char *end, char line[LINE])
{
	while (*at < end) {
		const char *stop = memchr(*at, '\n', (size_t)(end - *at));
		size_t length;

		if (stop == NULL)
			stop = end;
		length = (size_t)(stop - *at);
		if (length < LINE) {
			memcpy(line, *at, length);
			line[length] = '\0';
		}
		*at = stop < end ? stop + 1 : end;
		if (length < LINE)
			return true;
	}
	return false;
}

/* Cuts line at its colons. Returns how many fields it has. */
static int split(char *line, char *field[FIELDS])
{
	int count = 0;

	for (;;) {
		if (count < FIELDS)
			field[count] = line;
		count++;
		line = strchr(line, ':');
		if (line == NULL)
			return count;
		*line++ = '\0';
	}
}

static bool parse_id(const char *text, uint32_t *id)
{
	uint64_t value = 0;

	if (*text == '\0')
		return false;
	for (; *text != '\0'; text++) {
		if (*text < '0' || *text > '9')
			return false;
		value = value * 10 + (uint64_t)(*text - '0');
		if (value >= UINT32_MAX)
			return false;
	}
	*id = (uint32_t)value;
	return true;
}

static void copy_path(
	char to[ACCOUNT_PATH], const char *from, const char *fallback)
{
	strcpy(to, *from != '\0' ? from : fallback);
}

int account_parse(
	struct account *a, const char *name, const char *passwd, size_t size)
{
	const char *end = passwd + size;
	char line[LINE], *field[FIELDS];

	memset(a, 0, sizeof(*a));
	while (next_line(&passwd, end, line)) {
		struct cred *c = &a->cred;

		if (split(line, field) != FIELDS ||
			strcmp(field[0], name) != 0 ||
			!parse_id(field[UID], &c->ruid) ||
			!parse_id(field[GID], &c->rgid) ||
			strlen(field[HOME]) >= ACCOUNT_PATH ||
			strlen(field[SHELL]) >= ACCOUNT_PATH)
			continue;
		c->euid = c->suid = c->fsuid = c->ruid;
		c->egid = c->sgid = c->fsgid = c->rgid;
		copy_path(a->home, field[HOME], "/");
		copy_path(a->shell, field[SHELL], "/bin/sh");
		return 0;
	}
	return -ENOENT;
}

/* Whether a comma-separated list has name. */
static bool lists(const char *members, const char *name)
{
	size_t length = strlen(name);

	while (*members != '\0') {
		size_t member = strcspn(members, ",");

		if (member == length && memcmp(members, name, length) == 0)
			return true;
		members += member;
		if (*members == ',')
			members++;
	}
	return false;
}

void account_set_groups(
	struct account *a, const char *name, const char *group, size_t size)
{
	const char *end = group + size;
	struct cred *c = &a->cred;
	char line[LINE], *field[FIELDS];
	gid_t gid;

	c->ngroups = 1;
	c->groups[0] = c->rgid;
	while (c->ngroups < PROC_GROUPS && next_line(&group, end, line))
		if (split(line, field) == MEMBERS + 1 &&
			parse_id(field[GID_OF_GROUP], &gid) && gid != c->rgid &&
			lists(field[MEMBERS], name))
			c->groups[c->ngroups++] = gid;
}
