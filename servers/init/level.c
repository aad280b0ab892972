/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runlevels: the way up, from one to another, and down. */
#include <signal.h>
#include <stddef.h>
#include <string.h>

#include "kernel/boot.h"
#include "kernel/call.h"
#include "kernel/host.h"
#include "kernel/log.h"
#include "kernel/sched.h"
#include "servers/init/impl.h"

/* Milliseconds that processes get before they are killed, and die in. */
enum { HALT_GRACE = 1000, HALT_KILLED = 200 };

/* Starts the entries with one of two actions, in their order: those with
 * waited to their end, unless another runlevel is asked for. */
static void run_entries(enum inittab_action started, enum inittab_action waited)
{
	struct list *n;

	for (n = init.services.next; n != &init.services && !init_level_asked();
		n = n->next) {
		struct service *s = list_entry(n, struct service, link);

		if (!service_wanted(s) || s->ran)
			continue;
		if (s->entry.action == waited)
			service_run(s);
		else if (s->entry.action == started)
			service_start(s);
	}
}

/* The same for wait, once and respawn. */
static void run_level(void)
{
	struct list *n;

	for (n = init.services.next; n != &init.services && !init_level_asked();
		n = n->next) {
		struct service *s = list_entry(n, struct service, link);

		if (!service_wanted(s))
			continue;
		if (s->entry.action == INITTAB_WAIT && !s->ran)
			service_run(s);
		else if ((s->entry.action == INITTAB_ONCE && !s->ran) ||
			s->entry.action == INITTAB_RESPAWN)
			service_start(s);
	}
}

static bool signal_programs(int sig)
{
	bool any = false;

	for (int i = 0; i < PROC_MAX; i++) {
		struct proc *p = proc_at(i);

		if (p == NULL || p->server != NULL || p->state == PROC_ZOMBIE)
			continue;
		any = true;
		signal_send_kernel(p, sig);
	}
	return any;
}

static void wait_for_programs(double ms)
{
	double deadline = host_now() + ms;

	while (signal_programs(0) && host_now() < deadline)
		init_wait(deadline);
}

static void halt(bool restart)
{
	klog("init: %s", restart ? "restart" : "halt");
	signal_programs(SIGTERM);
	signal_programs(SIGCONT);
	wait_for_programs(HALT_GRACE);
	signal_programs(SIGKILL);
	wait_for_programs(HALT_KILLED);
	do_sync(NULL);
	host_halt(restart);
}

void level_enter(char level)
{
	struct list *n;

	if (level != init.level) {
		init.previous = init.level;
		init.level = level;
		for (n = init.services.next; n != &init.services; n = n->next) {
			struct service *s = list_entry(n, struct service, link);

			if (s->entry.action == INITTAB_WAIT ||
				s->entry.action == INITTAB_ONCE)
				s->ran = false;
			if (strchr("016S", level) != NULL)
				s->demanded = false;
		}
	}
	services_stop_unwanted();
	if (!init.booted && level != 'S') {
		init.booted = true;
		run_entries(INITTAB_BOOT, INITTAB_BOOTWAIT);
	}
	run_level();
	if ((level == '0' || level == '6') && !init_level_asked())
		halt(level == '6');
}

/* The level that the host, or else the inittab, names. */
static char first_level(void)
{
	struct list *n;

	if (boot.runlevel != 0) {
		if (inittab_level(boot.runlevel) <= INITTAB_LEVEL_S &&
			inittab_level(boot.runlevel) != 0)
			return boot.runlevel == 's' ? 'S' : boot.runlevel;
		klog("init: boot: no runlevel %c", boot.runlevel);
	}
	for (n = init.services.next; n != &init.services; n = n->next) {
		struct service *s = list_entry(n, struct service, link);

		if (s->entry.action != INITTAB_INITDEFAULT)
			continue;
		for (int c = '0'; c <= '9'; c++)
			if (s->entry.levels == inittab_level((char)c))
				return (char)c;
		return 'S';
	}
	klog("init: no initdefault in the inittab: runlevel 3");
	return '3';
}

void level_boot(void)
{
	init.level = init.previous = 'N';
	services_load();
	run_entries(INITTAB_SYSINIT, INITTAB_SYSINIT);
	if (!init_level_asked())
		level_enter(first_level());
}
