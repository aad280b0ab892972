/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The executor: lists, && and ||, loops and the other compound commands.
 * sh.skip says whether to go on; see shell.h.
 */
#include "shell.h"
#include "expand.h"
#include "input.h"

#include <sched.h>
#include <unistd.h>

/* A long loop that makes no call lets others run, and sees signals. */
void spin_slow(void)
{
	sh.spin = 0;
	sched_yield();
	trap_check();
}

/*
 * Behind a loop's body: whether to leave the loop. Consumes the break or
 * continue that was meant for it.
 */
static bool loop_left(void)
{
	bool leave = sh.skip != SKIP_CONTINUE;

	if (!sh.skip)
		return false;
	if (sh.skip != SKIP_BREAK && sh.skip != SKIP_CONTINUE)
		return true;
	if (--sh.skip_count > 0)
		return true;
	sh.skip = SKIP_NONE;
	return leave;
}

static void exec_while(struct node *n, int flags)
{
	int status = 0;

	sh.loops++;
	for (;;) {
		bool ok;

		spin();
		ok = !sh.skip && !exec_node(n->u.loop.cond, EV_TESTED);
		if (sh.skip) {
			if (loop_left())
				break;
			continue;
		}
		if (ok != (n->type == N_WHILE))
			break;
		status = exec_node(n->u.loop.body, flags & EV_TESTED);
		if (sh.skip && loop_left())
			break;
	}
	sh.loops--;
	if (sh.skip < SKIP_RETURN)
		sh.status = status;
}

static void exec_for(struct node *n, int flags)
{
	struct arena_mark mark = arena_mark(&sh.temp);
	const char *name = n->u.iter.name->plain;
	struct var *v = var_cell(name, strlen(name));
	struct args a = { .cap = 0 };
	int i, status = 0;

	if (!n->u.iter.in)
		for (i = 0; i < sh.params.n; i++)
			args_add(&a,
				arena_strn(&sh.temp, sh.params.v[i],
					strlen(sh.params.v[i])));
	else if (!expand_words(n->u.iter.words, &a))
		return;
	sh.loops++;
	for (i = 0; i < a.n; i++) {
		spin();
		if (sh.skip)
			break;
		if (!var_sets(v, a.v[i])) {
			fail("%s: is read only", name);
			break;
		}
		status = exec_node(n->u.iter.body, flags & EV_TESTED);
		if (sh.skip && loop_left())
			break;
	}
	sh.loops--;
	if (sh.skip < SKIP_RETURN)
		sh.status = status;
	arena_release(&sh.temp, mark);
}

static bool case_matches(const struct word *w, const char *s)
{
	const char *p;

	if (w->plain)
		return !strcmp(w->plain, s);
	p = expand_string(w, EXP_PATTERN);
	return p && pattern_match(p, p + strlen(p), s, s + strlen(s));
}

/* The commands of an item, and of those into which it falls by ;&. */
static void case_run(const struct case_item *item, int flags)
{
	bool fall;

	do {
		fall = item->fall && item->next;
		if (item->body)
			exec_node(item->body, fall ? flags & ~EV_EXIT : flags);
		else
			sh.status = 0;
		item = item->next;
	} while (fall && !sh.skip);
}

static void exec_case(struct node *n, int flags)
{
	struct arena_mark mark = arena_mark(&sh.temp);
	struct case_item *item;
	struct word *w;
	const char *s;

	sh.sub_status = -1;
	s = expand_string(n->u.select.subject, 0);
	if (!s)
		return;
	for (item = n->u.select.items; item; item = item->next)
		for (w = item->patterns; w; w = w->next) {
			bool found = case_matches(w, s);

			if (sh.skip)
				return;
			if (!found)
				continue;
			arena_release(&sh.temp, mark);
			case_run(item, flags);
			return;
		}
	arena_release(&sh.temp, mark);
	sh.status = 0;
}

/* An elif chain is a loop here. */
static void exec_if(struct node *n, int flags)
{
	for (;;) {
		bool ok = exec_node(n->u.loop.cond, EV_TESTED) == 0;

		if (sh.skip)
			return;
		if (ok) {
			exec_node(n->u.loop.body, flags);
			return;
		}
		n = n->u.loop.other;
		if (!n) {
			sh.status = 0;
			return;
		}
		if (n->type != N_IF || n->redirs || n->not || n->bg) {
			exec_node(n, flags);
			return;
		}
	}
}

static void exec_list(struct node *n, int flags)
{
	for (; n && !sh.skip; n = n->next)
		exec_node(n, n->next ? flags & ~EV_EXIT : flags);
}

static void exec_andor(struct node *n, int flags)
{
	for (; n; n = n->next) {
		if (n->op && (n->op == ANDOR_AND) != (sh.status == 0))
			continue;
		exec_node(n, n->next ? EV_TESTED : flags);
		if (sh.skip)
			return;
	}
}

static void exec_compound(struct node *n, int flags)
{
	switch (n->type) {
	case N_LIST:
	case N_BRACE:
		exec_list(n->u.group.first, flags);
		break;
	case N_ANDOR:
		exec_andor(n->u.group.first, flags);
		break;
	case N_IF:
		exec_if(n, flags);
		break;
	case N_WHILE:
	case N_UNTIL:
		exec_while(n, flags);
		break;
	case N_FOR:
		exec_for(n, flags);
		break;
	case N_CASE:
		exec_case(n, flags);
		break;
	case N_FUNC:
		sh.status = 0;
		func_define(n->u.func.name, n->u.func.body);
		break;
	}
}

/* A compound command with redirections of its own. */
static void exec_redirected(struct node *n, int flags)
{
	struct redir_saved *saved = NULL;
	struct arena_mark mark = arena_mark(&sh.temp);

	sh.line = n->line;
	if (redir_apply(n->redirs, &saved) < 0) {
		if (!sh.skip)
			sh.status = 2;
	} else {
		exec_compound(n, flags & ~EV_EXIT);
	}
	out_flush();
	redir_undo(saved);
	arena_release(&sh.temp, mark);
}

int exec_node(struct node *n, int flags)
{
	int inner = flags;
	bool checked = false;

	if (sh.opt[OPT_NOEXEC] && !sh.interactive)
		return sh.status;
	if (n->bg && !(flags & EV_FOREGROUND))
		return exec_background(n);
	inner &= ~EV_FOREGROUND;
	if (n->not )
		inner = EV_TESTED;
	if (++sh.depth > SH_MAX_DEPTH) {
		fail("too deeply nested");
	} else {
		switch (n->type) {
		case N_SIMPLE:
			exec_simple(n, inner);
			checked = true;
			break;
		case N_PIPE:
			exec_pipe(n, inner);
			checked = true;
			break;
		case N_SUBSHELL:
			exec_subshell(n, inner);
			checked = true;
			break;
		default:
			if (n->redirs)
				exec_redirected(n, inner);
			else
				exec_compound(n, inner);
			break;
		}
	}
	sh.depth--;
	trap_check();
	if (n->not ) {
		if (sh.skip < SKIP_RETURN)
			sh.status = !sh.status;
	} else if (checked && sh.status && sh.opt[OPT_ERREXIT] &&
		!(flags & EV_TESTED) && !sh.skip) {
		sh.skip = SKIP_EXIT;
	}
	return sh.status;
}
