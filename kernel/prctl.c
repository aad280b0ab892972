/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Linux's calls about attributes of a process that POSIX does not know:
 * prctl, personality, capabilities, robust lists, membarrier.
 */
#include <errno.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <sys/personality.h>
#include <sys/prctl.h>

#include "kernel/call.h"
#include "kernel/copy.h"
#include "kernel/info.h"
#include "kernel/proc.h"

enum {
	QUERY = -1, /* personality(0xffffffff) only asks */
	CAP_VERSION_1 = 0x19980330,
	CAP_VERSION_2 = 0x20071026,
	CAP_VERSION_3 = 0x20080522,
	ROBUST_HEAD = 12, /* sizeof(struct robust_list_head) */
	BARRIER_QUERY = 0,
	BARRIER_GLOBAL = 1,
};

static int set_name(uint32_t address)
{
	char name[PROC_NAME] = "";
	int length = copy_string_from_user(name, address, sizeof(name));

	if (length < 0 && length != -ENAMETOOLONG)
		return length;
	name[PROC_NAME - 1] = '\0';
	memset(current->name, 0, sizeof(current->name));
	strcpy(current->name, name);
	return 0;
}

static int get_name(uint32_t address)
{
	char name[PROC_NAME] = "";

	strcpy(name, current->name);
	return copy_to_user(address, name, sizeof(name));
}

/* An int to where the second argument says. */
static int put_int(uint32_t address, int value)
{
	return copy_to_user(address, &value, sizeof(value));
}

static int set_no_new_privs(const uint32_t *args)
{
	if (args[1] != 1 || args[2] != 0 || args[3] != 0 || args[4] != 0)
		return -EINVAL;
	current->no_new_privs = true;
	return 0;
}

static int get_no_new_privs(const uint32_t *args)
{
	if (args[1] != 0 || args[2] != 0 || args[3] != 0 || args[4] != 0)
		return -EINVAL;
	return current->no_new_privs;
}

/* prctl(2); what is not here would have no effect. */
int do_prctl(const uint32_t *args)
{
	switch (args[0]) {
	case PR_SET_NAME:
		return set_name(args[1]);
	case PR_GET_NAME:
		return get_name(args[1]);
	case PR_SET_PDEATHSIG:
		if (args[1] > NSIG_ALL)
			return -EINVAL;
		current->parent_death = (int)args[1];
		return 0;
	case PR_GET_PDEATHSIG:
		return put_int(args[1], current->parent_death);
	case PR_SET_DUMPABLE:
		if (args[1] > 1)
			return -EINVAL;
		current->undumpable = args[1] == 0;
		return 0;
	case PR_GET_DUMPABLE:
		return !current->undumpable;
	case PR_SET_NO_NEW_PRIVS:
		return set_no_new_privs(args);
	case PR_GET_NO_NEW_PRIVS:
		return get_no_new_privs(args);
	case PR_SET_CHILD_SUBREAPER:
		current->subreaper = args[1] != 0;
		return 0;
	case PR_GET_CHILD_SUBREAPER:
		return put_int(args[1], current->subreaper);
	default:
		return -EINVAL;
	}
}

/*
 * personality(2). Addresses are never randomized here, so that flag may be
 * had; the quirks of other systems may not.
 */
int do_personality(const uint32_t *args)
{
	const uint32_t known = ADDR_NO_RANDOMIZE;
	uint32_t old = current->persona;

	if ((int)args[0] == QUERY)
		return (int)old;
	if ((args[0] & ~known) != PER_LINUX)
		return -EINVAL;
	current->persona = args[0];
	return (int)old;
}

/* What a version of struct cap_user_data has room for, in 32 bits; or 0. */
static int cap_words(uint32_t version)
{
	switch (version) {
	case CAP_VERSION_1:
		return 1;
	case CAP_VERSION_2:
	case CAP_VERSION_3:
		return 2;
	default:
		return 0;
	}
}

struct cap_header {
	uint32_t version;
	int32_t pid;
};

struct cap_data {
	uint32_t effective, permitted, inheritable;
};

/* Reads the header. Returns the words, 0 when data is NULL and the version
 * was asked for, or -errno. */
static int cap_header(const uint32_t *args, struct cap_header *header)
{
	const uint32_t preferred = CAP_VERSION_3;
	int words;

	if (copy_from_user(header, args[0], sizeof(*header)) < 0)
		return -EFAULT;
	words = cap_words(header->version);
	if (words > 0)
		return words;
	if (copy_to_user(args[0], &preferred, sizeof(preferred)) < 0)
		return -EFAULT;
	return args[1] == 0 ? 0 : -EINVAL;
}

/* The superuser has all, others none. */
static void cap_fill(const struct proc *p, struct cap_data data[2])
{
	uint64_t all = (UINT64_C(2) << INFO_LAST_CAP) - 1;
	uint64_t effective = p->cred.euid == 0 ? all : 0;
	uint64_t permitted = p->cred.suid == 0 || p->cred.ruid == 0 ? all
								    : effective;

	for (int i = 0; i < 2; i++) {
		data[i].effective = (uint32_t)(effective >> 32 * i);
		data[i].permitted = (uint32_t)(permitted >> 32 * i);
		data[i].inheritable = 0;
	}
}

int do_capget(const uint32_t *args)
{
	struct cap_header header;
	struct cap_data data[2];
	int words = cap_header(args, &header);
	const struct proc *p;

	if (words <= 0)
		return words;
	if (header.pid < 0)
		return -EINVAL;
	p = header.pid == 0 ? current : proc_find(header.pid);
	if (p == NULL)
		return -ESRCH;
	cap_fill(p, data);
	return copy_to_user(args[1], data, (size_t)words * sizeof(data[0]));
}

/* Only what it has already can be set: the ids alone decide. */
int do_capset(const uint32_t *args)
{
	struct cap_data data[2], mine[2];
	struct cap_header header;
	int words = cap_header(args, &header);
	size_t size = (size_t)words * sizeof(data[0]);

	if (words <= 0)
		return words < 0 ? words : -EINVAL;
	if (header.pid != 0 && header.pid != current->pid)
		return -EPERM;
	if (copy_from_user(data, args[1], size) < 0)
		return -EFAULT;
	cap_fill(current, mine);
	return memcmp(data, mine, size) == 0 ? 0 : -EPERM;
}

/* The list is of use among threads only; it is kept for get_robust_list(). */
int do_set_robust_list(const uint32_t *args)
{
	if (args[1] != ROBUST_HEAD)
		return -EINVAL;
	current->robust_list = args[0];
	return 0;
}

int do_get_robust_list(const uint32_t *args)
{
	const uint32_t size = ROBUST_HEAD;
	struct proc *p = args[0] == 0 ? current : proc_find((pid_t)args[0]);

	if (p == NULL)
		return -ESRCH;
	if (p != current && current->cred.euid != 0 &&
		current->cred.euid != p->cred.ruid)
		return -EPERM;
	if (copy_to_user(args[2], &size, sizeof(size)) < 0)
		return -EFAULT;
	return copy_to_user(args[1], &p->robust_list, sizeof(p->robust_list));
}

/* One process runs at a time, and to stop running is a full barrier. */
int do_membarrier(const uint32_t *args)
{
	if (args[1] != 0)
		return -EINVAL;
	switch (args[0]) {
	case BARRIER_QUERY:
		return BARRIER_GLOBAL;
	case BARRIER_GLOBAL:
		return 0;
	default:
		return -EINVAL;
	}
}
