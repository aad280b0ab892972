/* SPDX-License-Identifier: GPL-3.0-or-later */
/* strace -c: the table of calls. */
#include "strace.h"

#include <string.h>

enum { SLOTS = 32 * EXA_TRACE_WORDS };

struct total {
	uint32_t number;
	uint64_t us;
	uint32_t calls, errors;
};

static struct {
	struct total slot[SLOTS];
	struct total *sorted[SLOTS];
	int used;
} counts;

void st_count(const struct st_call *c)
{
	unsigned bit = st_bit(c->leave->number);
	struct total *t;

	if (bit >= SLOTS)
		return;
	t = &counts.slot[bit];
	t->number = c->leave->number;
	t->us += st_options.wall ? c->leave->time_us - c->enter->time_us
				 : c->leave->cpu_us;
	t->calls++;
	t->errors += c->leave->result < 0 && c->leave->result > -4096;
}

static const char *name_of(const struct total *t)
{
	const struct st_row *row = st_row(t->number);

	return row ? row->name : "?";
}

static bool before(const struct total *a, const struct total *b)
{
	const char *by = st_options.sort ? st_options.sort : "time";

	if (strcmp(by, "name") == 0 || strcmp(by, "syscall") == 0)
		return strcmp(name_of(a), name_of(b)) < 0;
	if (strcmp(by, "calls") == 0 || strcmp(by, "count") == 0)
		return a->calls > b->calls;
	if (strcmp(by, "errors") == 0)
		return a->errors > b->errors;
	return a->us > b->us;
}

static void sort(void)
{
	for (int i = 0; i < SLOTS; i++) {
		int at = counts.used;

		if (!counts.slot[i].calls)
			continue;
		while (at > 0 &&
			before(&counts.slot[i], counts.sorted[at - 1])) {
			counts.sorted[at] = counts.sorted[at - 1];
			at--;
		}
		counts.sorted[at] = &counts.slot[i];
		counts.used++;
	}
}

static void put_row(const struct total *t, uint64_t all, const char *name)
{
	uint64_t share = all ? t->us * 10000 / all : 0;
	char errors[16] = "";

	if (t->us == all && all)
		share = 10000;
	if (t->errors)
		str_fmt(errors, sizeof(errors), "%u", t->errors);
	st_put("%3u.%02u %4u.%06u %11u %9u %9s %s", (unsigned)(share / 100),
		(unsigned)(share % 100), (unsigned)(t->us / 1000000),
		(unsigned)(t->us % 1000000),
		t->calls ? (unsigned)(t->us / t->calls) : 0, t->calls, errors,
		name);
	st_end();
}

void st_count_print(void)
{
	static const char rule[] = "------ ----------- ----------- --------- "
				   "--------- ----------------";
	struct total all = { 0 };

	sort();
	for (int i = 0; i < counts.used; i++) {
		all.us += counts.sorted[i]->us;
		all.calls += counts.sorted[i]->calls;
		all.errors += counts.sorted[i]->errors;
	}
	st_text("% time     seconds  usecs/call     calls    errors syscall");
	st_end();
	st_text(rule);
	st_end();
	for (int i = 0; i < counts.used; i++)
		put_row(counts.sorted[i], all.us, name_of(counts.sorted[i]));
	st_text(rule);
	st_end();
	put_row(&all, all.us, "total");
}
