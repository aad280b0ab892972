/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * shutdown [-h | -H | -P | -r] now | +minutes                    (not in POSIX)
 * halt [-f]        poweroff [-f]        reboot [-f]
 * telinit level
 *
 * One program with five names. telinit asks init for a runlevel (0 to 6, S or
 * s) or, with q, to read /etc/inittab again. The others have files written and
 * stop the machine: halt (shutdown -H) and poweroff (-h, -P, the default) for
 * good, reboot (-r) to start again. -f means nothing: there is no slower way.
 *
 * Exit status: 0; 1 when it was not possible.
 */
#include "lib/cmd.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/reboot.h>
#include <time.h>
#include <unistd.h>

static void telinit(char **argv)
{
	static const char path[] = "/dev/initctl";
	char line[2] = { 0, '\n' };
	int fd;

	if (!argv[1] || argv[2] || !argv[1][0] || argv[1][1] ||
		!strchr("0123456SsQq", argv[1][0]))
		cmd_usage();
	line[0] = argv[1][0];
	fd = open(path, O_WRONLY | O_NONBLOCK);
	if (fd < 0 || write_all(fd, line, sizeof(line)) < 0 || close(fd) < 0)
		cmd_die_errno(path);
}

static void stop(int how)
{
	sync();
	if (reboot(how) < 0)
		cmd_die_errno("machine");
}

static void wait_minutes(const char *when)
{
	unsigned long long minutes = 0;
	struct timespec t;

	if (!strcmp(when, "now"))
		return;
	if (*when != '+' || !num_parse(when + 1, &minutes) || minutes > 100000)
		cmd_die("not a time: '%s'", when);
	out_fmt(&cmd.out, "The machine stops in %llu minute%s.\n", minutes,
		minutes == 1 ? "" : "s");
	out_flush(&cmd.out);
	t.tv_sec = (time_t)(minutes * 60);
	t.tv_nsec = 0;
	while (nanosleep(&t, &t) < 0 && errno == EINTR)
		;
}

static void shut_down(char **argv)
{
	struct opts o = { argv, "hHPr", NULL, 1, 0 };
	int c, how = RB_POWER_OFF;

	while ((c = opt_next(&o)) != -1)
		how = c == 'r'     ? RB_AUTOBOOT
			: c == 'H' ? RB_HALT_SYSTEM
				   : RB_POWER_OFF;
	if (!argv[o.next] || argv[o.next + 1])
		cmd_usage();
	wait_minutes(argv[o.next]);
	stop(how);
}

static void stop_now(char **argv, int how)
{
	struct opts o = { argv, "f", NULL, 1, 0 };

	while (opt_next(&o) != -1)
		;
	if (argv[o.next])
		cmd_usage();
	stop(how);
}

int main(int argc, char **argv)
{
	const char *name = base_name(argc ? argv[0] : "shutdown");

	if (!strcmp(name, "telinit")) {
		cmd_start("telinit", "telinit 0|1|2|3|4|5|6|S|q");
		telinit(argv);
	} else if (!strcmp(name, "halt")) {
		cmd_start("halt", "halt [-f]");
		stop_now(argv, RB_HALT_SYSTEM);
	} else if (!strcmp(name, "poweroff")) {
		cmd_start("poweroff", "poweroff [-f]");
		stop_now(argv, RB_POWER_OFF);
	} else if (!strcmp(name, "reboot")) {
		cmd_start("reboot", "reboot [-f]");
		stop_now(argv, RB_AUTOBOOT);
	} else {
		cmd_start("shutdown",
			"shutdown [-h | -H | -P | -r] now | +minutes");
		shut_down(argv);
	}
	return cmd_done();
}
