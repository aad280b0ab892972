/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Files of the freedesktop Desktop Entry Specification 1.5: the keys that a
 * launcher needs. A file that is not as it says is listed with what is wrong.
 */
#include "impl.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LONGEST = 4096, WORDS = 64 };

/* A value's escapes (section 4: \s \n \t \r \\), in place. */
static void unescape(char *text)
{
	static const char from[] = "sntr\\", to[] = " \n\t\r\\";
	char *out = text;

	for (; *text != '\0'; text++) {
		const char *found = text[0] == '\\' && text[1] != '\0'
			? strchr(from, text[1])
			: NULL;

		if (found != NULL)
			text++;
		*out++ = found != NULL ? to[found - from] : *text;
	}
	*out = '\0';
}

/* Where the value of a key belongs; NULL: a key of no interest. */
static char **place_of(struct app *a, const char *key)
{
	if (strcmp(key, "Name") == 0)
		return &a->name;
	if (strcmp(key, "Comment") == 0)
		return &a->comment;
	if (strcmp(key, "Icon") == 0)
		return &a->icon;
	if (strcmp(key, "Categories") == 0)
		return &a->categories;
	if (strcmp(key, "Keywords") == 0)
		return &a->keywords;
	if (strcmp(key, "Exec") == 0)
		return &a->exec;
	if (strcmp(key, "Path") == 0)
		return &a->folder;
	if (strcmp(key, "MimeType") == 0)
		return &a->types;
	return NULL;
}

static const char *set_flag(bool *flag, const char *value)
{
	if (strcmp(value, "true") != 0 && strcmp(value, "false") != 0)
		return "is neither true nor false";
	*flag = *flag || value[0] == 't';
	return NULL;
}

/* One key. Returns what is wrong with its value, or NULL. */
static const char *set(struct app *a, const char *key, char *value)
{
	char **place = place_of(a, key);

	if (strcmp(key, "Terminal") == 0)
		return set_flag(&a->terminal, value);
	if (strcmp(key, "NoDisplay") == 0 || strcmp(key, "Hidden") == 0)
		return set_flag(&a->hidden, value);
	if (strcmp(key, "Type") == 0 && strcmp(value, "Application") != 0)
		return "is not Application";
	if (place == NULL)
		return NULL;
	if (*place != NULL)
		return "is there twice";
	unescape(value);
	/* Lines and fields are told with these between them. */
	for (char *c = value; *c != '\0'; c++)
		if (*c == '\t' || *c == '\n')
			*c = ' ';
	*place = need(strdup(value));
	return NULL;
}

static char *trim(char *text)
{
	char *end;

	text += strspn(text, " \t\r");
	end = text + strlen(text);
	while (end > text && strchr(" \t\r\n", end[-1]) != NULL)
		*--end = '\0';
	return text;
}

/* One line; *ours: it is in the group [Desktop Entry]. */
static void read_line(struct app *a, char *line, int number, bool *ours)
{
	char *value = strchr(line, '='), *key = trim(line), error[LONGEST];
	const char *wrong;

	if (*key == '\0' || *key == '#')
		return;
	if (*key == '[') {
		*ours = strcmp(key, "[Desktop Entry]") == 0;
		return;
	}
	if (value == NULL) {
		wrong = "is no key and value";
	} else {
		*value++ = '\0';
		key = trim(key);
		if (!*ours || strchr(key, '[') != NULL)
			return;
		wrong = set(a, key, trim(value));
	}
	if (wrong == NULL)
		return;
	snprintf(error, sizeof(error), "line %d: %.40s %s", number, key, wrong);
	a->error = need(strdup(error));
}

static void read_lines(struct app *a, FILE *f)
{
	char line[LONGEST];
	bool ours = false, seen = false;

	for (int n = 1; a->error == NULL && fgets(line, sizeof(line), f); n++) {
		read_line(a, line, n, &ours);
		seen |= ours;
	}
	if (a->error != NULL)
		return;
	if (!seen)
		a->error = need(strdup("there is no [Desktop Entry]"));
	else if (a->name == NULL)
		a->error = need(strdup("there is no Name"));
	else if (a->exec == NULL)
		a->error = need(strdup("there is no Exec"));
}

