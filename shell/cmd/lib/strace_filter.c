/* SPDX-License-Identifier: GPL-3.0-or-later */
/* strace -e: which calls and signals are wanted. */
#include "strace.h"

#include <string.h>

#include "signal_names.h"

/* Classes of calls, by names in a row; "%desc" and the like take those with a
 * descriptor or a path, as calls.def tells. */
static const struct {
	const char *class, *names;
} classes[] = {
	{ "process",
		" fork execve execveat exit exit_group wait4 waitid exa_spawn "
		"kill tkill tgkill rt_sigqueueinfo " },
	{ "network",
		" socket socketpair bind listen accept accept4 connect "
		"getsockname getpeername sendto recvfrom sendmsg recvmsg "
		"sendmmsg recvmmsg shutdown setsockopt getsockopt " },
	{ "signal",
		" rt_sigaction rt_sigprocmask rt_sigpending rt_sigsuspend "
		"rt_sigtimedwait rt_sigqueueinfo rt_tgsigqueueinfo sigaltstack "
		"kill tkill tgkill signalfd4 exa_sigtake " },
	{ "memory", " brk mmap munmap mremap mprotect madvise msync mincore " },
	{ "ipc", " shmget shmctl shmat semget semctl semop msgget msgctl " },
	{ "creds",
		" getuid geteuid getgid getegid setuid setgid setreuid "
		"setregid setresuid setresgid getresuid getresgid getgroups "
		"setgroups setfsuid setfsgid " },
	{ "clock", " clock_gettime clock_settime clock_getres gettimeofday " },
};

static bool in_list(const char *names, const char *name)
{
	size_t length = strlen(name);
	const char *at = names;

	while ((at = strstr(at, name)) != NULL) {
		if (at[-1] == ' ' && at[length] == ' ')
			return true;
		at += length;
	}
	return false;
}

static bool has_kind(const struct st_row *row, enum kind a, enum kind b)
{
	for (int i = 0; i < CALL_ARGS; i++)
		if (row->kind[i] == a || row->kind[i] == b)
			return true;
	return false;
}

static bool in_class(const struct st_row *row, const char *class)
{
	if (strcmp(class, "file") == 0)
		return has_kind(row, KIND_PATH, KIND_PATH) ||
			strcmp(row->name, "getcwd") == 0;
	if (strcmp(class, "desc") == 0)
		return has_kind(row, KIND_FD, KIND_POLLFDS) ||
			has_kind(row, KIND_FDSET, KIND_PAIR_R);
	for (size_t i = 0; i < sizeof(classes) / sizeof(classes[0]); i++)
		if (strcmp(class, classes[i].class) == 0)
			return in_list(classes[i].names, row->name);
	return false;
}

static bool known_class(const char *class)
{
	bool known = strcmp(class, "file") == 0 || strcmp(class, "desc") == 0;

	for (size_t i = 0; i < sizeof(classes) / sizeof(classes[0]); i++)
		known = known || strcmp(class, classes[i].class) == 0;
	return known;
}

/* Sets the bits of one word of the set. */
static void add_calls(uint32_t *calls, char *word)
{
	bool optional = *word == '?';
	const struct st_row *row;
	bool any = false;

	word += optional;
	if (strcmp(word, "none") == 0)
		return;
	if (*word == '%' && !known_class(word + 1))
		cmd_die("invalid system call '%s'", word);
	for (size_t i = 0; (row = st_row_at(i)) != NULL; i++) {
		unsigned bit = st_bit(row->number);
		bool yes = *word == '%' ? in_class(row, word + 1)
					: strcmp(word, "all") == 0 ||
				strcmp(word, row->name) == 0;

		any = any || yes;
		if (yes)
			calls[bit / 32] |= 1U << bit % 32;
	}
	if (!any && *word != '%' && !optional)
		cmd_die("invalid system call '%s'", word);
}

/* Walks the words between commas. */
static void each_word(char *text, void (*add)(void *set, char *word), void *set)
{
	while (text) {
		char *comma = strchr(text, ',');

		if (comma)
			*comma++ = '\0';
		add(set, text);
		text = comma;
	}
}

static void add_call_word(void *set, char *word)
{
	add_calls(set, word);
}

static void add_signal_word(void *set, char *word)
{
	uint64_t *signals = set;
	int sig = signal_number(word);

	if (strcmp(word, "all") == 0)
		*signals = UINT64_MAX;
	else if (sig > 0)
		*signals |= UINT64_C(1) << (sig - 1);
	else if (strcmp(word, "none") != 0)
		cmd_die("invalid signal '%s'", word);
}

static void filter_calls(char *set, bool invert)
{
	uint32_t calls[EXA_TRACE_WORDS] = { 0 };

	each_word(set, add_call_word, calls);
	for (int i = 0; i < EXA_TRACE_WORDS; i++)
		st_options.calls[i] = invert ? ~calls[i] : calls[i];
}

void st_filter(const char *text)
{
	char *copy = cmd_strdup(text);
	char *set = strchr(copy, '=');
	const char *what = "trace";
	uint64_t signals = 0;
	bool invert;

	if (set) {
		*set++ = '\0';
		what = copy;
	} else {
		set = copy;
	}
	invert = *set == '!';
	set += invert;
	if (strcmp(what, "trace") == 0 || strcmp(what, "t") == 0) {
		filter_calls(set, invert);
	} else if (strcmp(what, "signal") == 0 ||
		strcmp(what, "signals") == 0 || strcmp(what, "s") == 0) {
		each_word(set, add_signal_word, &signals);
		st_options.signals = invert ? ~signals : signals;
	} else {
		cmd_die("invalid -e argument '%s'", text);
	}
}

void st_filter_all(void)
{
	memset(st_options.calls, 0xff, sizeof(st_options.calls));
	st_options.signals = UINT64_MAX;
}
