/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parser of /etc/inittab; format and contract are in inittab.h. */
#include "servers/init/inittab.h"

#include <errno.h>
#include <string.h>

#include "kernel/alloc.h"

/* A piece of the text. */
struct slice {
	const char *at;
	size_t length;
};

enum { FIELDS = 4, ID = 0, LEVELS = 1, ACTION = 2, PROCESS = 3 };

static const struct {
	const char *name;
	bool process; /* needs one */
	bool levels;  /* minds the runlevel */
} actions[] = {
	[INITTAB_OFF] = { "off", false, true },
	[INITTAB_SYSINIT] = { "sysinit", true, false },
	[INITTAB_BOOT] = { "boot", true, false },
	[INITTAB_BOOTWAIT] = { "bootwait", true, false },
	[INITTAB_INITDEFAULT] = { "initdefault", false, true },
	[INITTAB_WAIT] = { "wait", true, true },
	[INITTAB_ONCE] = { "once", true, true },
	[INITTAB_RESPAWN] = { "respawn", true, true },
	[INITTAB_ONDEMAND] = { "ondemand", true, true },
	[INITTAB_CTRLALTDEL] = { "ctrlaltdel", true, false },
	[INITTAB_POWERFAIL] = { "powerfail", true, false },
	[INITTAB_POWERWAIT] = { "powerwait", true, false },
};

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

static struct slice trim(struct slice s)
{
	while (s.length > 0 && is_blank(*s.at)) {
		s.at++;
		s.length--;
	}
	while (s.length > 0 && is_blank(s.at[s.length - 1]))
		s.length--;
	return s;
}

/* Cuts off and returns what stands before the first c, or everything. */
static struct slice cut(struct slice *s, char c)
{
	const char *end = s->length ? memchr(s->at, c, s->length) : NULL;
	struct slice head = *s;

	if (!end) {
		s->at += s->length;
		s->length = 0;
		return head;
	}
	head.length = (size_t)(end - s->at);
	s->at = end + 1;
	s->length -= head.length + 1;
	return head;
}

uint32_t inittab_level(char c)
{
	if (c >= '0' && c <= '9')
		return 1u << (c - '0');
	switch (c) {
	case 'S':
	case 's':
		return INITTAB_LEVEL_S;
	case 'a':
	case 'A':
		return INITTAB_LEVEL_A;
	case 'b':
	case 'B':
		return INITTAB_LEVEL_B;
	case 'c':
	case 'C':
		return INITTAB_LEVEL_C;
	default:
		return 0;
	}
}

/* Each parse_ function returns -1, or the reason the field is wrong. */
static int parse_id(struct inittab_entry *e, struct slice s)
{
	if (s.length == 0 || s.length > INITTAB_ID)
		return INITTAB_BAD_ID;
	for (size_t i = 0; i < s.length; i++)
		if (is_blank(s.at[i]))
			return INITTAB_BAD_ID;
	memcpy(e->id, s.at, s.length);
	return -1;
}

static int parse_levels(struct inittab_entry *e, struct slice s)
{
	for (size_t i = 0; i < s.length; i++) {
		uint32_t level = inittab_level(s.at[i]);

		if (!level)
			return INITTAB_BAD_LEVEL;
		e->levels |= level;
	}
	if (s.length == 0)
		e->levels = INITTAB_LEVELS;
	return -1;
}

static int parse_action(struct inittab_entry *e, struct slice s)
{
	for (size_t i = 0; i < sizeof(actions) / sizeof(actions[0]); i++) {
		const char *name = actions[i].name;

		if (strlen(name) == s.length &&
			memcmp(name, s.at, s.length) == 0) {
			e->action = (enum inittab_action)i;
			return -1;
		}
	}
	return INITTAB_NO_ACTION;
}

/* A leading + asked old inits not to write utmp, which there is none of. */
static int parse_process(struct inittab_entry *e, struct slice s)
{
	if (s.length > 0 && *s.at == '+') {
		s.at++;
		s.length--;
		s = trim(s);
	}
	if (s.length == 0 && actions[e->action].process)
		return INITTAB_NO_PROCESS;
	if (s.length > INITTAB_PROCESS)
		return INITTAB_TOO_LONG;
	memcpy(e->process, s.at, s.length);
	return -1;
}

/* initdefault names exactly one level that init can be in. */
static bool default_ok(const struct inittab_entry *e)
{
	return (e->levels & (e->levels - 1)) == 0 &&
		(e->levels & (INITTAB_LEVELS | INITTAB_LEVEL_S)) != 0;
}

