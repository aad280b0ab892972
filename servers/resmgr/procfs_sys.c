/* SPDX-License-Identifier: GPL-3.0-or-later */
/* procfs: /proc/sys, what Linux's sysctl has of what there is here. */
#include <errno.h>
#include <limits.h>

#include "kernel/host.h"
#include "kernel/info.h"
#include "servers/pipe/ring.h"
#include "servers/resmgr/procfs_impl.h"

void procfs_hostname(struct procfs_text *t, struct proc *p)
{
	(void)p;
	procfs_add(t, "%s\n", info_hostname());
}

int procfs_set_hostname(struct proc *p, char *text, size_t length)
{
	(void)p;
	return info_set_hostname(text, length > 64 ? 64 : length);
}

void procfs_domainname(struct procfs_text *t, struct proc *p)
{
	(void)p;
	procfs_add(t, "%s\n", info_domainname());
}

int procfs_set_domainname(struct proc *p, char *text, size_t length)
{
	(void)p;
	return info_set_domainname(text, length > 64 ? 64 : length);
}

void procfs_osrelease(struct procfs_text *t, struct proc *p)
{
	(void)p;
	procfs_add(t, "%s\n", EXA_RELEASE);
}

void procfs_ostype(struct procfs_text *t, struct proc *p)
{
	(void)p;
	procfs_add(t, "EXA\n");
}

void procfs_osversion(struct procfs_text *t, struct proc *p)
{
	(void)p;
	procfs_add(t, "%s\n", EXA_VERSION);
}

void procfs_pid_max(struct procfs_text *t, struct proc *p)
{
	(void)p;
	procfs_add(t, "%d\n", PID_MAX);
}

void procfs_threads_max(struct procfs_text *t, struct proc *p)
{
	(void)p;
	procfs_add(t, "%d\n", proc_limit());
}

void procfs_ngroups_max(struct procfs_text *t, struct proc *p)
{
	(void)p;
	procfs_add(t, "%d\n", PROC_GROUPS);
}

void procfs_cap_last_cap(struct procfs_text *t, struct proc *p)
{
	(void)p;
	procfs_add(t, "%d\n", INFO_LAST_CAP);
}

/* A random UUID: RFC 4122, version 4. */
static void add_uuid(struct procfs_text *t, const uint8_t *random)
{
	for (int i = 0; i < 16; i++) {
		unsigned byte = random[i];

		if (i == 6)
			byte = (byte & 0x0f) | 0x40;
		if (i == 8)
			byte = (byte & 0x3f) | 0x80;
		procfs_add(t,
			i == 4 || i == 6 || i == 8 || i == 10 ? "-%02x"
							      : "%02x",
			byte);
	}
	procfs_add(t, "\n");
}

void procfs_uuid(struct procfs_text *t, struct proc *p)
{
	uint8_t random[16];

	(void)p;
	host_random(random, sizeof(random));
	add_uuid(t, random);
}

static struct {
	bool made;
	uint8_t random[16];
} boot_id;

void procfs_boot_id(struct procfs_text *t, struct proc *p)
{
	(void)p;
	if (!boot_id.made)
		host_random(boot_id.random, sizeof(boot_id.random));
	boot_id.made = true;
	add_uuid(t, boot_id.random);
}

/* The host's generator never runs dry; 256 bits is what Linux tells then. */
void procfs_entropy(struct procfs_text *t, struct proc *p)
{
	(void)p;
	procfs_add(t, "256\n");
}

/* Open files are counted, and limited by the kernel's memory only. */
void procfs_file_nr(struct procfs_text *t, struct proc *p)
{
	(void)p;
	procfs_add(t, "%u\t0\t%u\n", file_count(),
		(unsigned)(OPEN_MAX * PROC_MAX));
}

void procfs_file_max(struct procfs_text *t, struct proc *p)
{
	(void)p;
	procfs_add(t, "%u\n", (unsigned)(OPEN_MAX * PROC_MAX));
}

void procfs_nr_open(struct procfs_text *t, struct proc *p)
{
	(void)p;
	procfs_add(t, "%d\n", OPEN_MAX);
}

void procfs_pipe_max(struct procfs_text *t, struct proc *p)
{
	(void)p;
	procfs_add(t, "%d\n", RING_MAX);
}

/* 2: a program never has more memory than there is. */
void procfs_overcommit(struct procfs_text *t, struct proc *p)
{
	(void)p;
	procfs_add(t, "2\n");
}
