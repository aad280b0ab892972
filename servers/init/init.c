/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * init's own loop. It is a server only in that it is a coroutine inside the
 * module: it serves no requests, and its events are what telinit asks for.
 * It alone among the servers may sleep in the middle of its work, and has
 * files and directories of its own (servers/server.c).
 */
#include "servers/init/init.h"

#include <errno.h>
#include <string.h>
#include <sys/wait.h>

#include "kernel/alloc.h"
#include "kernel/agent.h"
#include "kernel/boot.h"
#include "kernel/sched.h"
#include "servers/init/impl.h"

struct init init;

struct proc *init_proc(void)
{
	return init_server.proc;
}

/* The one byte of text that is not white space; 0: none, or more. */
static char only_word(const char *text, size_t n)
{
	char found = 0;

	for (size_t i = 0; i < n; i++) {
		if (memchr(" \t\n", text[i], 3) != NULL)
			continue;
		if (found != 0)
			return 0;
		found = text[i];
	}
	return found;
}

int init_control(const char *text, size_t n)
{
	char asked = only_word(text, n);
	struct message m = { 0 };

	if (asked == 's')
		asked = 'S';
	else if (asked == 'Q')
		asked = 'q';
	else if (asked != 'q' && inittab_level(asked) == 0)
		return -EINVAL;
	m.arg[0] = (uint8_t)asked;
	return server_post(&init_server, &m, "", 0);
}

static bool is_level(uint32_t asked)
{
	return asked == 'S' || (asked >= '0' && asked <= '9');
}

bool init_level_asked(void)
{
	struct list *head = &init_server.events;

	for (struct list *n = head->next; n != head; n = n->next)
		if (is_level(list_entry(n, struct event, link)->m.arg[0]))
			return true;
	return false;
}

/* Collects the children that ended. Returns whether there was one. */
static bool reap(void)
{
	bool any = false;
	int status;
	pid_t pid;

	while ((pid = proc_wait(-1, WNOHANG, &status)) > 0) {
		any = true;
		if (pid == init.command)
			command_ended(status);
		else
			service_ended(pid);
	}
	return any;
}

void init_wait(double deadline)
{
	struct waiter w;

	if (reap())
		return;
	waitq_add(&current->child_event, &w);
	proc_sleep(deadline);
	waitq_remove(&w);
	reap();
}

static void obey(uint32_t asked)
{
	if (is_level(asked)) {
		level_enter((char)asked);
	} else if (asked == 'q') {
		services_load();
		if (init.level != 'N')
			level_enter(init.level);
	} else {
		services_demand((char)asked);
	}
}

static void init_main(void)
{
	struct list *node;
	double next;

	agents_start();
	if (boot.argc > 0)
		command_start();
	else
		level_boot();
	for (;;) {
		while ((node = list_pop(&init_server.events)) != NULL) {
			struct event *e = list_entry(node, struct event, link);
			uint32_t asked = e->m.arg[0];

			kfree(e);
			obey(asked);
		}
		services_sweep();
		next = services_respawn();
		/* Starting may have waited, and something been asked since. */
		if (list_empty(&init_server.events))
			init_wait(next);
	}
}

static int init_start(void)
{
	list_init(&init.services);
	init.level = init.previous = 'N';
	return 0;
}

struct server init_server = {
	.name = "init",
	.start = init_start,
	.main = init_main,
};
