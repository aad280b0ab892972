/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Simple commands, XCU 2.9.1. */
#include "shell.h"
#include "builtin.h"
#include "expand.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

/* A simple command on its way. */
struct simple {
	struct node *n;
	struct args args;
	int argc;
	char **argv; /* behind any `command` */
	int flags;
	bool plain; /* behind `command`: no functions, nothing special */
	const char *path_list; /* of command -p */
};

bool assign_all(const struct assign *a, bool temporary, bool export)
{
	for (; a; a = a->next) {
		struct assign *w = (struct assign *)a;
		const char *s = expand_string(a->value, EXP_ASSIGN);

		if (!s)
			return false;
		if (!w->var)
			w->var = var_cell(a->name, strlen(a->name));
		if (temporary && !(w->var->flags & VAR_READONLY))
			var_save(w->var);
		if (!var_sets(w->var, s)) {
			fail("%s: is read only", a->name);
			return false;
		}
		if (temporary || export)
			var_flag(w->var, VAR_EXPORT);
	}
	return true;
}

void trace_command(const struct assign *a, char **argv)
{
	struct arena_mark mark = arena_mark(&sh.temp);
	struct buf *b = buf_get();
	const char *ps4 = var_value(sh.var.ps4), *sep = "";
	bool on = sh.opt[OPT_XTRACE];

	sh.opt[OPT_XTRACE] = false; /* for what PS4 itself runs */
	ps4 = ps4 ? expand_text(ps4) : "";
	sh.opt[OPT_XTRACE] = on;
	buf_adds(b, ps4 ? ps4 : "");
	for (; a; a = a->next) {
		const char *s = expand_string(a->value, EXP_ASSIGN);

		buf_adds(b, sep);
		buf_adds(b, a->name);
		buf_addc(b, '=');
		buf_adds(b, s ? s : "");
		sep = " ";
	}
	for (; *argv; argv++) {
		buf_adds(b, sep);
		buf_adds(b, *argv);
		sep = " ";
	}
	buf_addc(b, '\n');
	out_flush();
	(void)write_all(2, b->s, b->n);
	buf_put(b);
	arena_release(&sh.temp, mark);
}

/* Assignments and redirections without a command: these end with it. */
static void exec_no_command(struct simple *s)
{
	struct redir_saved *saved = NULL;
	struct node *n = s->n;
	char *none[] = { NULL };

	if (redir_apply(n->redirs, &saved) < 0) {
		if (!sh.skip)
			sh.status = 2;
		return;
	}
	if (assign_all(n->u.simple.assigns, false, false)) {
		if (sh.opt[OPT_XTRACE] && n->u.simple.assigns)
			trace_command(n->u.simple.assigns, none);
		sh.status = sh.sub_status >= 0 ? sh.sub_status : 0;
	}
	redir_undo(saved);
}

/* Output of a built-in that could not be written. */
static int output_error(int status)
{
	int err;

	out_flush();
	err = out_error_take();
	if (!err)
		return status;
	if (err == EPIPE && sh.command && !strcmp(sh.command, "echo"))
		return 1;
	warn("write error: %s", strerror(err));
	return status ? status : 1;
}

static int run_builtin(struct simple *s, const struct builtin *b)
{
	const char *command = sh.command;
	int status;

	sh.command = b->name;
	sh.builtin_failed = false;
	status = b->run(s->argc, s->argv);
	if (!sh.out.capture)
		status = output_error(status);
	sh.command = command;
	return status;
}

