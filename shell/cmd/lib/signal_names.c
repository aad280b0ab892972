/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The table of signals; see signal_names.h.
 */
#include "cmd.h"

#include "signal_names.h"

#include <signal.h>
#include <strings.h>

static const char names[][7] = {
	[SIGHUP] = "HUP",
	[SIGINT] = "INT",
	[SIGQUIT] = "QUIT",
	[SIGILL] = "ILL",
	[SIGTRAP] = "TRAP",
	[SIGABRT] = "ABRT",
	[SIGBUS] = "BUS",
	[SIGFPE] = "FPE",
	[SIGKILL] = "KILL",
	[SIGUSR1] = "USR1",
	[SIGSEGV] = "SEGV",
	[SIGUSR2] = "USR2",
	[SIGPIPE] = "PIPE",
	[SIGALRM] = "ALRM",
	[SIGTERM] = "TERM",
	[SIGCHLD] = "CHLD",
	[SIGCONT] = "CONT",
	[SIGSTOP] = "STOP",
	[SIGTSTP] = "TSTP",
	[SIGTTIN] = "TTIN",
	[SIGTTOU] = "TTOU",
	[SIGURG] = "URG",
	[SIGXCPU] = "XCPU",
	[SIGXFSZ] = "XFSZ",
	[SIGVTALRM] = "VTALRM",
	[SIGPROF] = "PROF",
	[SIGWINCH] = "WINCH",
	[SIGSYS] = "SYS",
#ifdef SIGIO
	[SIGIO] = "IO",
#endif
#ifdef SIGPWR
	[SIGPWR] = "PWR",
#endif
#ifdef SIGSTKFLT
	[SIGSTKFLT] = "STKFLT",
#endif
};

enum { NAMED = (int)(sizeof(names) / sizeof(names[0])) };

const char *signal_name(int sig)
{
	return sig > 0 && sig < NAMED && names[sig][0] ? names[sig] : NULL;
}

int signal_number(const char *text)
{
	unsigned long long n;

	if (num_parse(text, &n))
		return n < 65 ? (int)n : -1;
	if (!strncasecmp(text, "SIG", 3))
		text += 3;
	if (!strcasecmp(text, "EXIT"))
		return 0;
	for (int i = 1; i < NAMED; i++)
		if (names[i][0] && !strcasecmp(names[i], text))
			return i;
	return -1;
}
