/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * getty -a user tty [term]                                    (not in POSIX)
 *
 * What init starts on a terminal: makes /dev/tty the controlling terminal of a
 * new session, sets it up, and becomes the login shell of the user. There is
 * no password to ask for: the machine is the visitor's own. term is the value
 * of TERM, xterm-256color unless given. Before that it tells when files in the
 * home directory cannot be kept.
 *
 * Exit status: 1 when it could not become the shell; it does not return
 * otherwise. Only the superuser can run it.
 */
#include "lib/account.h"
#include "lib/tty_sane.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/statvfs.h>
#include <unistd.h>

enum { TMPFS_MAGIC = 0x01021994 };
enum { MAX_GROUPS = 64, MAX_ENV = 8, ENV_SIZE = 256 };

/* The terminal becomes the controlling one and descriptors 0, 1 and 2. */
static void open_terminal(const char *name)
{
	char path[ENV_SIZE];
	struct termios t;
	int fd;

	str_fmt(path, sizeof(path), "%s%s", *name == '/' ? "" : "/dev/", name);
	/* init may have made this process a session leader already. */
	if (setsid() < 0 && getsid(0) != getpid())
		cmd_die_errno("new session");
	fd = open(path, O_RDWR);
	if (fd < 0)
		cmd_die_errno(path);
	if (!isatty(fd) || ioctl(fd, TIOCSCTTY, 0) < 0 ||
		tcsetpgrp(fd, getpgrp()) < 0)
		cmd_die_errno(path);
	if (tcgetattr(fd, &t) < 0)
		cmd_die_errno(path);
	tty_sane(&t);
	if (tcsetattr(fd, TCSANOW, &t) < 0)
		cmd_die_errno(path);
	for (int i = 0; i < 3; i++)
		if (fd != i && dup2(fd, i) < 0)
			cmd_die_errno(path);
	if (fd > 2)
		close(fd);
}

static void become(const struct account *a)
{
	gid_t groups[MAX_GROUPS];
	int n = account_groups(a->name, a->gid, groups, MAX_GROUPS);

	/* So that the user may open the terminal by its name (login(1)). */
	if (fchown(STDIN_FILENO, a->uid, a->gid) < 0 ||
		fchmod(STDIN_FILENO, 0620) < 0)
		cmd_fail("owner of the terminal");
	if (setgroups((size_t)n, groups) < 0 || setgid(a->gid) < 0 ||
		setuid(a->uid) < 0)
		cmd_die_errno(a->name);
}

/*
 * What the last session may have left on the terminal's side, a program's
 * binary output say: the main screen, DECSTR (attributes, margins, cursor,
 * modes) and the ASCII character set. What is on the screen stays.
 */
static void reset_terminal(void)
{
	static const char reset[] = "\033[?1049l\033[!p\017\033(B";

	out_mem(&cmd.out, reset, sizeof(reset) - 1);
}

/* When what the visitor stores will not stay. */
static void show_note(const char *home)
{
	struct statvfs v;
	struct statfs st;

	if (statvfs(home, &v) == 0 && (v.f_flag & ST_RDONLY) != 0)
		out_str(&cmd.out,
			"/home is read-only: another tab or window "
			"has it open. It becomes writable here when "
			"that one closes.\n");
	else if (statfs(home, &st) == 0 && st.f_type == TMPFS_MAGIC)
		out_str(&cmd.out,
			"/home is in memory: what you store there "
			"is lost when this page is closed.\n");
	out_flush(&cmd.out);
}

static void show_motd(void)
{
	char buf[1024];
	int fd = open("/etc/motd", O_RDONLY);
	ssize_t n;

	while (fd >= 0 && (n = read(fd, buf, sizeof(buf))) > 0)
		out_mem(&cmd.out, buf, (size_t)n);
	if (fd >= 0)
		close(fd);
	out_flush(&cmd.out);
}

static _Noreturn void login_shell(
	const struct account *a, const char *home, const char *term)
{
	const char *shell = *a->shell ? a->shell : "/bin/sh";
	static char text[MAX_ENV][ENV_SIZE], name[ENV_SIZE];
	char *env[MAX_ENV + 1] = { NULL }, *argv[] = { name, NULL };
	const char *const pairs[][2] = {
		{ "HOME", home },
		{ "USER", a->name },
		{ "LOGNAME", a->name },
		{ "SHELL", shell },
		{ "PATH", "/bin" },
		{ "TERM", term },
		{ "LANG", "C.UTF-8" },
	};

	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
		str_fmt(text[i], ENV_SIZE, "%s=%s", pairs[i][0], pairs[i][1]);
		env[i] = text[i];
	}
	str_fmt(name, sizeof(name), "-%s", base_name(shell));
	execve(shell, argv, env);
	cmd_die_errno(shell);
}

int main(int argc, char **argv)
{
	struct opts o = { argv, "a:", NULL, 1, 0 };
	const char *user = NULL, *home;
	struct account a;

	cmd_start("getty", "getty -a user tty [term]");
	while (opt_next(&o) != -1)
		user = o.arg;
	argc -= o.next;
	argv += o.next;
	if (!user || argc < 1 || argc > 2)
		cmd_usage();
	if (geteuid() != 0) {
		errno = EPERM;
		cmd_die_errno(argv[0]);
	}
	account_load();
	if (!account_by_name(user, &a))
		cmd_die("no such user: '%s'", user);
	open_terminal(argv[0]);
	become(&a);
	home = *a.home ? a.home : "/";
	if (chdir(home) < 0) {
		cmd_fail(home);
		home = "/";
		if (chdir(home) < 0)
			cmd_fail(home);
	}
	reset_terminal();
	show_motd();
	show_note(home);
	login_shell(&a, home, argc == 2 ? argv[1] : "xterm-256color");
}
