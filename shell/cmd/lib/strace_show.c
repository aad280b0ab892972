/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * strace: records become lines. A process whose call has begun and not ended
 * has its line open; when another's comes in between it is left unfinished
 * and resumed later.
 */
#include "strace.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

struct tracee {
	struct tracee *next;
	int32_t pid;
	struct exa_trace_record *enter; /* of its call, or NULL */
	/* Signals that came during its call, shown after it. */
	struct exa_trace_record *signals;
	size_t signals_size;
	bool known;    /* was named by -p */
	size_t column; /* -ff: of its open line */
};

static struct {
	struct tracee *first;
	struct tracee *open; /* whose line is open */
	int count;
} shown;

static struct tracee *tracee_of(int32_t pid)
{
	struct tracee *t = shown.first;

	while (t && t->pid != pid)
		t = t->next;
	if (t)
		return t;
	t = cmd_alloc(sizeof(*t));
	*t = (struct tracee){ .next = shown.first, .pid = pid };
	shown.first = t;
	return t;
}

static void forget(struct tracee *t)
{
	struct tracee **p = &shown.first;

	while (*p != t)
		p = &(*p)->next;
	*p = t->next;
	free(t->enter);
	free(t->signals);
	free(t);
}

/* An open line of somebody is left as it is. */
static void leave_open(void)
{
	if (!shown.open)
		return;
	if (st_options.follow > 1) {
		shown.open->column = st_column();
		shown.open = NULL;
		return;
	}
	st_text(" <unfinished ...>");
	st_end();
	shown.open = NULL;
}

static void note(const char *fmt, int32_t number)
{
	leave_open();
	st_put("strace: ");
	st_put(fmt, number);
	st_end();
}

static void show_enter(struct tracee *t, const struct exa_trace_record *r)
{
	struct st_call c = { r, NULL, st_row(r->number) };

	free(t->enter);
	t->enter = cmd_alloc(r->size);
	memcpy(t->enter, r, r->size);
	if (!st_options.lines)
		return;
	leave_open();
	st_begin(t->pid, r->time_us);
	st_call_start(&c);
	shown.open = t;
}

static void put_spent(const struct st_call *c)
{
	uint64_t us = c->leave->time_us - c->enter->time_us;

	if (st_options.spent)
		st_put(" <%u.%06u>", (unsigned)(us / 1000000),
			(unsigned)(us % 1000000));
}

static void put_signal(const struct tracee *t, const struct exa_trace_record *r)
{
	const uint8_t *p = st_peek(
		r, EXA_TRACE_SIGNAL_AT, sizeof(struct exa_trace_signal));
	struct exa_trace_signal s;

	leave_open();
	st_begin(t->pid, r->time_us);
	if (r->type == EXA_TRACE_STOP)
		st_text("--- stopped by ");
	else
		st_text("--- ");
	st_signal(r->number);
	if (p) {
		memcpy(&s, p, sizeof(s));
		st_text(" ");
		st_siginfo((int)r->number, &s);
	}
	st_text(" ---");
	st_end();
}

static void show_signals(struct tracee *t)
{
	const char *at = (const char *)t->signals;
	const char *end = at + t->signals_size;

	while (at < end) {
		const struct exa_trace_record *r = (const void *)at;

		put_signal(t, r);
		at += r->size;
	}
	t->signals_size = 0;
}

/* A stop is shown at once: the call may take long to end. */
static void show_signal(struct tracee *t, const struct exa_trace_record *r)
{
	if (!st_options.lines || !(st_options.signals >> (r->number - 1) & 1))
		return;
	if (r->type == EXA_TRACE_STOP)
		show_signals(t);
	if (!t->enter || r->type == EXA_TRACE_STOP) {
		put_signal(t, r);
		return;
	}
	t->signals = cmd_realloc(t->signals, t->signals_size + r->size);
	memcpy((char *)t->signals + t->signals_size, r, r->size);
	t->signals_size += r->size;
}

