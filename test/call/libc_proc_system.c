/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * /proc beside the processes: meminfo, uptime, loadavg, stat, version, mounts
 * and the like, sys/; their formats, and that they agree with the calls that
 * tell the same.
 */
#define _GNU_SOURCE
#include "call.h"

#include <dirent.h>
#include <sys/statfs.h>
#include <sys/sysinfo.h>

static char text[65536];

static char *slurp(const char *name)
{
	int fd = (int)OK(open(name, O_RDONLY));
	size_t length = 0;
	ssize_t n;

	while ((n = OK(read(fd, text + length, 777))) > 0)
		length += (size_t)n;
	text[length] = 0;
	OK(close(fd));
	return text;
}

static unsigned long long kilobytes(const char *key)
{
	const char *at = strstr(text, key);
	unsigned long long value;

	CHECK(at != NULL && (at == text || at[-1] == '\n'));
	SAME(sscanf(at + strlen(key), " %llu kB", &value), 1);
	return value;
}

static void memory(void)
{
	unsigned long long total;

	slurp("/proc/meminfo");
	total = kilobytes("MemTotal:");
	CHECK(total > 0 && kilobytes("MemFree:") < total);
	CHECK(kilobytes("MemAvailable:") <= total);
	CHECK(kilobytes("Buffers:") + kilobytes("Cached:") <= total);
	SAME(kilobytes("SwapFree:") <= kilobytes("SwapTotal:"), 1);
	CHECK(strstr(slurp("/proc/vmstat"), "nr_free_pages ") == text);
	CHECK(strncmp(slurp("/proc/swaps"), "Filename\t", 9) == 0);
}

static void times(void)
{
	double up, idle, one, five, fifteen;
	unsigned long long user, nice, system, rest, boot;
	int running, all, last;
	struct sysinfo info;
	char *at;

	SAME(sscanf(slurp("/proc/uptime"), "%lf %lf\n", &up, &idle), 2);
	OK(sysinfo(&info));
	CHECK(up >= 0 && idle >= 0);
	CHECK((double)info.uptime > up - 2 && (double)info.uptime < up + 2);
	SAME(sscanf(slurp("/proc/loadavg"), "%lf %lf %lf %d/%d %d\n", &one,
		     &five, &fifteen, &running, &all, &last),
		6);
	CHECK(running >= 1 && all >= running && last >= 1);
	SAME(sscanf(slurp("/proc/stat"), "cpu  %llu %llu %llu %llu", &user,
		     &nice, &system, &rest),
		4);
	CHECK(strstr(text, "\ncpu0 ") != NULL);
	at = strstr(text, "\nbtime ");
	CHECK(at != NULL);
	SAME(sscanf(at, "\nbtime %llu", &boot), 1);
	CHECK((double)time(NULL) - (double)boot - up < 3);
	CHECK((double)time(NULL) - (double)boot - up > -3);
	CHECK(strstr(text, "\nctxt ") != NULL);
	CHECK(strstr(text, "\nprocesses ") != NULL);
	at = strstr(text, "\nprocs_running ");
	CHECK(at != NULL && atoi(at + 15) >= 1);
}

/* The count of processes ever made grows by those we make. */
static void made(void)
{
	long before, after;

	before = atol(strstr(slurp("/proc/stat"), "\nprocesses ") + 11);
	for (int i = 0; i < 3; i++) {
		if (fork() == 0)
			_exit(0);
		wait(NULL);
	}
	after = atol(strstr(slurp("/proc/stat"), "\nprocesses ") + 11);
	CHECK(after >= before + 3);
}

static void kernel(void)
{
	struct utsname name;
	char line[256], uuid[64];
	size_t length;

	OK(uname(&name));
	snprintf(line, sizeof(line), "%s version %s ", name.sysname,
		name.release);
	SAME(strncmp(slurp("/proc/version"), line, strlen(line)), 0);
	snprintf(line, sizeof(line), "%s\n", name.nodename);
	SAME(strcmp(slurp("/proc/sys/kernel/hostname"), line), 0);
	snprintf(line, sizeof(line), "%s\n", name.release);
	SAME(strcmp(slurp("/proc/sys/kernel/osrelease"), line), 0);
	snprintf(line, sizeof(line), "%s\n", name.sysname);
	SAME(strcmp(slurp("/proc/sys/kernel/ostype"), line), 0);
	snprintf(line, sizeof(line), "%s\n", name.version);
	SAME(strcmp(slurp("/proc/sys/kernel/version"), line), 0);
	CHECK(atoi(slurp("/proc/sys/kernel/pid_max")) >= 32768);
	CHECK(atoi(slurp("/proc/sys/kernel/threads-max")) > 10);
	CHECK(atoi(slurp("/proc/sys/kernel/ngroups_max")) > 0);
	CHECK(atoi(slurp("/proc/sys/kernel/cap_last_cap")) >= 37);
	CHECK(atoi(slurp("/proc/sys/kernel/random/entropy_avail")) > 0);
	strcpy(uuid, slurp("/proc/sys/kernel/random/uuid"));
	SAME(strlen(uuid), 37);
	SAME(uuid[14], '4');
	CHECK(strcmp(uuid, slurp("/proc/sys/kernel/random/uuid")) != 0);
	strcpy(uuid, slurp("/proc/sys/kernel/random/boot_id"));
	CHECK(strcmp(uuid, slurp("/proc/sys/kernel/random/boot_id")) == 0);
	length = strlen(slurp("/proc/cmdline"));
	CHECK(length > 0 && text[length - 1] == '\n');
	CHECK(strstr(slurp("/proc/cpuinfo"), "processor\t: 0\n") != NULL);
	SAME(strncmp(slurp("/proc/devices"), "Character devices:\n  1 mem\n",
		     27),
		0);
	SAME(strncmp(slurp("/proc/partitions"), "major minor  #blocks  name\n",
		     27),
		0);
}