struct app *entry_read(const char *path, const char *id)
{
	struct app *a = need(calloc(1, sizeof(*a)));
	const char *error = NULL;
	FILE *f = open_regular(path);
	char **argv;

	a->id = need(strdup(id));
	if (f == NULL) {
		a->error = need(strdup(strerror(errno)));
		return a;
	}
	read_lines(a, f);
	fclose(f);
	if (a->error == NULL) {
		argv = entry_arguments(a, "x", &error);
		free(argv);
		if (argv == NULL)
			a->error = need(strdup(error));
	}
	return a;
}

struct app *entry_of(const char *path)
{
	const char *dot = strrchr(path, '.'), *slash = strrchr(path, '/');
	struct app *a;

	if (dot == NULL || strcmp(dot, ".desktop") != 0 ||
		access(path, X_OK) < 0)
		return NULL;
	a = entry_read(path, slash != NULL ? slash + 1 : path);
	if (a->error == NULL)
		return a;
	app_free(a);
	return NULL;
}

/* The arguments as they are made: pointers in front, their text behind. */
struct line {
	char **argv;
	char *to, *end;
	int count;
};

static const char *put(struct line *l, const char *text)
{
	size_t n = strlen(text);

	if (n >= (size_t)(l->end - l->to))
		return "Exec is too long";
	memcpy(l->to, text, n + 1);
	l->to += n;
	return NULL;
}

/* A field code (section 7). *empty: the argument goes if it is all. */
static const char *put_code(struct line *l, const struct app *a, char code,
	const char *path, bool *empty)
{
	switch (code) {
	case '%':
		return put(l, "%");
	case 'c':
		return put(l, a->name);
	case 'f':
	case 'F':
	case 'u':
	case 'U':
		*empty = path == NULL;
		return path != NULL ? put(l, path) : NULL;
	case 'i':
	case 'k':
	case 'd':
	case 'D':
	case 'n':
	case 'N':
	case 'v':
	case 'm':
		*empty = true;
		return NULL;
	default:
		return "Exec has an unknown field code";
	}
}

/* One argument, from *text on. */
static const char *put_word(struct line *l, const struct app *a,
	const char **text, const char *path)
{
	bool quoted = false, empty = false;
	const char *error = NULL, *c = *text;
	char *begin = l->to;

	for (; error == NULL && *c != '\0' && (quoted || *c != ' '); c++) {
		char one[2] = { *c };

		if (*c == '"') {
			quoted = !quoted;
		} else if (quoted && *c == '\\' && c[1] != '\0' &&
			strchr("\"`$\\", c[1]) != NULL) {
			one[0] = *++c;
			error = put(l, one);
		} else if (*c == '%') {
			error = put_code(l, a, *++c, path, &empty);
			c -= *c == '\0';
		} else {
			error = put(l, one);
		}
	}
	*text = c;
	if (quoted)
		return "Exec has a quote without an end";
	if (error != NULL || (empty && l->to == begin))
		return error;
	if (l->to >= l->end)
		return "Exec is too long";
	*l->to++ = '\0';
	if (l->count == WORDS - 1)
		return "Exec has too many arguments";
	l->argv[l->count++] = begin;
	l->argv[l->count] = NULL;
	return NULL;
}

char **entry_arguments(
	const struct app *a, const char *path, const char **error)
{
	const size_t pointers = WORDS * sizeof(char *);
	struct line l = { .argv = need(malloc(pointers + 2 * LONGEST)) };
	const char *text = a->exec;

	l.to = (char *)l.argv + pointers;
	l.end = l.to + 2 * LONGEST - 1;
	*error = NULL;
	while (*error == NULL && *text != '\0') {
		text += strspn(text, " ");
		if (*text != '\0')
			*error = put_word(&l, a, &text, path);
	}
	if (*error == NULL && l.count == 0)
		*error = "Exec has no program";
	if (*error == NULL)
		return l.argv;
	free(l.argv);
	return NULL;
}
