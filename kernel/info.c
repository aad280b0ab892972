/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the system tells about itself, and its limits and log. */
#include <errno.h>
#include <string.h>
#include <sys/random.h>
#include <sys/reboot.h>
#include <sys/sysinfo.h>
#include <sys/utsname.h>

#include "kernel/alloc.h"
#include "kernel/call.h"
#include "kernel/copy.h"
#include "kernel/host.h"
#include "kernel/info.h"
#include "kernel/log.h"
#include "kernel/proc.h"
#include "kernel/sched.h"
#include "kernel/vm.h"
#include "servers/resmgr/file.h"

enum { LOG_READ_ALL = 3, LOG_SIZE_BUFFER = 10, HOSTNAME = 64 };

static struct {
	char hostname[HOSTNAME + 1];
	char domain[HOSTNAME + 1];
} info = { "exa", "(none)" };

const char *info_domainname(void)
{
	return info.domain;
}

const char *info_hostname(void)
{
	return info.hostname;
}

int info_set_hostname(const char *name, size_t length)
{
	if (current->cred.euid != 0)
		return -EPERM;
	if (length > HOSTNAME)
		return -EINVAL;
	memcpy(info.hostname, name, length);
	info.hostname[length] = '\0';
	return 0;
}

int info_set_domainname(const char *name, size_t length)
{
	if (current->cred.euid != 0)
		return -EPERM;
	if (length > HOSTNAME)
		return -EINVAL;
	memcpy(info.domain, name, length);
	info.domain[length] = '\0';
	return 0;
}

/* The machine has what its kernel and programs have got from the host. */
void info_memory(struct info_memory *m)
{
	*m = (struct info_memory){ .total = kmalloc_total(),
		.kernel = kmalloc_used() };
	for (int i = 0; i < PROC_MAX; i++) {
		const struct proc *p = proc_at(i);

		if (p == NULL || !p->has_image)
			continue;
		m->total += p->vm.size;
		m->programs += p->vm.top;
	}
	m->free = m->total - m->kernel - m->programs;
}

int do_uname(const uint32_t *args)
{
	struct utsname name;

	memset(&name, 0, sizeof(name));
	strcpy(name.sysname, "EXA");
	strcpy(name.nodename, info.hostname);
	strcpy(name.release, EXA_RELEASE);
	strcpy(name.version, EXA_VERSION);
	strcpy(name.machine, "wasm32");
	strcpy(name.domainname, info.domain);
	return copy_to_user(args[0], &name, sizeof(name));
}

/* A name of the machine's from the program. Returns 0 or -errno. */
static int get_name(char name[HOSTNAME], const uint32_t *args)
{
	if (current->cred.euid != 0)
		return -EPERM;
	if (args[1] > HOSTNAME)
		return -EINVAL;
	return copy_from_user(name, args[0], args[1]);
}

int do_sethostname(const uint32_t *args)
{
	char name[HOSTNAME];
	int error = get_name(name, args);

	return error < 0 ? error : info_set_hostname(name, args[1]);
}

int do_setdomainname(const uint32_t *args)
{
	char name[HOSTNAME];
	int error = get_name(name, args);

	return error < 0 ? error : info_set_domainname(name, args[1]);
}

int do_sysinfo(const uint32_t *args)
{
	struct info_memory memory;
	struct sysinfo si;
	int count = 0;

	for (int i = 0; i < PROC_MAX; i++)
		count += proc_at(i) != NULL;
	memset(&si, 0, sizeof(si));
	si.uptime = (unsigned long)(host_now() / 1000);
	info_memory(&memory);
	si.totalram = (unsigned long)memory.total;
	si.freeram = (unsigned long)memory.free;
	si.procs = (unsigned short)count;
	info_loads(si.loads);
	si.mem_unit = 1;
	return copy_to_user(args[0], &si, sizeof(si));
}

int do_getrandom(const uint32_t *args)
{
	const uint32_t sources = GRND_RANDOM | GRND_INSECURE;
	uint32_t size = args[1] < 256 ? args[1] : 256;
	uint8_t bytes[256];
	struct uio io;

	/* GRND_NONBLOCK changes nothing: the host's source never runs dry. */
	if ((args[2] & ~(uint32_t)(GRND_NONBLOCK | sources)) != 0 ||
		(args[2] & sources) == sources)
		return -EINVAL;
	if (uio_user(&io, args[0], args[1]) < 0)
		return -EFAULT;
	while (io.left > 0) {
		host_random(bytes, size);
		uio_put(&io, bytes, size);
	}
	return (int)args[1];
}

int do_syslog(const uint32_t *args)
{
	int size = (int)args[2];
	char *buffer;
	int length;

	if (args[0] == LOG_SIZE_BUFFER)
		return (int)log_length();
	if (args[0] != LOG_READ_ALL || size < 0 || args[1] == 0)
		return -EINVAL;
	if (size == 0)
		return 0;
	if ((size_t)size > log_length())
		size = (int)log_length();
	buffer = kmalloc((size_t)size + 1);
	if (buffer == NULL)
		return -ENOMEM;
	length = (int)log_read(buffer, (size_t)size);
	if (copy_to_user(args[1], buffer, (size_t)length) < 0)
		length = -EFAULT;
	kfree(buffer);
	return length;
}

int do_reboot(const uint32_t *args)
{
	const uint32_t magic[] = { 0x28121969, 0x05121996, 0x16041998,
		0x20112000 };
	bool known = false;

	if (current->cred.euid != 0)
		return -EPERM;
	for (size_t i = 0; i < sizeof(magic) / sizeof(magic[0]); i++)
		known = known || args[1] == magic[i];
	if (args[0] != 0xfee1dead || !known)
		return -EINVAL;
	switch (args[2]) {
	case (uint32_t)RB_AUTOBOOT:
	case (uint32_t)RB_HALT_SYSTEM:
	case (uint32_t)RB_POWER_OFF:
		klog("%s by %s[%d]",
			args[2] == (uint32_t)RB_AUTOBOOT ? "restart" : "halt",
			current->name, current->pid);
		host_halt(args[2] == (uint32_t)RB_AUTOBOOT);
		return 0;
	default:
		return -EINVAL;
	}
}