static void show_leave(struct tracee *t, const struct exa_trace_record *r)
{
	struct st_call c = { t->enter, r, st_row(r->number) };

	if (!t->enter)
		return;
	if (st_options.count)
		st_count(&c);
	if (st_options.lines) {
		if (shown.open != t && st_options.follow > 1) {
			leave_open();
			st_continue(t->pid, t->column);
		} else if (shown.open != t) {
			leave_open();
			st_begin(t->pid, r->time_us);
			st_put("<... %s resumed>", c.row ? c.row->name : "?");
		}
		st_call_rest(&c);
		st_text(")");
		st_result(&c);
		put_spent(&c);
		st_end();
		shown.open = NULL;
	}
	free(t->enter);
	t->enter = NULL;
	show_signals(t);
}

static void show_call(struct tracee *t, const struct exa_trace_record *r)
{
	struct st_call c = { r, r, st_row(r->number) };

	if (st_options.count)
		st_count(&c);
	if (!st_options.lines)
		return;
	leave_open();
	st_begin(t->pid, r->time_us);
	st_call_start(&c);
	st_text(")");
	st_result(&c);
	put_spent(&c);
	st_end();
}

static bool ends(const struct tracee *t)
{
	const struct st_row *row = t->enter ? st_row(t->enter->number) : NULL;

	return row && strncmp(row->name, "exit", 4) == 0;
}

static void show_exit(struct tracee *t, const struct exa_trace_record *r)
{
	int status = r->result;

	if (st_options.follow > 1 && t->enter) {
		leave_open();
		st_continue(t->pid, t->column);
		shown.open = t;
	}
	if (st_options.lines && shown.open == t) {
		st_text(ends(t) ? ")" : " <unfinished ...>)");
		st_align();
		st_text(" = ?");
		st_end();
		shown.open = NULL;
	}
	show_signals(t);
	if (st_options.lines && st_options.quiet < 2) {
		leave_open();
		st_begin(t->pid, r->time_us);
		if (WIFEXITED(status)) {
			st_put("+++ exited with %d +++", WEXITSTATUS(status));
		} else {
			st_text("+++ killed by ");
			st_signal((uint32_t)WTERMSIG(status));
			st_text(status & 0x80 ? " (core dumped) +++" : " +++");
		}
		st_end();
	}
	shown.count--;
	forget(t);
}

/* The first process is the command itself. */
static void show_attach(struct tracee *t)
{
	if (st_options.follow > 1)
		st_fresh(t->pid);
	if (++shown.count > 1) {
		if (!st_options.quiet && st_options.lines && !t->known &&
			st_options.follow < 2)
			note("Process %d attached", t->pid);
		st_several();
	}
}

void st_show(const struct exa_trace_record *r)
{
	struct tracee *t = tracee_of(r->pid);

	switch (r->type) {
	case EXA_TRACE_ENTER:
		show_enter(t, r);
		break;
	case EXA_TRACE_LEAVE:
		show_leave(t, r);
		break;
	case EXA_TRACE_CALL:
		show_call(t, r);
		break;
	case EXA_TRACE_SIGNAL:
	case EXA_TRACE_STOP:
		show_signal(t, r);
		break;
	case EXA_TRACE_EXIT:
		show_exit(t, r);
		break;
	case EXA_TRACE_ATTACH:
		show_attach(t);
		break;
	case EXA_TRACE_LOST:
		note("%d records were lost: it ran faster than they were read",
			r->result);
		break;
	default:
		break;
	}
}

void st_show_known(int32_t pid)
{
	tracee_of(pid)->known = true;
}

void st_show_detached(void)
{
	if (shown.open) {
		st_text(" <detached ...>");
		st_end();
		shown.open = NULL;
	}
	for (struct tracee *t = shown.first; t; t = t->next)
		if (!st_options.quiet)
			note("Process %d detached", t->pid);
}
