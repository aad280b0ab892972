/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Corners of signals and spawning, a case each; see edge.h. */
#include "edge.h"

/* SIGCHLD is ignored by default, but not by who waits for it. */
static void sigwait_child(void)
{
	sigset_t set = set_of(SIGCHLD);
	int sig;

	CHECK(sigprocmask(SIG_BLOCK, &set, NULL) == 0);
	if (checked_fork() == 0) {
		pause_ms(50);
		_exit(0);
	}
	CHECK(sigwait(&set, &sig) == 0 && sig == SIGCHLD);
}

/* No set makes sigwait take SIGKILL. */
static void sigwait_kill(void)
{
	sigset_t all;
	pid_t pid;
	int sig;

	pid = checked_fork();
	if (pid == 0) {
		sigfillset(&all);
		sigprocmask(SIG_BLOCK, &all, NULL);
		sigwait(&all, &sig);
		_exit(sig);
	}
	pause_ms(50);
	CHECK(kill(pid, SIGKILL) == 0);
	CHECK(status_of(pid) == SIGKILL);
}

/* A pending signal goes when it becomes ignored: POSIX 2.4.1. */
static void ignore_pending(void)
{
	sigset_t set = set_of(SIGUSR1);

	CHECK(sigprocmask(SIG_BLOCK, &set, NULL) == 0);
	CHECK(raise(SIGUSR1) == 0);
	CHECK(signal(SIGUSR1, SIG_IGN) != SIG_ERR);
	CHECK(signal(SIGUSR1, SIG_DFL) != SIG_ERR);
	CHECK(sigprocmask(SIG_UNBLOCK, &set, NULL) == 0);
}

/* What becomes ready while the caller is stopped in ppoll is not missed. */
static void poll_stopped(void)
{
	sigset_t stop = set_of(SIGTSTP), none;
	struct pollfd pfd = { .events = POLLIN };
	int fd[2], status;
	pid_t pid;

	CHECK(pipe(fd) == 0);
	pid = checked_fork();
	if (pid == 0) {
		setpgid(0, 0);
		sigemptyset(&none);
		sigprocmask(SIG_BLOCK, &stop, NULL);
		raise(SIGTSTP);
		pfd.fd = fd[0];
		_exit(ppoll(&pfd, 1, NULL, &none) == 1 ? 0 : 1);
	}
	CHECK(waitpid(pid, &status, WUNTRACED) == pid && WIFSTOPPED(status));
	CHECK(write(fd[1], "x", 1) == 1);
	CHECK(kill(pid, SIGCONT) == 0);
	CHECK(status_of(pid) == 0);
}

static int orphan_pipe;

static void tell(int sig)
{
	char c = (char)sig;

	if (write(orphan_pipe, &c, 1) < 0)
		_exit(1);
}

static void orphan_stops(int fd)
{
	orphan_pipe = fd;
	signal(SIGHUP, tell);
	setpgid(0, 0);
	raise(SIGSTOP);
	_exit(0);
}

/* A stopped group is told when the end of its session's leader orphans it. */
static void orphaned_stopped(void)
{
	int fd[2], status;
	char c = 0;
	pid_t pid;

	CHECK(pipe(fd) == 0);
	pid = checked_fork();
	if (pid == 0) {
		setsid();
		pid = checked_fork();
		if (pid == 0)
			orphan_stops(fd[1]);
		waitpid(pid, &status, WUNTRACED);
		_exit(WIFSTOPPED(status) ? 0 : 1);
	}
	CHECK(status_of(pid) == 0);
	close(fd[1]);
	CHECK(read(fd[0], &c, 1) == 1 && c == SIGHUP);
}

/* What remains of a sleep longer than the clock counts. */
static void sleep_for_ever(void)
{
	struct timespec ts = { INT64_MAX, 0 };
	struct timespec left = { 0, 0 };
	pid_t parent = getpid();

	signal(SIGUSR1, tell);
	orphan_pipe = open("/dev/null", O_WRONLY);
	if (checked_fork() == 0) {
		pause_ms(50);
		kill(parent, SIGUSR1);
		_exit(0);
	}
	CHECK(nanosleep(&ts, &left) < 0 && errno == EINTR);
	CHECK(left.tv_sec > 1000000 && left.tv_nsec >= 0);
}

/* The pid is right even if the child was gone before its parent ran. */
static void spawn_unwanted(void)
{
	char *argv[] = { "uname", NULL };
	pid_t pid = -1;

	CHECK(signal(SIGCHLD, SIG_IGN) != SIG_ERR);
	CHECK(posix_spawn(&pid, "/bin/true", NULL, NULL, argv, environ) == 0);
	CHECK(pid > 5 && pid < 32768);
	CHECK(waitpid(pid, NULL, 0) < 0 && errno == ECHILD);
}

/* Spawns a program whose open of a FIFO waits for ever. */
static int spawn_on_fifo(pid_t *pid)
{
	posix_spawn_file_actions_t actions;
	char *argv[] = { "cat", NULL };

	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_addopen(&actions, 0, "/tmp/fifo", O_RDONLY, 0);
	return posix_spawn(pid, "/bin/cat", &actions, NULL, argv, environ);
}

/* Who waits in posix_spawn can be killed. */
static void spawn_killed(void)
{
	pid_t pid, child;

	CHECK(mkfifo("/tmp/fifo", 0600) == 0);
	pid = checked_fork();
	if (pid == 0)
		_exit(spawn_on_fifo(&child));
	pause_ms(100);
	CHECK(kill(pid, SIGKILL) == 0);
	CHECK(status_of(pid) == SIGKILL);
}

/* A child that is killed before it was executed is an ended child. */
static void spawn_child_killed(void)
{
	pid_t parent = getpid(), pid = -1;

	CHECK(mkfifo("/tmp/fifo", 0600) == 0);
	own_group();
	signal(SIGINT, tell);
	orphan_pipe = open("/dev/null", O_WRONLY);
	if (checked_fork() == 0) {
		setpgid(0, 0);
		pause_ms(100);
		kill(-parent, SIGINT);
		_exit(0);
	}
	CHECK(spawn_on_fifo(&pid) == 0);
	CHECK(status_of(pid) == SIGINT);
}

static const struct edge_case cases[] = {
	{ "sigwait-child", sigwait_child },
	{ "sigwait-kill", sigwait_kill },
	{ "ignore-pending", ignore_pending },
	{ "poll-stopped", poll_stopped },
	{ "orphaned-stopped", orphaned_stopped },
	{ "sleep-for-ever", sleep_for_ever },
	{ "spawn-unwanted", spawn_unwanted },
	{ "spawn-killed", spawn_killed },
	{ "spawn-child-killed", spawn_child_killed },
};

int main(int argc, char **argv)
{
	return run_case(cases, sizeof(cases) / sizeof(cases[0]), argc, argv);
}
