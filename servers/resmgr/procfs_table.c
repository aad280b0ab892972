/* SPDX-License-Identifier: GPL-3.0-or-later */
/* procfs: all files with names of their own. A new one is a row here. */
#include "kernel/log.h"
#include "servers/resmgr/procfs_impl.h"
#include "servers/socket/net.h"

static int self_link(struct proc *p, char *buffer, size_t size)
{
	(void)p;
	return format(buffer, size, "%d", current->pid);
}

static int thread_self_link(struct proc *p, char *buffer, size_t size)
{
	(void)p;
	return format(buffer, size, "%d/task/%d", current->pid, current->pid);
}

static int mounts_link(struct proc *p, char *buffer, size_t size)
{
	(void)p;
	return format(buffer, size, "self/mounts");
}

static int net_link(struct proc *p, char *buffer, size_t size)
{
	(void)p;
	return format(buffer, size, "self/net");
}

#define DIR(dir, what, perm, rows)                                            \
	{                                                                     \
		.name = what, .in = dir, .is = rows, .mode = S_IFDIR | (perm) \
	}
#define TEXT(dir, name, function)                                       \
	{                                                               \
		name, dir, IN_NONE, S_IFREG | 0444, .content = function \
	}
#define GUARDED(dir, name, mode, function)                                \
	{                                                                 \
		name, dir, IN_NONE, S_IFREG | (mode), .guarded = true,    \
						      .content = function \
	}
#define LINK(dir, name, function)                                    \
	{                                                            \
		name, dir, IN_NONE, S_IFLNK | 0777, .link = function \
	}
#define STAND(dir, name, function)                                     \
	{                                                              \
		name, dir, IN_NONE, S_IFLNK | 0777, .target = function \
	}
#define KNOB(dir, name, function, setter)                                \
	{                                                                \
		name, dir, IN_NONE, S_IFREG | 0644, .content = function, \
						    .store = setter      \
	}

const struct procfs_file procfs_files[] = {
	LINK(IN_ROOT, "self", self_link),
	LINK(IN_ROOT, "thread-self", thread_self_link),
	LINK(IN_ROOT, "mounts", mounts_link),
	LINK(IN_ROOT, "net", net_link),
	TEXT(IN_ROOT, "cmdline", procfs_boot),
	TEXT(IN_ROOT, "cpuinfo", procfs_cpuinfo),
	TEXT(IN_ROOT, "devices", procfs_devices),
	TEXT(IN_ROOT, "filesystems", procfs_filesystems),
	TEXT(IN_ROOT, "loadavg", procfs_loadavg),
	TEXT(IN_ROOT, "meminfo", procfs_meminfo),
	TEXT(IN_ROOT, "partitions", procfs_partitions),
	TEXT(IN_ROOT, "stat", procfs_cpu),
	TEXT(IN_ROOT, "swaps", procfs_swaps),
	TEXT(IN_ROOT, "uptime", procfs_uptime),
	TEXT(IN_ROOT, "version", procfs_version),
	TEXT(IN_ROOT, "vmstat", procfs_vmstat),
	DIR(IN_ROOT, "sys", 0555, IN_SYS),

	DIR(IN_PID, "task", 0555, IN_TASK),
	DIR(IN_PID, "fd", 0500, IN_FD),
	DIR(IN_PID, "fdinfo", 0555, IN_FDINFO),
	DIR(IN_PID, "net", 0555, IN_NET),
	GUARDED(IN_PID, "auxv", 0400, procfs_auxv),
	TEXT(IN_PID, "cmdline", procfs_cmdline),
	KNOB(IN_PID, "comm", procfs_comm, procfs_set_comm),
	STAND(IN_PID, "cwd", procfs_cwd),
	GUARDED(IN_PID, "environ", 0400, procfs_environ),
	STAND(IN_PID, "exe", procfs_exe),
	GUARDED(IN_PID, "io", 0400, procfs_io),
	TEXT(IN_PID, "limits", procfs_limits),
	GUARDED(IN_PID, "maps", 0444, procfs_maps),
	TEXT(IN_PID, "mountinfo", procfs_mountinfo),
	TEXT(IN_PID, "mounts", procfs_mounts),
	STAND(IN_PID, "root", procfs_root),
	TEXT(IN_PID, "stat", procfs_stat),
	TEXT(IN_PID, "statm", procfs_statm),
	TEXT(IN_PID, "status", procfs_status),
	TEXT(IN_PID, "wchan", procfs_wchan),

	TEXT(IN_NET, "tcp", net_tcp),
	TEXT(IN_NET, "tcp6", net_tcp6),
	TEXT(IN_NET, "udp", net_udp),
	TEXT(IN_NET, "udp6", net_udp6),
	TEXT(IN_NET, "unix", net_unix),

	DIR(IN_SYS, "fs", 0555, IN_SYS_FS),
	DIR(IN_SYS, "kernel", 0555, IN_SYS_KERNEL),
	DIR(IN_SYS, "vm", 0555, IN_SYS_VM),
	TEXT(IN_SYS_FS, "file-max", procfs_file_max),
	TEXT(IN_SYS_FS, "file-nr", procfs_file_nr),
	TEXT(IN_SYS_FS, "nr_open", procfs_nr_open),
	TEXT(IN_SYS_FS, "pipe-max-size", procfs_pipe_max),
	TEXT(IN_SYS_KERNEL, "cap_last_cap", procfs_cap_last_cap),
	KNOB(IN_SYS_KERNEL, "domainname", procfs_domainname,
		procfs_set_domainname),
	KNOB(IN_SYS_KERNEL, "hostname", procfs_hostname, procfs_set_hostname),
	TEXT(IN_SYS_KERNEL, "ngroups_max", procfs_ngroups_max),
	TEXT(IN_SYS_KERNEL, "osrelease", procfs_osrelease),
	TEXT(IN_SYS_KERNEL, "ostype", procfs_ostype),
	TEXT(IN_SYS_KERNEL, "pid_max", procfs_pid_max),
	TEXT(IN_SYS_KERNEL, "threads-max", procfs_threads_max),
	TEXT(IN_SYS_KERNEL, "version", procfs_osversion),
	DIR(IN_SYS_KERNEL, "random", 0555, IN_SYS_RANDOM),
	TEXT(IN_SYS_RANDOM, "boot_id", procfs_boot_id),
	TEXT(IN_SYS_RANDOM, "entropy_avail", procfs_entropy),
	TEXT(IN_SYS_RANDOM, "poolsize", procfs_entropy),
	TEXT(IN_SYS_RANDOM, "uuid", procfs_uuid),
	TEXT(IN_SYS_VM, "overcommit_memory", procfs_overcommit),
};

const unsigned procfs_file_count = sizeof(procfs_files) /
	sizeof(procfs_files[0]);

_Static_assert(
	sizeof(procfs_files) / sizeof(procfs_files[0]) < KIND_ROOT, "kinds");