static void exec_builtin(struct simple *s, const struct builtin *b)
{
	struct redir_saved *saved = NULL;
	struct var_saved *scope = var_enter();
	bool special = b->flags & BI_SPECIAL && !s->plain;
	bool temporary = !(b->flags & BI_SPECIAL) || s->plain;
	bool exec = b->run == builtin_exec;
	int status = 2, bad;

	bad = redir_apply(s->n->redirs, &saved);
	if (bad) {
		if (special && !sh.skip)
			sh.skip = SKIP_ABORT;
	} else if (assign_all(s->n->u.simple.assigns, temporary, exec)) {
		status = run_builtin(s, b);
		if (special && sh.builtin_failed && !sh.skip)
			sh.skip = SKIP_ABORT;
		sh.builtin_failed = false;
	}
	if (exec && !bad && !sh.skip)
		redir_keep(saved);
	else
		redir_undo(saved);
	if (temporary)
		var_leave(scope);
	sh.status = status;
}

static void exec_function(struct simple *s, struct func *f)
{
	struct redir_saved *saved = NULL;
	struct var_saved *scope = var_enter();

	if (redir_apply(s->n->redirs, &saved) < 0) {
		if (!sh.skip)
			sh.status = 2;
	} else if (assign_all(s->n->u.simple.assigns, true, true)) {
		func_call(f, s->argc, s->argv);
		out_flush();
	}
	redir_undo(saved);
	var_leave(scope);
}

/* In place of the shell: redirections and assignments are for good. */
static void exec_directly(struct simple *s, const char *path)
{
	if (redir_apply(s->n->redirs, NULL) < 0)
		shell_exit(2);
	exec_program(s->argv, s->n->u.simple.assigns, path);
}

static void exec_external(struct simple *s)
{
	struct launch l = { .argv = s->argv,
		.redirs = s->n->redirs,
		.assigns = s->n->u.simple.assigns,
		.in = -1,
		.out = -1 };
	int err = 0;

	if (s->path_list && !strchr(s->argv[0], '/'))
		l.path = command_path(s->argv[0], s->path_list, &err);
	if (s->flags & EV_EXIT && !sh.trap.set && !sh.jobs.on) {
		exec_directly(s, l.path);
		return;
	}
	l.job = job_new(1);
	job_describe(l.job, s->n);
	launch(&l);
	if (sh.skip) {
		job_free(l.job);
		return;
	}
	sh.status = job_wait(l.job);
}

/* `command name ...`: look behind it. */
static void simple_command(struct simple *s)
{
	while (s->argc > 1 && !strcmp(s->argv[0], "command")) {
		int i = 1;

		if (!strcmp(s->argv[1], "-p") && s->argc > 2) {
			s->path_list = COMMAND_STANDARD_PATH;
			i = 2;
		} else if (!strcmp(s->argv[1], "--") && s->argc > 2) {
			i = 2;
		}
		if (s->argv[i][0] == '-')
			break; /* for the built-in itself */
		s->argv += i;
		s->argc -= i;
		s->plain = true;
	}
}

static void simple_run(struct simple *s)
{
	struct command *c;
	const struct builtin *b;

	if (s->n->u.simple.assigns || s->argv[0][0] == 'c')
		simple_command(s);
	c = command_find(s->argv[0], false);
	b = c ? c->builtin : NULL;
	if (c && c->func && !s->plain && !(b && b->flags & BI_SPECIAL))
		exec_function(s, c->func);
	else if (b)
		exec_builtin(s, b);
	else
		exec_external(s);
}

int exec_simple(struct node *n, int flags)
{
	struct arena_mark mark = arena_mark(&sh.temp);
	struct simple s = { .n = n, .flags = flags };
	bool tested = sh.tested;

	sh.line = n->line;
	sh.sub_status = -1;
	if (!expand_command(n->u.simple.words, &s.args)) {
		arena_release(&sh.temp, mark);
		return sh.status;
	}
	s.argc = s.args.n;
	s.argv = s.args.v;
	if (!s.argc) {
		exec_no_command(&s);
	} else {
		if (sh.opt[OPT_XTRACE])
			trace_command(n->u.simple.assigns, s.argv);
		sh.tested = (flags & EV_TESTED) != 0;
		simple_run(&s);
		sh.tested = tested;
	}
	arena_release(&sh.temp, mark);
	return sh.status;
}
