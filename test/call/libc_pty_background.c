/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a process in the background may do to its terminal, and hang-up. */
#define _GNU_SOURCE
#include "test/call/pty.h"

static struct pair p;
static char file[64]; /* where children of children tell what they met */

static void note(const char *text)
{
	int fd = (int)OK(open(file, O_WRONLY | O_CREAT | O_APPEND, 0600));

	type_in(fd, text);
	OK(close(fd));
}

/* What has been noted, once there is that much; then forgotten. */
static void noted(const char *text)
{
	char got[64] = "";
	ssize_t n = 0;

	for (int i = 0; i < 200 && n < (ssize_t)strlen(text); i++) {
		int fd = open(file, O_RDONLY);

		if (fd >= 0) {
			n = read(fd, got, sizeof(got) - 1);
			close(fd);
		}
		if (n < (ssize_t)strlen(text))
			sleep_ms(10);
	}
	got[n > 0 ? n : 0] = '\0';
	if (strcmp(got, text) != 0)
		fprintf(stderr, "noted \"%s\", not \"%s\"\n", got, text);
	CHECK(strcmp(got, text) == 0);
	unlink(file);
}

/* Runs a function as session leader with the pair's slave its terminal. */
static pid_t leader(int (*run)(void))
{
	pid_t pid = (pid_t)OK(fork());

	if (pid == 0) {
		OK(setsid());
		OK(ioctl(p.s, TIOCSCTTY, 0));
		OK(close(p.m));
		exit(run());
	}
	return pid;
}

/* A child in a group of its own, so in the background. */
static pid_t background(int (*run)(void))
{
	pid_t pid = (pid_t)OK(fork());

	if (pid == 0) {
		OK(setpgid(0, 0));
		exit(run());
	}
	setpgid(pid, pid);
	return pid;
}

static int stop_of(pid_t pid)
{
	int status = -1;

	SAME(waitpid(pid, &status, WUNTRACED), pid);
	CHECK(WIFSTOPPED(status));
	return WSTOPSIG(status);
}

static void block(int sig)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, sig);
	OK(sigprocmask(SIG_BLOCK, &set, NULL));
}

static int reads_x(void)
{
	char c = 0;

	SAME(read(p.s, &c, 1), 1);
	SAME(c, 'x');
	return 0;
}

static int reads_ignoring(void)
{
	char c;

	handle(SIGTTIN, SIG_IGN, 0);
	FAILS(read(p.s, &c, 1), EIO);
	handle(SIGTTIN, SIG_DFL, 0);
	block(SIGTTIN);
	FAILS(read(p.s, &c, 1), EIO);
	return 0;
}

static int orphan_inner(void)
{
	char c;
	struct termios t;

	while (getppid() == getsid(0))
		sleep_ms(5);
	/* Its parent is gone: nobody could continue it. */
	sleep_ms(20);
	FAILS(read(p.s, &c, 1), EIO);
	OK(tcgetattr(p.s, &t));
	FAILS(tcsetattr(p.s, TCSANOW, &t), EIO);
	FAILS(tcsetpgrp(p.s, getpgrp()), ENOTTY);
	note("orphan");
	return 0;
}

static int writes(void)
{
	type_in(p.s, "w");
	return 0;
}

static int writes_ignoring(void)
{
	block(SIGTTOU);
	type_in(p.s, "b");
	handle(SIGTTOU, SIG_IGN, 0);
	type_in(p.s, "i");
	return 0;
}

static int changes(void)
{
	struct termios t;

	OK(tcgetattr(p.s, &t));
	OK(tcsetattr(p.s, TCSANOW, &t));
	return 0;
}

static int changes_ignoring(void)
{
	block(SIGTTOU);
	changes();
	OK(tcflush(p.s, TCIFLUSH));
	OK(tcflow(p.s, TCOON));
	OK(tcsendbreak(p.s, 0));
	OK(tcdrain(p.s));
	return 0;
}

static int flushes(void)
{
	OK(tcflush(p.s, TCIFLUSH));
	return 0;
}

static int drains(void)
{
	OK(tcdrain(p.s));
	return 0;
}

/* Not a change: no signal. */
static int resizes(void)
{
	struct winsize size = { 1, 2, 3, 4 };

	OK(ioctl(p.s, TIOCSWINSZ, &size));
	OK(tcgetpgrp(p.s) != getpgrp());
	return 0;
}

/* Stopped by sig, then in the foreground, it ends well. */
static void stopped_then_done(pid_t pid, int sig)
{
	SAME(stop_of(pid), sig);
	OK(tcsetpgrp(p.s, pid));
	OK(kill(-pid, SIGCONT));
	SAME(status_of(pid), 0);
	block(SIGTTOU);
	OK(tcsetpgrp(p.s, getpgrp()));
}

