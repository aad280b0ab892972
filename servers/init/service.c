/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The entries of the inittab as processes: starting, respawning, ending. */
#include <errno.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>

#include "kernel/alloc.h"
#include "kernel/host.h"
#include "kernel/log.h"
#include "servers/init/impl.h"

/* System V's throttle of respawn, and how long a process gets to end; ms. */
enum {
	WINDOW = 120000,
	STARTS = 10,
	PENALTY = 300000,
	RETRY = 1000,
	GRACE = 2000,
};

/* What counts when there is no inittab: a terminal to repair it from. */
static const char fallback[] = "1:123:respawn:/bin/getty -a exa tty1\n";

static struct service *service_at(struct list *node)
{
	return list_entry(node, struct service, link);
}

static int parse_inittab(struct inittab *table)
{
	void *text = NULL;
	int size = init_read("/etc/inittab", &text);
	int error;

	if (size < 0) {
		klog("init: /etc/inittab: %s: starting a terminal only",
			init_reason(size));
		return inittab_parse(table, fallback, sizeof(fallback) - 1);
	}
	error = inittab_parse(table, text, (size_t)size);
	kfree(text);
	for (size_t i = 0; i < table->error_count; i++)
		klog("inittab:%u: %s", table->errors[i].line,
			inittab_explain(table->errors[i].reason));
	return error;
}

/* The service of an id, moved to the end of the list; new if there is none.
 * NULL: no memory. */
static struct service *last_service(const char *id)
{
	struct service *s = NULL;
	struct list *n;

	for (n = init.services.next; n != &init.services; n = n->next)
		if (strcmp(service_at(n)->entry.id, id) == 0)
			s = service_at(n);
	if (s == NULL)
		s = kzalloc(sizeof(*s));
	else
		list_remove(&s->link);
	if (s != NULL)
		list_append(&init.services, &s->link);
	return s;
}

void services_load(void)
{
	struct inittab table;
	struct list *n;

	if (parse_inittab(&table) < 0) {
		klog("init: no memory for the inittab");
		return;
	}
	for (n = init.services.next; n != &init.services; n = n->next)
		service_at(n)->gone = true;
	for (size_t i = 0; i < table.entry_count; i++) {
		struct service *s = last_service(table.entries[i].id);

		if (s == NULL) {
			klog("init: no memory from inittab:%u on",
				table.entries[i].line);
			break;
		}
		s->entry = table.entries[i];
		s->gone = false;
		s->not_before = 0;
		s->starts = 0;
	}
	inittab_free(&table);
}

void services_sweep(void)
{
	struct list *n = init.services.next;

	while (n != &init.services) {
		struct service *s = service_at(n);

		n = n->next;
		if (!s->gone || s->pid != 0)
			continue;
		list_remove(&s->link);
		kfree(s);
	}
}

bool service_wanted(const struct service *s)
{
	if (s->gone)
		return false;
	switch (s->entry.action) {
	case INITTAB_SYSINIT:
	case INITTAB_BOOT:
	case INITTAB_BOOTWAIT:
		return true;
	case INITTAB_WAIT:
	case INITTAB_ONCE:
	case INITTAB_RESPAWN:
		return (s->entry.levels & inittab_level(init.level)) != 0;
	case INITTAB_ONDEMAND:
		return s->demanded;
	default:
		return false;
	}
}

static bool respawned(const struct service *s)
{
	return (s->entry.action == INITTAB_RESPAWN ||
		       s->entry.action == INITTAB_ONDEMAND) &&
		service_wanted(s);
}

/* Whether s was started so often that it has to wait. */
static bool throttled(struct service *s, double now)
{
	if (now < s->not_before)
		return true;
	if (s->starts == 0 || now - s->window > WINDOW) {
		s->window = now;
		s->starts = 0;
	}
	if (++s->starts <= STARTS)
		return false;
	klog("init: id %s respawning too fast: disabled for 5 minutes",
		s->entry.id);
	s->not_before = now + PENALTY;
	s->starts = 0;
	return true;
}

void service_start(struct service *s)
{
	double now = host_now();
	pid_t pid;

	if (s->pid != 0 || (respawned(s) && throttled(s, now)))
		return;
	s->ran = true;
	pid = init_spawn_line(s->entry.process);
	if (pid > 0) {
		s->pid = pid;
		return;
	}
	klog("init: id %s: %s: %s", s->entry.id, s->entry.process,
		init_reason(pid));
	if (s->not_before < now)
		s->not_before = now + RETRY;
}

void service_run(struct service *s)
{
	service_start(s);
	while (s->pid != 0 && !init_level_asked())
		init_wait(0);
}

void service_ended(pid_t pid)
{
	struct list *n;

	for (n = init.services.next; n != &init.services; n = n->next)
		if (service_at(n)->pid == pid)
			service_at(n)->pid = 0;
}

void services_demand(char level)
{
	struct list *n;

	for (n = init.services.next; n != &init.services; n = n->next) {
		struct service *s = service_at(n);

		if (s->entry.action == INITTAB_ONDEMAND &&
			(s->entry.levels & inittab_level(level)) != 0)
			s->demanded = true;
	}
}

double services_respawn(void)
{
	double next = 0;
	struct list *n;

	for (n = init.services.next; n != &init.services; n = n->next) {
		struct service *s = service_at(n);

		if (!respawned(s))
			continue;
		service_start(s);
		if (s->pid == 0 && (next == 0 || s->not_before < next))
			next = s->not_before;
	}
	return next;
}

/* Sends sig to the groups of what runs and is not wanted. Returns whether
 * there is any. */
static bool signal_unwanted(int sig)
{
	struct siginfo_sent info = { .code = SI_USER, .pid = current->pid };
	bool any = false;
	struct list *n;

	for (n = init.services.next; n != &init.services; n = n->next) {
		struct service *s = service_at(n);

		if (s->pid == 0 || service_wanted(s))
			continue;
		any = true;
		if (sig != 0)
			signal_send_group(s->pid, sig, &info);
	}
	return any;
}

void services_stop_unwanted(void)
{
	double deadline = host_now() + GRACE;

	if (!signal_unwanted(SIGTERM))
		return;
	signal_unwanted(SIGCONT);
	while (signal_unwanted(0) && host_now() < deadline)
		init_wait(deadline);
	signal_unwanted(SIGKILL);
}
