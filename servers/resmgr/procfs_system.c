/* SPDX-License-Identifier: GPL-3.0-or-later */
/* procfs: what is told of the whole system. */
#include <string.h>
#include <sys/sysinfo.h>

#include "kernel/boot.h"
#include "kernel/clock.h"
#include "kernel/host.h"
#include "kernel/info.h"
#include "kernel/sched.h"
#include "kernel/timer.h"
#include "servers/resmgr/procfs_impl.h"

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
	uint32_t switches; /* the most that were told */
} load;

/* Linux rounds up while the load rises, so that it can reach a whole one. */
static void measure_load(struct timer *t)
{
	unsigned active = (unsigned)sched_runnable() * LOAD_ONE;

	for (int i = 0; i < 3; i++) {
		unsigned sum = load.average[i] * load_decay[i] +
			active * (LOAD_ONE - load_decay[i]);

		if (active >= load.average[i])
			sum += LOAD_ONE - 1;
		load.average[i] = sum >> LOAD_BITS;
	}
	timer_set(t, host_now() + LOAD_MS, measure_load);
}

void procfs_start_load(void)
{
	if (load.timer.deadline == 0)
		timer_set(&load.timer, host_now() + LOAD_MS, measure_load);
}

void info_loads(unsigned long loads[3])
{
	for (int i = 0; i < 3; i++)
		loads[i] = (unsigned long)load.average[i]
			<< (SI_LOAD_SHIFT - LOAD_BITS);
}

/* Sums over all processes. */
struct totals {
	int count, running;
	pid_t newest;
	uint32_t made;     /* processes ever */
	uint32_t switches; /* from them, and from children waited for */
};

static struct totals add_up(void)
{
	struct totals sum = { 0 };

	for (int slot = 0; slot < PROC_MAX; slot++) {
		const struct proc *p = proc_at(slot);

		if (p == NULL)
			continue;
		sum.switches += p->sleeps + p->preempted + p->waited.nvcsw +
			p->waited.nivcsw;
		sum.count++;
		sum.running += p->state == PROC_RUNNABLE ||
			p->state == PROC_RUNNING;
	}
	sum.made = proc_made(&sum.newest);
	return sum;
}

static double idle_ms(double user, double system)
{
	double idle = host_now() - user - system;

	return idle > 0 ? idle : 0;
}

static void add_seconds(struct procfs_text *t, double ms, char end)
{
	unsigned long long hundredths = (unsigned long long)(ms / 10);

	procfs_add(t, "%llu.%02llu%c", hundredths / 100, hundredths % 100, end);
}

void procfs_uptime(struct procfs_text *t, struct proc *p)
{
	double user, system;

	(void)p;
	cputime_all(&user, &system);
	add_seconds(t, host_now(), ' ');
	add_seconds(t, idle_ms(user, system), '\n');
}

void procfs_version(struct procfs_text *t, struct proc *p)
{
	(void)p;
	procfs_add(t, "EXA version %s %s\n", EXA_RELEASE, EXA_VERSION);
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
	double user, system;

	(void)p;
	cputime_all(&user, &system);
	for (int i = 0; i < 2; i++)
		procfs_add(t, "%s %llu 0 %llu %llu 0 0 0 0 0 0\n", names[i],
			(unsigned long long)(user / 10),
			(unsigned long long)(system / 10),
			(unsigned long long)(idle_ms(user, system) / 10));
	/* Children that nobody waited for take theirs with them. */
	if (sum.switches > load.switches)
		load.switches = sum.switches;
	procfs_add(t, "ctxt %u\n", load.switches);
	procfs_add(t, "btime %llu\nprocesses %u\n",
		(unsigned long long)((clock_wall() - host_now()) / 1000),
		sum.made);
	procfs_add(t, "procs_running %d\nprocs_blocked 0\n", sum.running);
}

void procfs_cpuinfo(struct procfs_text *t, struct proc *p)
{
	(void)p;
	procfs_add(t, "processor\t: 0\nmodel name\t: WebAssembly\n\n");
}

/* The majors of servers/resmgr/device.c. */
void procfs_devices(struct procfs_text *t, struct proc *p)
{
	static const char *const lines[] = { "Character devices:", "  1 mem",
		"  4 tty", "  5 /dev/tty", "  5 /dev/console", "  5 /dev/ptmx",
		" 10 misc", " 60 host", "136 pts", "", "Block devices:" };

	(void)p;
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
		procfs_add(t, "%s\n", lines[i]);
}

void procfs_partitions(struct procfs_text *t, struct proc *p)
{
	(void)p;
	procfs_add(t, "major minor  #blocks  name\n\n");
}

void procfs_swaps(struct procfs_text *t, struct proc *p)
{
	(void)p;
	procfs_add(t, "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n");
}

/* What the host said at power-on (kernel/boot.h), without the command. */
void procfs_boot(struct procfs_text *t, struct proc *p)
{
	(void)p;
	procfs_add(t, "limit=%d user=%s", proc_limit(),
		boot.root ? "root" : "exa");
	if (boot.runlevel != 0)
		procfs_add(t, " runlevel=%c", boot.runlevel);
	for (int i = 0; i < boot.mounts; i++)
		procfs_add(t, " mount=%d:%s%s", boot.mount[i].number,
			boot.mount[i].path,
			boot.mount[i].readonly ? ":ro" : "");
	procfs_add(t, "\n");
}

void procfs_meminfo(struct procfs_text *t, struct proc *p)
{
	struct info_memory m;
	struct {
		const char *name;
		uint64_t bytes;
	} rows[] = {
		{ "MemTotal:", 0 },
		{ "MemFree:", 0 },
		{ "MemAvailable:", 0 },
		{ "Buffers:", 0 },
		{ "Cached:", 0 },
		{ "SwapCached:", 0 },
		{ "SwapTotal:", 0 },
		{ "SwapFree:", 0 },
		{ "Dirty:", 0 },
		{ "Writeback:", 0 },
		{ "AnonPages:", 0 },
		{ "Mapped:", 0 },
		{ "Shmem:", 0 },
		{ "Slab:", 0 },
		{ "SReclaimable:", 0 },
		{ "SUnreclaim:", 0 },
	};

	(void)p;
	info_memory(&m);
	rows[0].bytes = m.total;
	rows[1].bytes = rows[2].bytes = m.free;
	rows[10].bytes = m.programs;
	rows[13].bytes = rows[15].bytes = m.kernel;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		procfs_add(t, "%-15s %8llu kB\n", rows[i].name,
			(unsigned long long)(rows[i].bytes / 1024));
}

void procfs_vmstat(struct procfs_text *t, struct proc *p)
{
	struct info_memory m;

	(void)p;
	info_memory(&m);
	procfs_add(t, "nr_free_pages %llu\nnr_anon_pages %llu\n",
		(unsigned long long)(m.free / VM_PAGE),
		(unsigned long long)(m.programs / VM_PAGE));
	procfs_add(t, "nr_slab_unreclaimable %llu\n",
		(unsigned long long)(m.kernel / VM_PAGE));
	procfs_add(t, "pgpgin 0\npgpgout 0\npswpin 0\npswpout 0\n");
}