static int shell(void)
{
	stopped_then_done(background(reads_x), SIGTTIN);
	SAME(status_of(background(reads_ignoring)), 0);
	SAME(status_of(background(writes)), 0);
	set_flags(p.s, ICRNL, 0, ICANON | TOSTOP);
	SAME(status_of(background(writes_ignoring)), 0);
	return 0;
}

static int shell_out(void)
{
	set_flags(p.s, ICRNL, 0, ICANON | TOSTOP);
	stopped_then_done(background(writes), SIGTTOU);
	return 0;
}

static int shell_change(void)
{
	stopped_then_done(background(changes), SIGTTOU);
	return 0;
}

static int shell_flush(void)
{
	stopped_then_done(background(flushes), SIGTTOU);
	return 0;
}

static int shell_drain(void)
{
	stopped_then_done(background(drains), SIGTTOU);
	return 0;
}

static int shell_allowed(void)
{
	SAME(status_of(background(changes_ignoring)), 0);
	SAME(status_of(background(resizes)), 0);
	return 0;
}

static int makes_orphan(void)
{
	if (background(orphan_inner) > 0)
		_exit(0);
	return 1;
}

static int shell_orphan(void)
{
	SAME(status_of(background(makes_orphan)), 0);
	noted("orphan");
	return 0;
}

static int stops_itself(void);

static void on_hup(int sig)
{
	(void)sig;
	note("hup ");
	_exit(0);
}

/* A stopped child whose parent ends is hung up and continued. */
static int stops_itself(void)
{
	handle(SIGHUP, on_hup, 0);
	raise(SIGSTOP);
	sleep_ms(2000);
	return 1;
}

static int makes_stopped(void)
{
	SAME(stop_of(background(stops_itself)), SIGSTOP);
	return 0;
}

static int shell_stopped_orphan(void)
{
	SAME(status_of(background(makes_stopped)), 0);
	noted("hup ");
	return 0;
}

static volatile sig_atomic_t hups, conts;

static void count(int sig)
{
	hups += sig == SIGHUP;
	conts += sig == SIGCONT;
}

static int foreground_hup(void)
{
	handle(SIGHUP, on_hup, 0);
	note("ready ");
	sleep_ms(3000);
	return 1;
}

/* The line goes down: its leader is told, and the foreground when that ends. */
static int hung_up(void)
{
	pid_t pid;

	handle(SIGHUP, count, 0);
	handle(SIGCONT, count, 0);
	pid = background(foreground_hup);
	OK(tcsetpgrp(p.s, pid));
	while (access(file, F_OK) != 0)
		sleep_ms(5);
	note("go ");
	while (hups == 0)
		sleep_ms(5);
	sleep_ms(30);
	SAME(hups, 1);
	SAME(conts, 1);
	FAILS(open("/dev/tty", O_RDWR), ENXIO);
	SAME(waitpid(pid, NULL, WNOHANG), 0);
	return 0;
}

static int leaves(void)
{
	pid_t pid = background(foreground_hup);

	OK(tcsetpgrp(p.s, pid));
	while (access(file, F_OK) != 0)
		sleep_ms(5);
	return 0;
}

static void run(int (*of)(void), const char *typed, const char *seen)
{
	pid_t pid;

	p = pair_open();
	set_flags(p.s, ICRNL, 0, ICANON);
	pid = leader(of);
	type_in(p.m, typed);
	SAME(status_of(pid), 0);
	expect_bytes(p.m, seen, strlen(seen), __LINE__);
	pair_close(&p);
}

static void hang_ups(void)
{
	char got[32];
	pid_t pid;
	int fd;

	p = pair_open();
	pid = leader(hung_up);
	for (ssize_t n = 0; n < 9;) {
		sleep_ms(5);
		fd = open(file, O_RDONLY);
		n = fd < 0 ? 0 : read(fd, got, sizeof(got));
		if (fd >= 0)
			close(fd);
	}
	OK(close(p.m));
	SAME(status_of(pid), 0);
	OK(close(p.s));
	noted("ready go hup ");
	p = pair_open();
	SAME(status_of(leader(leaves)), 0);
	noted("ready hup ");
	/* The pair itself is as it was. */
	SAME(ready(p.m, POLLIN), 0);
	type_in(p.s, "still");
	EXPECT(p.m, "still");
	pair_close(&p);
}

int main(void)
{
	alarm(20);
	snprintf(file, sizeof(file), "/tmp/pty-notes-%d", (int)getpid());
	run(shell, "x\n", "wbi");
	run(shell_out, "", "w");
	run(shell_change, "", "");
	run(shell_flush, "", "");
	run(shell_drain, "", "");
	run(shell_allowed, "", "");
	run(shell_orphan, "", "");
	run(shell_stopped_orphan, "", "");
	hang_ups();
	return 0;
}
