/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The terminal while a line is edited: raw modes, which nothing but a line
 * being read ever sees, and bytes. Signals keys give are off; signals that
 * end the shell put the modes back first.
 */
#include "shell.h"
#include "edit/edit.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

static const uint8_t deadly[] = { SIGALRM, SIGUSR1, SIGUSR2, SIGPIPE, SIGXCPU,
	SIGVTALRM, SIGABRT, SIGSEGV };

static struct {
	struct termios modes;
	volatile sig_atomic_t raw;
	volatile sig_atomic_t resized, continued;
	struct sigaction old[sizeof(deadly)], winch, cont;
} tty;

void tty_restore(void)
{
	if (tty.raw) {
		tty.raw = 0;
		(void)tcsetattr(ed.fd, TCSADRAIN, &tty.modes);
	}
}

static void on_deadly(int sig)
{
	tty_restore();
	signal(sig, SIG_DFL);
	raise(sig);
}

static void on_change(int sig)
{
	if (sig == SIGWINCH)
		tty.resized = 1;
	else
		tty.continued = 1;
}

static void watch(int sig, void (*f)(int), struct sigaction *old)
{
	struct sigaction sa;

	memset(&sa, 0, sizeof(sa));
	sigemptyset(&sa.sa_mask);
	sa.sa_handler = f;
	sigaction(sig, NULL, old);
	if (old->sa_handler == SIG_DFL)
		sigaction(sig, &sa, NULL);
}

static void watch_all(bool on)
{
	size_t i;

	if (on) {
		watch(SIGWINCH, on_change, &tty.winch);
		watch(SIGCONT, on_change, &tty.cont);
	} else {
		sigaction(SIGWINCH, &tty.winch, NULL);
		sigaction(SIGCONT, &tty.cont, NULL);
	}
	for (i = 0; i < sizeof(deadly); i++)
		if (on)
			watch(deadly[i], on_deadly, &tty.old[i]);
		else
			sigaction(deadly[i], &tty.old[i], NULL);
}

static bool set_raw(void)
{
	struct termios t = tty.modes;

	/* CR stays NL, so that what is typed ahead is right for programs. */
	t.c_iflag &= (tcflag_t) ~(IXON | INLCR | IGNCR | ISTRIP);
	t.c_iflag |= ICRNL;
	t.c_lflag &= (tcflag_t) ~(ICANON | ECHO | ISIG | IEXTEN);
	t.c_oflag |= OPOST | ONLCR;
	t.c_cc[VMIN] = 1;
	t.c_cc[VTIME] = 0;
	tty.raw = 1;
	return !tcsetattr(ed.fd, TCSADRAIN, &t);
}

/* Raw, and the signals watched, or both as they were. */
bool tty_raw(int fd)
{
	if (fd < 0) {
		tty_restore();
		watch_all(false);
		return true;
	}
	ed.fd = fd;
	if (tcgetattr(fd, &tty.modes))
		return false;
	watch_all(true);
	if (set_raw()) {
		tty_size();
		return true;
	}
	tty_raw(-1);
	return false;
}

void tty_size(void)
{
	struct winsize w = { .ws_row = 0 };

	tty.resized = 0;
	(void)ioctl(ed.fd, TIOCGWINSZ, &w);
	ed.cols = w.ws_col > 1 ? w.ws_col : 80;
	ed.rows = w.ws_row ? w.ws_row : 24;
}

/* A trap's action runs with the modes it expects, on a line of its own. */
static void run_traps(void)
{
	bool acts = !sh.trap.interrupted;

	if (acts) {
		draw_end("\n");
		tty_restore();
	}
	trap_run();
	out_flush();
	tty_size(); /* a trap of WINCH is why nobody else was told */
	if (acts && !sh.skip) {
		(void)set_raw();
		draw_start();
		draw();
	}
}

int tty_byte(void)
{
	for (;;) {
		unsigned char c;
		ssize_t n = tty.resized ? 0 : read(ed.fd, &c, 1);
		int flags;

		if (n == 1)
			return c;
		if (tty.continued) {
			tty.continued = 0;
			(void)set_raw();
			draw_start();
			draw();
			continue;
		}
		if (tty.resized || (n < 0 && errno == EINTR)) {
			if (sh.trap.any)
				run_traps();
			if (sh.skip)
				return -2;
			if (tty.resized)
				return -3;
			continue;
		}
		flags = n < 0 && errno == EAGAIN ? fcntl(ed.fd, F_GETFL) : 0;
		if (!(flags > 0 && flags & O_NONBLOCK))
			return -1;
		fcntl(ed.fd, F_SETFL, flags & ~O_NONBLOCK);
	}
}

bool tty_pending(int ms)
{
	struct pollfd p = { .fd = ed.fd, .events = POLLIN };

	return poll(&p, 1, ms) > 0;
}
