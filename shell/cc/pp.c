/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The preprocessor: files, conditions, what is defined from the start. */
#include "shell/cc/cc.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* Returns the source at a path ("-": standard input), or NULL with errno. */
struct source *source_read(const char *path)
{
	struct source *s;
	struct stat st;
	struct text text = { 0 };
	char buf[4096];
	ssize_t n;
	int fd = strcmp(path, "-") ? open(path, O_RDONLY | O_CLOEXEC) : 0;

	if (fd < 0)
		return NULL;
	if (!fstat(fd, &st) && S_ISDIR(st.st_mode)) {
		close(fd);
		errno = EISDIR;
		return NULL;
	}
	while ((n = read(fd, buf, sizeof(buf))) > 0)
		text_add(&text, buf, (size_t)n);
	if (fd)
		close(fd);
	if (n < 0)
		return NULL;
	text_add(&text, "", 0);
	s = take(sizeof(*s));
	s->name = take_text(path, strlen(path));
	s->text = text.data;
	return s;
}

const char *find_header(const char *name)
{
	int i;

	for (i = 0; headers[i].name; i++)
		if (!strcmp(headers[i].name, name))
			return headers[i].text;
	return NULL;
}

/* defined(NAME) and __has_include(...) become 1 or 0, then macros are expanded;
 * names that are left are 0. */
int64_t pp_condition(struct token *line, const struct token *where)
{
	struct token *t, *saved = tok;
	int64_t v;

	if (line->kind == T_EOF)
		fail(where, "#%s without a condition", where->name);
	for (t = line; t->kind != T_EOF; t = t->next) {
		bool paren = is(t, "defined") && is(t->next, "(");
		struct token *name = paren ? t->next->next : t->next;

		if (!is(t, "defined") || name->kind != T_IDENT)
			continue;
		t->kind = T_NUM;
		t->name = intern(map_get(&macros, name->name) ? "1" : "0", 1);
		t->next = paren ? name->next->next : name->next;
	}
	line = expand_all(line);
	for (t = line; t->kind != T_EOF; t = t->next) {
		if (t->kind == T_IDENT) {
			t->kind = T_NUM;
			t->name = intern("0", 1);
		}
		if (t->kind == T_NUM || t->kind == T_CHAR) {
			literal(t);
			if (!is_int(t->type))
				fail(t, "#if computes with integers");
			t->type = t->type->uns ? &ty_ullong : &ty_llong;
		}
	}
	tok = line;
	v = const_expr("the condition");
	if (tok->kind != T_EOF)
		fail(tok, "the condition should end here");
	tok = saved;
	return v;
}

/* Tokens after #line say that they are from elsewhere. */
static void relocate(struct token *t)
{
	struct source *file = t->file;

	if (!file->as)
		return;
	t->line += file->lines_off;
	t->file = file->as;
}

/* Returns the tokens of a file with everything expanded. */
struct token *preprocess(struct source *file)
{
	struct token first = { 0 }, *last = &first, *t = lex(file);

	while (t->kind != T_EOF) {
		if (t->bol && is(t, "#") && !t->hide) {
			t = directive(t);
			continue;
		}
		relocate(t);
		if (t->kind == T_OTHER && strpbrk(t->name, "\"'"))
			fail(t,
				t->name[strcspn(t->name, "\"'")] == '"'
					? "a string that does not end in its "
					  "line"
					: "a character that does not end in "
					  "its line");
		if (expand(&t, t))
			continue;
		last = last->next = t;
		t = t->next;
	}
	last->next = t;
	return first.next;
}

static void print_line(const struct token *t, struct text *out)
{
	char line[32];

	text_add(out, line,
		(size_t)snprintf(line, sizeof(line), "# %d \"", t->line));
	text_add(out, t->file->name, strlen(t->file->name));
	text_add(out, "\"\n", 2);
}

/* Text that means the same tokens, with their lines. */
void pp_print(const struct token *t, struct text *out)
{
	const char *file = "";
	int line = 0;
	bool start = true;

	for (; t->kind != T_EOF; t = t->next) {
		if (t->file->name != file || t->line < line ||
			t->line > line + 8) {
			if (!start)
				text_add(out, "\n", 1);
			print_line(t, out);
			line = t->line;
			file = t->file->name;
			start = true;
		}
		for (; line < t->line; line++) {
			text_add(out, "\n", 1);
			start = true;
		}
		if (!start || t->space)
			text_add(out, " ", 1);
		text_add(out, t->name, strlen(t->name));
		start = false;
	}
	text_add(out, "\n", 1);
}

void pp_define(const char *name, const char *body)
{
	struct macro *m = take(sizeof(*m));
	struct source *s = take(sizeof(*s));

	s->name = "<command line>";
	s->text = body;
	m->body = lex(s);
	map_put(&macros, intern(name, strlen(name)), m);
}

void pp_undef(const char *name)
{
	map_put(&macros, intern(name, strlen(name)), NULL);
}

static struct token *line_macro(const struct token *use)
{
	char text[16];

	snprintf(text, sizeof(text), "%d", use->line);
	return make_token(use, T_NUM, text);
}

static struct token *file_macro(const struct token *use)
{
	struct text out = { 0 };

	text_add(&out, "\"", 1);
	text_add(&out, use->file->name, strlen(use->file->name));
	text_add(&out, "\"", 1);
	return make_token(use, T_STR, out.data);
}

static struct token *counter_macro(const struct token *use)
{
	static int n;
	char text[16];

	snprintf(text, sizeof(text), "%d", n++);
	return make_token(use, T_NUM, text);
}

static void built_in(const char *name, struct token *(*f)(const struct token *))
{
	struct macro *m = take(sizeof(*m));

	m->built_in = f;
	map_put(&macros, intern(name, strlen(name)), m);
}

void pp_init(void)
{
	static const char *const ones[] = { "__STDC__", "__STDC_HOSTED__",
		"__unix__", "__unix", "__linux__", "__EXA__", "__EXA_CC__",
		"__STDC_NO_THREADS__", "__STDC_NO_ATOMICS__",
		"__STDC_NO_COMPLEX__", NULL };
	char date[32];
	time_t now = time(NULL);
	int i;

	macros = (struct map){ 0 };
	pp_once = (struct map){ 0 };
	for (i = 0; ones[i]; i++)
		pp_define(ones[i], "1");
	pp_define("__STDC_VERSION__", "201112L");
	pp_define("__SIZEOF_POINTER__", sizeof(void *) == 8 ? "8" : "4");
	pp_define("__SIZEOF_LONG__", sizeof(long) == 8 ? "8" : "4");
	pp_define("__SIZEOF_LONG_DOUBLE__", "16");
	strftime(date, sizeof(date), "\"%b %e %Y\"", localtime(&now));
	pp_define("__DATE__", take_text(date, strlen(date)));
	strftime(date, sizeof(date), "\"%H:%M:%S\"", localtime(&now));
	pp_define("__TIME__", take_text(date, strlen(date)));
	pp_define("__inline", "inline");
	pp_define("__inline__", "inline");
	pp_define("__restrict", "restrict");
	pp_define("__volatile__", "volatile");
	pp_define("__const", "const");
	pp_define("__signed__", "signed");
	built_in("__LINE__", line_macro);
	built_in("__FILE__", file_macro);
	built_in("__COUNTER__", counter_macro);
}
