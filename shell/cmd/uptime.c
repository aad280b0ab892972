/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * uptime                                                      (not in POSIX)
 *
 * Prints the time of day, how long the system has been up, how many sessions
 * have a terminal, and the load averages.
 *
 * Exit status: 0; 1 when /proc cannot be read.
 */
#include "lib/procfs.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

static struct {
	unsigned users;
} uptime;

static void count(const struct proc_info *p)
{
	uptime.users += p->tty && p->pid == p->session;
}

static void put_duration(unsigned long long seconds)
{
	unsigned long long days = seconds / 86400, hours = seconds / 3600 % 24;
	unsigned long long minutes = seconds / 60 % 60;

	if (days)
		out_fmt(&cmd.out, "%llu day%s, ", days, days == 1 ? "" : "s");
	if (hours)
		out_fmt(&cmd.out, "%2llu:%02llu", hours, minutes);
	else
		out_fmt(&cmd.out, "%llu min", minutes);
}

/* The first three words of /proc/loadavg. */
static void put_load(void)
{
	static const char path[] = "/proc/loadavg";
	char *text = proc_read(path, NULL), *word;

	if (!text)
		cmd_die_errno(path);
	word = strtok(text, " ");
	for (int i = 0; i < 3 && word; i++, word = strtok(NULL, " "))
		out_fmt(&cmd.out, "%s%s", i ? ", " : " ", word);
	free(text);
}

int main(int argc, char **argv)
{
	struct opts o = { argv, "", NULL, 1, 0 };
	time_t now = time(NULL);
	struct tm *tm = localtime(&now);

	(void)argc;
	cmd_start("uptime", "uptime");
	opt_next(&o);
	if (argv[o.next])
		cmd_usage();
	proc_each(count);
	out_fmt(&cmd.out, " %02d:%02d:%02d up ", tm->tm_hour, tm->tm_min,
		tm->tm_sec);
	put_duration(proc_uptime() / 100);
	out_fmt(&cmd.out, ", %2u user%s,  load average:", uptime.users,
		uptime.users == 1 ? "" : "s");
	put_load();
	out_char(&cmd.out, '\n');
	return cmd_done();
}