static void limits(void)
{
	long used, none, max;

	SAME(sscanf(slurp("/proc/sys/fs/file-nr"), "%ld\t%ld\t%ld\n", &used,
		     &none, &max),
		3);
	CHECK(used >= 0 && none == 0 && max > 1000);
	CHECK(atol(slurp("/proc/sys/fs/nr_open")) >= 1024);
	CHECK(atol(slurp("/proc/sys/fs/pipe-max-size")) >= 65536);
	CHECK(atol(slurp("/proc/sys/vm/overcommit_memory")) <= 2);
}

/* Every row of mounts has six fields, and mountinfo tells the same ones. */
static void mounts(void)
{
	char device[256], where[256], type[64], options[1024];
	int proc = 0, rows = 0, infos = 0, a, b;

	slurp("/proc/self/mounts");
	for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n")) {
		rows++;
		SAME(sscanf(line, "%255s %255s %63s %1023s %d %d", device,
			     where, type, options, &a, &b),
			6);
		CHECK(*where == '/');
		CHECK(strncmp(options, "rw", 2) == 0 ||
			strncmp(options, "ro", 2) == 0);
		proc += strcmp(where, "/proc") == 0 &&
			strcmp(type, "proc") == 0;
	}
	CHECK(proc >= 1);
	SAME(readlink("/proc/mounts", where, sizeof(where)), 11);
	slurp("/proc/self/mountinfo");
	for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n")) {
		int id, parent, major, minor;

		infos++;
		SAME(sscanf(line, "%d %d %d:%d %255s %255s %1023s", &id,
			     &parent, &major, &minor, device, where, options),
			7);
		CHECK(strstr(line, " - ") != NULL);
	}
	SAME(rows, infos);
	CHECK(strstr(slurp("/proc/filesystems"), "nodev\tproc\n") != NULL);
	CHECK(strstr(text, "nodev\ttmpfs\n") != NULL);
}

/* /proc lists itself by pid; links and modes. */
static void root(void)
{
	DIR *dir = opendir("/proc");
	struct dirent *e;
	struct statfs fs;
	struct stat st;
	int self = 0, one = 0, last = 0, ordered = 1;

	CHECK(dir != NULL);
	while ((e = readdir(dir)) != NULL) {
		int pid = atoi(e->d_name);

		self += pid == getpid();
		one += pid == 1;
		ordered = ordered && (pid == 0 || pid > last);
		last = pid ? pid : last;
	}
	closedir(dir);
	SAME(self, 1);
	SAME(one, 1);
	SAME(ordered, 1);
	OK(statfs("/proc", &fs));
	SAME(fs.f_type, 0x9fa0);
	OK(stat("/proc", &st));
	SAME(st.st_mode, S_IFDIR | 0555);
	CHECK(st.st_nlink > 5);
	OK(lstat("/proc/self", &st));
	SAME(st.st_mode, S_IFLNK | 0777);
	OK(stat("/proc/uptime", &st));
	SAME(st.st_mode, S_IFREG | 0444);
	SAME(st.st_size, 0);
	OK(stat("/proc/sys/kernel/hostname", &st));
	SAME(st.st_mode, S_IFREG | 0644);
	FAILS(open("/proc/sys/kernel/hostname", O_WRONLY), EACCES);
	FAILS(open("/proc/uptime", O_RDWR), EACCES);
	FAILS(open("/proc/nothing", O_RDONLY), ENOENT);
	FAILS(mkdir("/proc/new", 0777), ENOENT);
	FAILS(open("/proc/new", O_WRONLY | O_CREAT, 0666), ENOENT);
}

/* A file read in pieces is one and the same text. */
static void pieces(void)
{
	int fd = (int)OK(open("/proc/version", O_RDONLY));
	char c;

	slurp("/proc/version");
	for (char *at = text; *at; at++) {
		SAME(read(fd, &c, 1), 1);
		SAME(c, *at);
	}
	SAME(read(fd, &c, 1), 0);
	SAME(lseek(fd, 4, SEEK_SET), 4);
	SAME(read(fd, &c, 1), 1);
	SAME(c, text[4]);
	SAME(pread(fd, &c, 1, 2), 1);
	SAME(c, text[2]);
	OK(close(fd));
}

int main(void)
{
	memory();
	times();
	made();
	kernel();
	limits();
	mounts();
	root();
	pieces();
	return 0;
}
