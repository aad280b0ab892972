/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sh: the start, from the command line to the first command. */
#include "shell.h"
#include "builtin.h"
#include "expand.h"
#include "input.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

struct shell sh;

/* What the command line asks for. */
struct start {
	bool command; /* -c */
	bool login;
	const char *script;
};

static int usage(const char *arg)
{
	fail("Illegal option %s", arg);
	return 2;
}

/* One argument of option letters; -1 for an unknown one. *i is its index. */
static int start_letters(struct start *st, char **argv, int *i)
{
	const char *s = argv[*i];
	bool on = *s++ == '-';
	char t[3] = { on ? '-' : '+', 0, 0 };

	for (; *s; s++) {
		t[1] = *s;
		if (*s == 'c' && on) {
			st->command = true;
		} else if (*s == 'l' && on) {
			st->login = true;
		} else if (*s == 'o') {
			const char *name = argv[++*i];

			if (!name || !option_name(name, on))
				return usage(name ? name : "-o");
		} else if (*s == 'm') {
			sh.opt[OPT_MONITOR] = on; /* when all is set up */
		} else if (!option_letter(*s, on)) {
			return usage(t);
		}
	}
	return 0;
}

/* The options; the index of the first operand or -1. */
static int start_options(struct start *st, int argc, char **argv)
{
	int i;

	for (i = 1; i < argc; i++) {
		const char *s = argv[i];

		if ((*s != '-' && *s != '+') || !s[1])
			break;
		if (!strcmp(s, "--"))
			return i + 1;
		if (start_letters(st, argv, &i))
			return -1;
	}
	if (i < argc && !strcmp(argv[i], "-"))
		i++;
	return i;
}

/* PWD as inherited, if it is the truth. */
static void start_pwd(void)
{
	const char *pwd = var_value(sh.var.pwd);
	struct stat a, b;

	if (!pwd || *pwd != '/' || stat(pwd, &a) || stat(".", &b) ||
		a.st_dev != b.st_dev || a.st_ino != b.st_ino)
		pwd_refresh();
	var_flag(sh.var.pwd, VAR_EXPORT);
}

static void start_file(const char *name)
{
	int fd = open(name, O_RDONLY | O_CLOEXEC), up;

	if (fd < 0)
		return;
	up = fcntl(fd, F_DUPFD_CLOEXEC, 10);
	close(fd);
	if (up >= 0)
		exec_file(up, name);
	if (sh.skip == SKIP_EXIT)
		shell_exit(sh.status);
	sh.skip = SKIP_NONE;
}

/* /etc/profile, ~/.profile; $ENV of an interactive shell. */
static void start_profiles(const struct start *st)
{
	struct buf *b;
	const char *s;

	if (st->login) {
		start_file("/etc/profile");
		s = var_value(sh.var.home);
		b = buf_get();
		buf_adds(b, s ? s : "");
		buf_adds(b, "/.profile");
		start_file(buf_str(b));
		buf_put(b);
	}
	s = sh.interactive ? var_get("ENV") : NULL;
	s = s ? expand_text(s) : NULL;
	if (s && *s)
		start_file(s);
}

static void start_terminal(void)
{
	sh.interactive = sh.opt[OPT_INTERACTIVE];
	trap_init();
	if (sh.interactive && !sh.opt[OPT_VI])
		sh.opt[OPT_EMACS] = true;
	if (sh.interactive && !sh.opt[OPT_MONITOR])
		sh.opt[OPT_MONITOR] = true;
	if (sh.opt[OPT_MONITOR])
		jobs_control(true);
}

static int open_script(const char *name)
{
	int fd = open(name, O_RDONLY | O_CLOEXEC), up;

	if (fd < 0) {
		sh.line = 0;
		warn("cannot open %s: %s", name, path_error(errno));
		return -1;
	}
	up = fcntl(fd, F_DUPFD_CLOEXEC, 10);
	close(fd);
	return up;
}

static void start_input(const struct start *st)
{
	struct input in;
	int fd = 0;

	if (st->command) {
		input_text(&in, st->script, 1);
		input_run(&in, sh.opt[OPT_INTERACTIVE] ? 0 : EV_EXIT);
		return;
	}
	if (st->script) {
		fd = open_script(st->script);
		if (fd < 0) {
			sh.status = 2;
			return;
		}
	}
	input_fd(&in, fd, sh.interactive && fd == 0);
	input_run(&in, 0);
	input_close(&in);
}

_Noreturn void shell_exit(int status)
{
	sh.status = status;
	if (!sh.exiting) {
		sh.exiting = true;
		trap_exit();
	}
	out_flush();
	if (sh.jobs.on && !sh.subshell)
		jobs_control(false);
	_exit(sh.status & 255);
}

static void start_state(char **argv)
{
	sh.arg0 = argv[0] ? argv[0] : (char *)"sh";
	sh.pid = getpid();
	sh.line = 1;
	sh.sub_status = -1;
	sh.jobs.tty = -1;
	sh.reserve = xmalloc(MEM_RESERVE);
	arena_init(&sh.temp);
	var_init(environ);
	command_init();
}

int main(int argc, char **argv)
{
	struct start st = { .command = false };
	int i;

	start_state(argv);
	st.login = sh.arg0[0] == '-';
	i = start_options(&st, argc, argv);
	if (i < 0)
		return 2;
	if (st.command && i >= argc) {
		fail("-c requires an argument");
		return 2;
	}
	if (st.command || (i < argc && !sh.opt[OPT_STDIN])) {
		st.script = argv[i++];
		if (!st.command)
			sh.arg0 = (char *)st.script;
		else if (i < argc)
			sh.arg0 = argv[i++];
	} else {
		sh.opt[OPT_STDIN] = true;
		if (isatty(0) && isatty(2))
			sh.opt[OPT_INTERACTIVE] = true;
	}
	sh.params.v = argv + (i < argc ? i : argc);
	sh.params.n = i < argc ? argc - i : 0;
	start_pwd();
	start_terminal();
	start_profiles(&st);
	start_input(&st);
	shell_exit(sh.status);
}
