/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * shutdown [-h | -P | -r] now | +minutes                      (not in POSIX)
 * halt [-f]        poweroff [-f]        reboot [-f]
 * telinit level
 *
 * One program with five names. telinit asks init for a runlevel (0 to 9, S or
 * s), the ondemand entries of a, b or c or, with q, to read /etc/inittab
 * again. The others ask for runlevel 0, which ends all processes and stops the
 * machine, or 6 (reboot, shutdown -r), which then starts it again. -f: have
 * files written and do it at once, without init.
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

static void ask_init(char what)
{
	static const char path[] = "/dev/initctl";
	const char line[2] = { what, '\n' };
	int fd = open(path, O_WRONLY | O_NONBLOCK | O_CLOEXEC);

	if (fd < 0 || write_all(fd, line, sizeof(line)) < 0 || close(fd) < 0)
		cmd_die_errno(path);
}

static void telinit(char **argv)
{
	if (!argv[1] || argv[2] || !argv[1][0] || argv[1][1] ||
		!strchr("0123456789SsabcABCQq", argv[1][0]))
		cmd_usage();
	ask_init(argv[1][0]);
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
	struct opts o = { argv, "hPr", NULL, 1, 0 };
	char level = '0';
	int c;

	while ((c = opt_next(&o)) != -1)
		level = c == 'r' ? '6' : '0';
	if (!argv[o.next] || argv[o.next + 1])
		cmd_usage();
	wait_minutes(argv[o.next]);
	ask_init(level);
}

static void stop(char **argv, char level, int how)
{
	struct opts o = { argv, "f", NULL, 1, 0 };
	bool force = false;

	while (opt_next(&o) != -1)
		force = true;
	if (argv[o.next])
		cmd_usage();
	if (!force) {
		ask_init(level);
		return;
	}
	sync();
	if (reboot(how) < 0)
		cmd_die_errno("machine");
}

int main(int argc, char **argv)
{
	const char *name = base_name(argc ? argv[0] : "shutdown");

	if (!strcmp(name, "telinit")) {
		cmd_start("telinit", "telinit 0|1|...|9|S|a|b|c|q");
		telinit(argv);
	} else if (!strcmp(name, "halt")) {
		cmd_start("halt", "halt [-f]");
		stop(argv, '0', RB_HALT_SYSTEM);
	} else if (!strcmp(name, "poweroff")) {
		cmd_start("poweroff", "poweroff [-f]");
		stop(argv, '0', RB_POWER_OFF);
	} else if (!strcmp(name, "reboot")) {
		cmd_start("reboot", "reboot [-f]");
		stop(argv, '6', RB_AUTOBOOT);
	} else {
		cmd_start("shutdown", "shutdown [-h | -P | -r] now | +minutes");
		shut_down(argv);
	}
	return cmd_done();
}
