/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Making agents and calling them. An agent is a child of init, owned by root
 * until it changes that, and blocks the signals that it reads with a signalfd:
 * SIGUSR1, by which the host calls it, and SIGCHLD; and SIGPIPE.
 */
#include "kernel/agent.h"

#include <errno.h>
#include <signal.h>

#include "kernel/proc.h"
#include "kernel/sched.h"
#include "kernel/signal.h"
#include "servers/init/init.h"
#include "servers/resmgr/resmgr.h"

#define EXPORT(name) __attribute__((export_name(#name)))

EXPORT(agent) int kernel_agent(uint32_t size);
EXPORT(agent_call) void kernel_agent_call(int slot);

static struct {
	bool started;
	struct waitq queue; /* of those that came too early */
} agents = { .queue = { { &agents.queue.waiters, &agents.queue.waiters } } };

void agents_start(void)
{
	agents.started = true;
	waitq_wake(&agents.queue);
}

/* Until there are files to be used. */
static void first_half(void *argument)
{
	(void)argument;
	while (!agents.started)
		sleep_on_uninterruptible(&agents.queue);
}

/*
 * A new agent, whose memory has size bytes. It is started when the host next
 * lets the machine run. Returns its slot or -EAGAIN.
 */
int kernel_agent(uint32_t size)
{
	struct proc *p = proc_alloc();

	if (p == NULL)
		return -EAGAIN;
	if (resmgr_equip(p) < 0) {
		proc_free(p);
		return -EAGAIN;
	}
	p->pgid = p->sid = p->pid;
	p->parent = init_proc();
	list_append(&p->parent->children, &p->sibling);
	p->sig.mask = SIGBIT(SIGUSR1) | SIGBIT(SIGCHLD) | SIGBIT(SIGPIPE);
	vm_init(&p->vm, 0, size, size);
	p->has_image = true;
	p->agent = true;
	p->entry = ENTRY_START;
	proc_set_name(p, "agent");
	proc_run_half(p, first_half);
	if (p->half.state == COROUTINE_IDLE)
		proc_ready(p);
	return p->slot;
}

/* The host has something for the agent in that slot. */
void kernel_agent_call(int slot)
{
	signal_send_kernel(proc_at(slot), SIGUSR1);
}
