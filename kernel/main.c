/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The boot list, and the exports by which the host drives the machine: power
 * on, run a slice, and deliver what happened outside.
 */
#include <errno.h>
#include <string.h>

#include "kernel/abi/message.h"
#include "kernel/alloc.h"
#include "kernel/boot.h"
#include "kernel/host.h"
#include "kernel/info.h"
#include "kernel/log.h"
#include "kernel/proc.h"
#include "kernel/sched.h"
#include "servers/init/init.h"
#include "servers/localfs/localfs.h"
#include "servers/netfs/netfs.h"
#include "servers/oxygen/oxygen.h"
#include "servers/pipe/pipe.h"
#include "servers/resmgr/hoststream.h"
#include "servers/resmgr/resmgr.h"
#include "servers/tty/tty.h"

#define EXPORT(name) __attribute__((export_name(#name)))

EXPORT(alloc) void *kernel_alloc(uint32_t size);
EXPORT(boot) void kernel_boot(char *options, uint32_t size);
EXPORT(schedule) double kernel_schedule(double slice);
EXPORT(fetched)
void kernel_fetched(int token, int result, void *bytes, uint32_t size);
EXPORT(stored)
void kernel_stored(int token, int result, void *bytes, uint32_t size);
EXPORT(hidden) void kernel_hidden(void);
EXPORT(datagram) void kernel_datagram(void *bytes, uint32_t size);
EXPORT(stdio_ready) void kernel_stdio_ready(uint32_t fd);

/* The start-up sequence. The order gives the pids. */
static struct server *const boot_list[] = {
	&resmgr_server, /* 1: processes, devices, the file tree */
	&tty_server,    /* 2: terminals */
	&netfs_server,  /* 3: read-only files from the web server */
	&pipe_server,   /* 4: pipes and FIFOs */
	&init_server,   /* 5: everything else, as /etc/inittab says */
};

/* Memory of the kernel's that the host fills; kernel_* below frees it. */
void *kernel_alloc(uint32_t size)
{
	return kmalloc_vital(size > 0 ? size : 1);
}

/* Power on. The options (kernel/boot.h) stay where they are. */
void kernel_boot(char *options, uint32_t size)
{
	boot_parse(options, size);
	klog("EXA %s, one worker, %d programs at most", EXA_RELEASE,
		proc_limit());
	for (size_t i = 0; i < sizeof(boot_list) / sizeof(boot_list[0]); i++)
		if (server_boot(boot_list[i]) < 0)
			panic("no memory to boot");
}

/*
 * Runs what is runnable for up to slice milliseconds. Returns when it wants
 * to be called again, in milliseconds; -1: after the next event only.
 */
double kernel_schedule(double slice)
{
	return schedule(slice);
}

/* The completion of host_fetch(): result 0 with the content, or -errno with
 * the reason in words. */
void kernel_fetched(int token, int result, void *bytes, uint32_t size)
{
	struct message m = { .result = result };

	m.arg[0] = (uint32_t)token;
	if (server_post(&netfs_server, &m, bytes, size) < 0) {
		m.result = -ENOMEM;
		if (server_post(&netfs_server, &m, "", 0) < 0)
			panic("no memory for the completion of a fetch");
	}
	kfree(bytes);
}

/* The completion of host_store(): nobody waits for that of token 0. */
void kernel_stored(int token, int result, void *bytes, uint32_t size)
{
	if (token != 0)
		localfs_stored(token, result, bytes, size);
	else
		kfree(bytes);
}

/* The page cannot be seen any more, and may be gone at any moment. */
void kernel_hidden(void)
{
	localfs_hidden();
}

/* A datagram from the UI, for oxygen or tty, which drop and count wrong ones:
 * one that is too short arrives at tty as type 0. */
void kernel_datagram(void *bytes, uint32_t size)
{
	struct message m = { 0 };
	const char *payload = bytes;
	uint32_t length = 0;

	if (size >= sizeof(m)) {
		memcpy(&m, bytes, sizeof(m));
		payload += sizeof(m);
		length = size - sizeof(m);
	}
	if (oxygen_wants(m.type))
		oxygen_datagram(&m, (const uint8_t *)payload, length);
	else if (server_post(&tty_server, &m, payload, length) < 0)
		klog("tty: no memory for a datagram of %u bytes", size);
	kfree(bytes);
}

/* A stream of the host that was busy can be tried again. */
void kernel_stdio_ready(uint32_t fd)
{
	hoststream_ready(fd);
}
