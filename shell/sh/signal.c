/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names of signals. */
#include "shell.h"
#include "chars.h"
#include "expand.h"

#include <strings.h>

struct signal_entry {
	int number;
	const char *name;
	const char *text;
};

static const struct signal_entry signal_table[] = {
	{ 0, "EXIT", "" },
	{ SIGHUP, "HUP", "Hangup" },
	{ SIGINT, "INT", "Interrupt" },
	{ SIGQUIT, "QUIT", "Quit" },
	{ SIGILL, "ILL", "Illegal instruction" },
	{ SIGTRAP, "TRAP", "Trace/breakpoint trap" },
	{ SIGABRT, "ABRT", "Aborted" },
	{ SIGBUS, "BUS", "Bus error" },
	{ SIGFPE, "FPE", "Floating point exception" },
	{ SIGKILL, "KILL", "Killed" },
	{ SIGUSR1, "USR1", "User defined signal 1" },
	{ SIGSEGV, "SEGV", "Segmentation fault" },
	{ SIGUSR2, "USR2", "User defined signal 2" },
	{ SIGPIPE, "PIPE", "Broken pipe" },
	{ SIGALRM, "ALRM", "Alarm clock" },
	{ SIGTERM, "TERM", "Terminated" },
#ifdef SIGSTKFLT
	{ SIGSTKFLT, "STKFLT", "Stack fault" },
#endif
	{ SIGCHLD, "CHLD", "Child exited" },
	{ SIGCONT, "CONT", "Continued" },
	{ SIGSTOP, "STOP", "Stopped (signal)" },
	{ SIGTSTP, "TSTP", "Stopped" },
	{ SIGTTIN, "TTIN", "Stopped (tty input)" },
	{ SIGTTOU, "TTOU", "Stopped (tty output)" },
	{ SIGURG, "URG", "Urgent I/O condition" },
	{ SIGXCPU, "XCPU", "CPU time limit exceeded" },
	{ SIGXFSZ, "XFSZ", "File size limit exceeded" },
	{ SIGVTALRM, "VTALRM", "Virtual timer expired" },
	{ SIGPROF, "PROF", "Profiling timer expired" },
#ifdef SIGWINCH
	{ SIGWINCH, "WINCH", "Window changed" },
#endif
#ifdef SIGIO
	{ SIGIO, "IO", "I/O possible" },
#endif
#ifdef SIGPWR
	{ SIGPWR, "PWR", "Power failure" },
#endif
	{ SIGSYS, "SYS", "Bad system call" },
};

enum { SIGNAL_COUNT = sizeof(signal_table) / sizeof(signal_table[0]) };

static const struct signal_entry *signal_entry(int sig)
{
	size_t i;

	for (i = 0; i < SIGNAL_COUNT; i++)
		if (signal_table[i].number == sig)
			return &signal_table[i];
	return NULL;
}

int signal_number(const char *name)
{
	long long n;
	size_t i;

	if (ch_digit(*name))
		return number_parse(name, &n) && n >= 0 && n < TRAP_SIGNALS
			? (int)n
			: -1;
	if (!strncasecmp(name, "SIG", 3) && strcasecmp(name, "SIGEXIT") != 0)
		name += 3;
	for (i = 0; i < SIGNAL_COUNT; i++)
		if (!strcasecmp(signal_table[i].name, name))
			return signal_table[i].number;
	return -1;
}

/* NULL for a number without a name. */
const char *signal_name(int sig)
{
	const struct signal_entry *e = signal_entry(sig);

	return e ? e->name : NULL;
}

const char *signal_text(int sig)
{
	const struct signal_entry *e = signal_entry(sig);

	return e ? e->text : "Unknown signal";
}
