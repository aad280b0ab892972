/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The process that makes one batch of random calls. */
#define _GNU_SOURCE
#include <grp.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test/fault/calls.h"

enum { PROGRESS_FD = 90 };

int exa_fast(uint32_t number, uint32_t a, uint32_t b, uint32_t c, uint32_t d,
	uint32_t e, uint32_t f)
	__attribute__((import_module("exa"), import_name("fast")));

#define ALIAS(number, name)
#define ABSENT(number, name, mode)
#define CALL(number, name, mode, a, b, c, d, e, f) \
	{ number, #name, #mode[0] == 'F', { #a, #b, #c, #d, #e, #f } },
const struct row rows[] = {
#include "kernel/abi/calls.def"
};
#undef CALL
const size_t row_count = sizeof(rows) / sizeof(rows[0]);

static void rung(int sig)
{
	(void)sig;
}

/* A sleeping call ends by the alarm, if it can: some block or break that. */
static void set_alarm(void)
{
	struct itimerval it = { { 0, 1000 }, { 0, 1500 } };
	sigset_t all;

	sigfillset(&all);
	sigprocmask(SIG_UNBLOCK, &all, NULL);
	setitimer(ITIMER_REAL, &it, NULL);
}

static void set_handlers(void)
{
	struct sigaction act = { .sa_handler = rung };

	for (int sig = 1; sig < 32; sig++)
		if (sig != SIGCHLD && sig != SIGSEGV && sig != SIGILL &&
			sig != SIGFPE && sig != SIGABRT && sig != SIGTERM)
			sigaction(sig, &act, NULL);
}

static bool is(const struct row *row, const char *const *names)
{
	for (; *names != NULL; names++)
		if (strcmp(row->name, *names) == 0)
			return true;
	return false;
}

static void invoke(const struct row *row, const uint32_t a[6])
{
	if (row->fast && random_once_in(2))
		exa_fast(row->number, a[0], a[1], a[2], a[3], a[4], a[5]);
	else
		syscall((long)row->number, a[0], a[1], a[2], a[3], a[4], a[5]);
}

static void reap(void)
{
	while (waitpid(-1, NULL, WNOHANG) > 0)
		;
}

/* One call. Those that end the caller are made by a child of its own. */
static void one_call(bool child)
{
	static const char *const ends[] = { "exit", "exit_group", "execve",
		"execveat", NULL };
	static const char *const forks[] = { "fork", "exa_spawn", NULL };
	static const char *const sleeps[] = { "rt_sigsuspend", "pause",
		"exa_setup", NULL };
	const struct row *row = &rows[random_below((uint32_t)row_count)];
	uint32_t args[6];
	struct row odd = *row;

	if (fuzz.root && strcmp(row->name, "reboot") == 0)
		return;
	if ((is(row, ends) || is(row, forks)) && (child || !random_once_in(8)))
		return;
	if (is(row, sleeps) && !random_once_in(8))
		return;
	make_arguments(row, fuzz.root, args);
	if (random_once_in(100))
		odd.number = random_once_in(2) ? random_below(1100)
					       : random_word();
	if (odd.number != row->number && (odd.number == 142 || child))
		return;
	if (is(row, ends) || odd.number != row->number ||
		strcmp(row->name, "fork") == 0) {
		pid_t pid = fork();

		if (pid == 0) {
			invoke(&odd, args);
			for (int i = 0; i < 3; i++)
				one_call(true);
			_exit(0);
		}
		return;
	}
	invoke(&odd, args);
}

static _Noreturn void run_batch(void)
{
	make_world(fuzz.root);
	make_arena();
	for (int i = 1; i <= BATCH; i++) {
		if (i % 64 == 1)
			set_handlers();
		if (i % 8 == 1)
			set_alarm();
		one_call(false);
		if (i % 16 == 0)
			reap();
		if (i % TELL == 0)
			(void)!write(PROGRESS_FD, "", 1);
	}
	_exit(99);
}

static void limit(int resource, rlim_t value)
{
	struct rlimit r = { value, value };

	(void)!setrlimit(resource, &r); /* spares time, no more */
}

/* Becomes the process of a batch: nothing is left to it that others need. */
_Noreturn void start_batch(int progress)
{
	random_seed(fuzz.seed * 1000003 + (uint64_t)fuzz.batch);
	if (dup2(progress, PROGRESS_FD) < 0)
		failed("dup2");
	for (int fd = 3; fd < 256; fd++)
		if (fd != PROGRESS_FD)
			close(fd);
	setsid();
	limit(RLIMIT_AS, 96 << 20);
	limit(RLIMIT_FSIZE, 2 << 20);
	limit(RLIMIT_CORE, 0);
	if (chdir(FOLDER) < 0 || (fuzz.root && chroot(".") < 0))
		failed("the folder of the batch");
	if (!fuzz.root &&
		(setgroups(0, NULL) < 0 || setgid(USER) < 0 ||
			setuid(USER) < 0))
		failed("setuid");
	run_batch();
}
