/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a command name means: built-in, function, program. XCU 2.9.1.4. */
#include "shell.h"
#include "builtin.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static struct command **command_head(const char *name)
{
	unsigned h = 5381;

	while (*name)
		h = h * 33 + (unsigned char)*name++;
	return &sh.commands.table[(h ^ h >> 6) % COMMAND_BUCKETS];
}

/* The cell of a name; made if asked for, else NULL when there is none. */
struct command *command_find(const char *name, bool make)
{
	struct command **head = command_head(name), *c = *head;
	size_t n;

	while (c && strcmp(c->name, name))
		c = c->next;
	if (c || !make)
		return c;
	n = strlen(name) + 1;
	c = xzalloc(sizeof(*c) + n);
	memcpy(c->name, name, n);
	c->next = *head;
	*head = c;
	return c;
}

void command_init(void)
{
	const struct builtin *b;

	for (b = builtin_table; b->name; b++)
		command_find(b->name, true)->builtin = b;
}

bool is_declaration(const char *name)
{
	struct command *c = command_find(name, false);

	return c && c->builtin && c->builtin->flags & BI_DECLARE && !c->func;
}

/* PATH changed, or hash -r. */
void command_forget_paths(void)
{
	struct command *c;
	int i;

	for (i = 0; i < COMMAND_BUCKETS; i++)
		for (c = sh.commands.table[i]; c; c = c->next) {
			free(c->path);
			c->path = NULL;
		}
}

/* A regular file that may be executed; else *err says why not. */
static bool is_program(const char *path, int *err)
{
	struct stat st;

	if (stat(path, &st) < 0) {
		if (errno != ENOENT && errno != ENOTDIR)
			*err = errno;
		return false;
	}
	if (!S_ISREG(st.st_mode) || access(path, X_OK) < 0) {
		*err = EACCES;
		return false;
	}
	return true;
}

/* The first program of the name in a colon-separated list; in sh.temp. */
static char *path_search(const char *name, const char *list, int *err)
{
	size_t len = strlen(name);

	*err = ENOENT;
	for (;;) {
		const char *e = strchr(list, ':');
		size_t n = e ? (size_t)(e - list) : strlen(list);
		struct arena_mark mark = arena_mark(&sh.temp);
		char *s = arena_alloc(&sh.temp, n + len + 2);

		if (!s)
			return NULL;
		memcpy(s, list, n);
		if (n)
			s[n++] = '/';
		memcpy(s + n, name, len + 1);
		if (is_program(s, err))
			return s;
		arena_release(&sh.temp, mark);
		if (!e)
			return NULL;
		list = e + 1;
	}
}

const char *command_path(const char *name, const char *list, int *err)
{
	struct command *c;
	char *s;

	if (strchr(name, '/'))
		return name;
	if (!*name) {
		*err = ENOENT;
		return NULL;
	}
	if (list)
		return path_search(name, list, err);
	c = command_find(name, false);
	if (c && c->path)
		return c->path;
	list = var_value(sh.var.path);
	s = path_search(name, list ? list : "", err);
	if (s && *s == '/')
		command_find(name, true)->path = xstrdup(s);
	return s;
}

void func_unref(struct func *f)
{
	if (f && !--f->refs) {
		arena_unref(f->arena);
		free(f);
	}
}

void func_unset(struct command *c)
{
	func_unref(c->func);
	c->func = NULL;
}

/* The body lives in the arena of the command that is being run. */
void func_define(const char *name, struct node *body)
{
	struct command *c = command_find(name, true);
	struct func *f;

	if (c->builtin && c->builtin->flags & BI_SPECIAL) {
		fail("%s: Bad function name", name);
		return;
	}
	f = xmalloc(sizeof(*f));
	f->refs = 1;
	f->arena = arena_ref(sh.commands.parsing);
	f->body = body;
	func_unref(c->func);
	c->func = f;
}

int func_call(struct func *f, int argc, char **argv)
{
	struct params params = sh.params;
	struct arena *parsing = sh.commands.parsing;
	struct var_saved *scope = var_enter();
	const char *command = sh.command;
	int loops = sh.loops;

	spin();
	f->refs++;
	memset(&sh.params, 0, sizeof(sh.params));
	sh.params.v = argv + 1;
	sh.params.n = argc - 1;
	sh.loops = 0;
	sh.calls++;
	sh.commands.parsing = f->arena;
	sh.command = NULL;
	exec_node(f->body, sh.tested ? EV_TESTED : 0);
	if (sh.skip == SKIP_RETURN)
		sh.skip = SKIP_NONE;
	sh.command = command;
	sh.commands.parsing = parsing;
	sh.calls--;
	sh.loops = loops;
	params_free();
	sh.params = params;
	var_leave(scope);
	func_unref(f);
	return sh.status;
}