static bool has_id(const struct inittab *t, const char *id)
{
	for (size_t i = 0; i < t->entry_count; i++)
		if (strcmp(t->entries[i].id, id) == 0)
			return true;
	return false;
}

/* Parses a line that is no comment. Returns -1 or the reason it is wrong. */
static int parse_line(
	const struct inittab *t, struct inittab_entry *e, struct slice line)
{
	struct slice field[FIELDS];
	int wrong = -1;

	if (memchr(line.at, 0, line.length))
		return INITTAB_BAD_BYTE;
	for (int i = 0; i < FIELDS; i++) {
		const char *start = line.at;

		field[i] = i == PROCESS ? line : cut(&line, ':');
		if (i < PROCESS && start + field[i].length == line.at)
			return INITTAB_FIELDS;
		field[i] = trim(field[i]);
	}
	wrong = parse_id(e, field[ID]);
	if (wrong < 0 && has_id(t, e->id))
		wrong = INITTAB_DUPLICATE;
	if (wrong < 0)
		wrong = parse_levels(e, field[LEVELS]);
	if (wrong < 0)
		wrong = parse_action(e, field[ACTION]);
	if (wrong < 0 && e->action == INITTAB_INITDEFAULT && !default_ok(e))
		wrong = INITTAB_DEFAULT;
	return wrong < 0 ? parse_process(e, field[PROCESS]) : wrong;
}

/* Lines that are no comment: as many entries and errors at most. */
static size_t count_entries(struct slice text)
{
	size_t n = 0;

	while (text.length > 0) {
		struct slice line = trim(cut(&text, '\n'));

		n += line.length > 0 && *line.at != '#';
	}
	return n;
}

int inittab_parse(struct inittab *t, const char *text, size_t n)
{
	struct slice rest = { text, n };
	size_t most = count_entries(rest);

	memset(t, 0, sizeof(*t));
	if (most == 0)
		return 0;
	t->entries = kmalloc(most * sizeof(t->entries[0]));
	t->errors = kmalloc(most * sizeof(t->errors[0]));
	if (!t->entries || !t->errors) {
		inittab_free(t);
		return -ENOMEM;
	}
	for (uint32_t number = 1; rest.length > 0; number++) {
		struct slice line = trim(cut(&rest, '\n'));
		struct inittab_entry *e = t->entries + t->entry_count;
		int wrong;

		if (line.length == 0 || *line.at == '#')
			continue;
		memset(e, 0, sizeof(*e));
		e->line = number;
		wrong = parse_line(t, e, line);
		if (wrong < 0) {
			t->entry_count++;
			continue;
		}
		t->errors[t->error_count].line = number;
		t->errors[t->error_count++].reason = (enum inittab_reason)wrong;
	}
	return 0;
}

void inittab_free(struct inittab *t)
{
	kfree(t->entries);
	kfree(t->errors);
	memset(t, 0, sizeof(*t));
}

const struct inittab_entry *inittab_next(
	const struct inittab *t, size_t *at, uint32_t wanted, uint32_t levels)
{
	while (*at < t->entry_count) {
		const struct inittab_entry *e = &t->entries[(*at)++];

		if ((wanted >> e->action & 1) == 0)
			continue;
		if (!actions[e->action].levels || (e->levels & levels))
			return e;
	}
	return NULL;
}

uint32_t inittab_default(const struct inittab *t)
{
	for (size_t i = 0; i < t->entry_count; i++)
		if (t->entries[i].action == INITTAB_INITDEFAULT)
			return t->entries[i].levels;
	return 0;
}

const char *inittab_explain(enum inittab_reason reason)
{
	switch (reason) {
	case INITTAB_FIELDS:
		return "not of the form id:runlevels:action:process";
	case INITTAB_BAD_ID:
		return "the id must have one to four characters";
	case INITTAB_DUPLICATE:
		return "the id is that of an earlier line";
	case INITTAB_BAD_LEVEL:
		return "no such runlevel (0 to 9, S, a, b, c)";
	case INITTAB_NO_ACTION:
		return "unknown action";
	case INITTAB_NO_PROCESS:
		return "the process is missing";
	case INITTAB_TOO_LONG:
		return "the process is longer than 127 characters";
	case INITTAB_BAD_BYTE:
		return "a null byte";
	case INITTAB_DEFAULT:
		return "initdefault needs exactly one runlevel";
	}
	return "unknown error";
}
