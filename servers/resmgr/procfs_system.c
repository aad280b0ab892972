/* SPDX-License-Identifier: GPL-3.0-or-later */
/* procfs: what is told of the whole system. */
#include <string.h>

#include "kernel/alloc.h"
#include "kernel/host.h"
#include "kernel/info.h"
#include "kernel/proc.h"
#include "kernel/sched.h"
#include "kernel/timer.h"
#include "servers/resmgr/procfs_impl.h"
#include "servers/resmgr/vnode.h"

/* The load average is measured and told in fixed point, as by Linux. */
enum {
	LOAD_MS = 5000, /* between two measurements */
	LOAD_BITS = 11,
	LOAD_ONE = 1 << LOAD_BITS,
};

/* LOAD_ONE / exp(5 s / 1, 5 and 15 minutes) */
static const unsigned load_decay[3] = { 1884, 2014, 2037 };

static struct {
	struct timer timer;
	unsigned average[3];
} load;

static void measure_load(struct timer *t)
{
	unsigned active = (unsigned)sched_runnable() * LOAD_ONE;

	for (int i = 0; i < 3; i++)
		load.average[i] = (load.average[i] * load_decay[i] +
					  active *
						  (LOAD_ONE - load_decay[i])) >>
			LOAD_BITS;
	timer_set(t, host_now() + LOAD_MS, measure_load);
}

void procfs_start_load(void)
{
	if (load.timer.deadline == 0)
		timer_set(&load.timer, host_now() + LOAD_MS, measure_load);
}

/* Sums over all processes. */
struct totals {
	double cpu_ms;   /* of the living and of those they waited for */
	uint32_t memory; /* bytes of the programs */
	uint32_t used;   /* the part of it that they have used */
	int count, running;
	pid_t newest;
};

static struct totals add_up(void)
{
	struct totals sum = { 0 };
	double latest = -1;

	for (int slot = 0; slot < PROC_MAX; slot++) {
		const struct proc *p = proc_at(slot);

		if (p == NULL)
			continue;
		sum.cpu_ms += sched_cpu_ms(p) + p->child_cpu_ms;
		if (p->has_image) {
			sum.memory += p->vm.size;
			sum.used += p->vm.top;
		}
		sum.count++;
		sum.running += p->state == PROC_RUNNABLE ||
			p->state == PROC_RUNNING;
		if (p->start_ms >= latest) {
			latest = p->start_ms;
			sum.newest = p->pid;
		}
	}
	return sum;
}

static double idle_ms(const struct totals *sum)
{
	double idle = host_now() - sum->cpu_ms;

	return idle > 0 ? idle : 0;
}

/* The machine has what its kernel and programs have got from the host. */
void procfs_meminfo(struct procfs_text *t, struct proc *p)
{
	struct totals sum = add_up();
	uint32_t total = (uint32_t)kmalloc_total() + sum.memory;
	uint32_t left = total - (uint32_t)kmalloc_used() - sum.used;

	(void)p;
	procfs_add(t, "MemTotal:       %8u kB\nMemFree:        %8u kB\n",
		total / 1024, left / 1024);
	procfs_add(t, "MemAvailable:   %8u kB\nBuffers:        %8u kB\n",
		left / 1024, 0U);
	procfs_add(
		t, "Cached:         %8u kB\nSwapTotal:      %8u kB\n", 0U, 0U);
	procfs_add(t, "SwapFree:       %8u kB\n", 0U);
}

static void add_seconds(struct procfs_text *t, double ms, char end)
{
	unsigned long long hundredths = (unsigned long long)(ms / 10);

	procfs_add(t, "%llu.%02llu%c", hundredths / 100, hundredths % 100, end);
}

void procfs_uptime(struct procfs_text *t, struct proc *p)
{
	struct totals sum = add_up();

	(void)p;
	add_seconds(t, host_now(), ' ');
	add_seconds(t, idle_ms(&sum), '\n');
}

void procfs_version(struct procfs_text *t, struct proc *p)
{
	(void)p;
	procfs_add(t, "EXA version %s\n", EXA_RELEASE);
}

void procfs_loadavg(struct procfs_text *t, struct proc *p)
{
	struct totals sum = add_up();

	(void)p;
	for (int i = 0; i < 3; i++) {
		/* Rounded to hundredths. */
		unsigned value = load.average[i] + LOAD_ONE / 200;

		procfs_add(t, "%u.%02u ", value >> LOAD_BITS,
			(value & (LOAD_ONE - 1)) * 100 >> LOAD_BITS);
	}
	procfs_add(t, "%d/%d %d\n", sum.running, sum.count, sum.newest);
}

/* /proc/stat; what is not counted is left out. */
void procfs_cpu(struct procfs_text *t, struct proc *p)
{
	static const char *const names[] = { "cpu ", "cpu0" };
	struct totals sum = add_up();

	(void)p;
	for (int i = 0; i < 2; i++)
		procfs_add(t, "%s %llu 0 0 %llu 0 0 0 0 0 0\n", names[i],
			(unsigned long long)(sum.cpu_ms / 10),
			(unsigned long long)(idle_ms(&sum) / 10));
	procfs_add(t, "btime %llu\n",
		(unsigned long long)((host_realtime() - host_now()) / 1000));
	procfs_add(t, "procs_running %d\nprocs_blocked 0\n", sum.running);
}

void procfs_cpuinfo(struct procfs_text *t, struct proc *p)
{
	(void)p;
	procfs_add(t, "processor\t: 0\nmodel name\t: WebAssembly\n\n");
}

/* Blanks in names are told in octal, so that fields stay fields. */
static void add_word(struct procfs_text *t, const char *word)
{
	for (; *word != '\0'; word++) {
		unsigned char c = (unsigned char)*word;

		if (c == ' ' || c == '\t' || c == '\n' || c == '\\')
			procfs_add(t, "\\%03o", c);
		else
			procfs_add_bytes(t, word, 1);
	}
	procfs_add_bytes(t, " ", 1);
}

static void add_mount(struct filesystem *fs, void *context)
{
	struct procfs_text *t = context;

	add_word(t, fs->source);
	add_word(t, fs->target);
	add_word(t, fs->ops->name);
	procfs_add(t, "%s 0 0\n", fs->readonly ? "ro" : "rw");
}

void procfs_mounts(struct procfs_text *t, struct proc *p)
{
	(void)p;
	mount_each(add_mount, t);
}

/* A type is listed with its first mount. */
static void add_type(struct filesystem *fs, void *context)
{
	struct procfs_text *t = context;
	char line[64] = "nodev\t";
	size_t length;

	strncat(line, fs->ops->name, sizeof(line) - strlen(line) - 2);
	strcat(line, "\n");
	length = strlen(line);
	if (t->used == 0 || memmem(t->bytes, t->used, line, length) == NULL)
		procfs_add_bytes(t, line, length);
}

void procfs_filesystems(struct procfs_text *t, struct proc *p)
{
	(void)p;
	mount_each(add_type, t);
}
