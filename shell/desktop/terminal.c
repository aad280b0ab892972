/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * terminal [-a app] [-t title] [-g colsxrows] [-j window] [-d folder]
 *	[-e command [argument ...]]                          (not in POSIX)
 *
 * A window with a terminal in it, and a program that has it as its controlling
 * one: the user's shell as a login shell, or command. It ends with that
 * program, and with its status; when the window is closed, the program gets
 * SIGHUP.
 *
 *	-a app      the application it is listed as (terminal)
 *	-t title    the window's title (Terminal)
 *	-g          its size in characters (80x24)
 *	-j window   a tab in the frame of that window
 *	-d folder   where the program starts
 *
 * Exit status: the program's, 128 and a signal's number when that ended it, or
 * 1 when there is no window.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pwd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "libc/window/impl.h"

/* A character's size: the document goes by its font, this is a guess. */
enum { CELL_WIDTH = 8, CELL_HEIGHT = 17 };

static struct {
	const char *app, *title, *folder;
	int cols, rows;
	uint32_t mate;
	char **argv; /* NULL: a shell */
} options = { "terminal", "Terminal", NULL, 80, 24, 0, NULL };

static volatile sig_atomic_t child_ended;

static void die(const char *what)
{
	fprintf(stderr, "terminal: %s: %s\n", what, strerror(errno));
	exit(1);
}

static void usage(void)
{
	fprintf(stderr,
		"usage: terminal [-a app] [-t title] [-g colsxrows] "
		"[-j window] [-d folder]\n"
		"                [-e command [argument ...]]\n");
	exit(2);
}

static void parse(int argc, char **argv)
{
	int c;

	while ((c = getopt(argc, argv, "+a:t:g:j:d:e")) != -1) {
		if (c == 'a')
			options.app = optarg;
		else if (c == 't')
			options.title = optarg;
		else if (c == 'd')
			options.folder = optarg;
		else if (c == 'j')
			options.mate = (uint32_t)strtoul(optarg, NULL, 10);
		else if (c == 'e' && optind < argc)
			break;
		else if (c != 'g' ||
			sscanf(optarg, "%dx%d", &options.cols, &options.rows) !=
				2 ||
			options.cols < 1 || options.rows < 1 ||
			options.cols > 500 || options.rows > 200)
			usage();
	}
	if (c == 'e')
		options.argv = argv + optind;
	else if (optind < argc)
		usage();
}

static void note_child(int sig)
{
	(void)sig;
	child_ended = 1;
}

/* The program's side. */
static void become(int tty)
{
	const struct passwd *me = getpwuid(getuid());
	const char *shell = me != NULL ? me->pw_shell : "/bin/sh";
	const char *name = strrchr(shell, '/');
	char login[64];

	if (options.folder != NULL && chdir(options.folder) < 0)
		die(options.folder);
	if (setsid() < 0 || ioctl(tty, TIOCSCTTY, 0) < 0)
		die("new session");
	for (int i = 0; i < 3; i++)
		dup2(tty, i);
	if (tty > 2)
		close(tty);
	setenv("TERM", "xterm-256color", 1);
	setenv("COLORTERM", "truecolor", 1);
	if (options.argv != NULL) {
		execvp(options.argv[0], options.argv);
		die(options.argv[0]);
	}
	snprintf(login, sizeof(login), "-%s", name != NULL ? name + 1 : shell);
	execl(shell, login, (char *)NULL);
	die(shell);
}

static void set_up(int tty)
{
	struct winsize size = { .ws_col = (unsigned short)options.cols,
		.ws_row = (unsigned short)options.rows };
	struct termios t;

	if (tcgetattr(tty, &t) < 0)
		die("terminal");
	t.c_iflag |= IUTF8;
	tcsetattr(tty, TCSANOW, &t);
	ioctl(tty, TIOCSWINSZ, &size);
}

/* The child's status, if it has ended; else -1. */
static int status_of(pid_t child)
{
	int status;

	if (waitpid(child, &status, WNOHANG) != child)
		return -1;
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status)
				   : WEXITSTATUS(status);
}

/* The user wants it closed: whoever uses it is to end. */
static void hang_up(int fd, pid_t child)
{
	pid_t group;

	if (ioctl(fd, TIOCGPGRP, &group) == 0 && group > 0)
		kill(-group, SIGHUP);
	kill(child, SIGHUP);
	kill(child, SIGCONT);
}

static int serve(int fd, pid_t child, const sigset_t *mask)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };
	struct oxygen_event e;
	int status;

	for (;;) {
		if (child_ended && (status = status_of(child)) >= 0)
			return status;
		if (ppoll(&p, 1, NULL, mask) < 0 && errno != EINTR)
			die("poll");
		while (read(fd, &e, sizeof(e)) == (ssize_t)sizeof(e))
			if (e.type == OXYGEN_LEAVE)
				hang_up(fd, child);
	}
}

int main(int argc, char **argv)
{
	struct oxygen_request rq = { .arg = { OXYGEN_TERMINAL } };
	struct sigaction act = { .sa_handler = note_child };
	sigset_t block, before;
	int fd, tty;
	pid_t child;

	parse(argc, argv);
	rq.arg[1] = options.cols * CELL_WIDTH;
	rq.arg[2] = options.rows * CELL_HEIGHT;
	rq.arg[4] = (int32_t)options.mate;
	fd = window_open_file(rq, options.app, options.title);
	if (fd < 0)
		die("a window (is this runlevel 5?)");
	tty = ioctl(fd, TIOCGPTPEER, O_RDWR | O_NOCTTY);
	if (tty < 0)
		die("its terminal");
	set_up(tty);
	sigemptyset(&block);
	sigaddset(&block, SIGCHLD);
	sigprocmask(SIG_BLOCK, &block, &before);
	sigaction(SIGCHLD, &act, NULL);
	child = fork();
	if (child < 0)
		die("fork");
	if (child == 0) {
		sigprocmask(SIG_SETMASK, &before, NULL);
		close(fd);
		become(tty);
	}
	close(tty);
	return serve(fd, child, &before);
}
