/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * oxygen                                                      (not in POSIX)
 *
 * The manager of the desktop, which init starts in runlevel 5: knows the
 * applications and starts them, keeps the settings, hands files in and out, and
 * does what oxygenctl and notify-send ask. Windows are not its own: it can be
 * killed at any time, and is then started again.
 *
 * Exit status: 1 when there is one already, or another error.
 */
#include "impl.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

enum { CLIENTS = 32, LINE = 4096 };

static int device = -1;
static volatile sig_atomic_t child_ended;

void report(const char *form, ...)
{
	char text[LINE];
	va_list list;
	int fd = open(
		"/dev/console", O_WRONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);

	va_start(list, form);
	vsnprintf(text, sizeof(text), form, list);
	va_end(list);
	dprintf(fd >= 0 ? fd : 2, "oxygen: %s\n", text);
	if (fd >= 0)
		close(fd);
}

void *need(void *memory)
{
	if (memory == NULL) {
		report("out of memory");
		exit(1);
	}
	return memory;
}

FILE *open_regular(const char *path)
{
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	struct stat st;
	FILE *f = NULL;

	if (fd < 0)
		return NULL;
	errno = EINVAL;
	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode))
		f = fdopen(fd, "r");
	if (f == NULL)
		close(fd);
	return f;
}

static int request(uint32_t call, const int32_t *arg, const char *line,
	const void *bytes, size_t size)
{
	struct oxygen_request rq = { .call = call };
	struct iovec parts[] = { { &rq, sizeof(rq) },
		{ (void *)(uintptr_t)line, strlen(line) },
		{ (void *)(uintptr_t)bytes, size } };

	if (arg != NULL)
		memcpy(rq.arg, arg, sizeof(rq.arg));
	return writev(device, parts, 3) < 0 ? -errno : 0;
}

void tell(const char *form, ...)
{
	char line[LINE];
	va_list list;

	va_start(list, form);
	vsnprintf(line, sizeof(line), form, list);
	va_end(list);
	tell_bytes(line, NULL, 0);
}

void tell_bytes(const char *line, const void *bytes, size_t size)
{
	if (request(OXYGEN_SAY, NULL, line, bytes, size) < 0)
		report("the desktop was not told: %.40s", line);
}

int act(uint32_t window, int what, int a, int b)
{
	int32_t arg[5] = { (int32_t)window, what, a, b };

	return request(OXYGEN_ACT, arg, "", NULL, 0);
}

static void greet(void)
{
	apps_tell();
	settings_tell();
	places_tell();
}

static void happened(const struct oxygen_event *e, char *bytes)
{
	switch (e->type) {
	case OXYGEN_ASKED:
		ask_do(bytes, e->size);
		break;
	case OXYGEN_CHANGED:
		windows_changed(e, bytes);
		break;
	case OXYGEN_FOCUSED:
		windows_focus(e->window);
		break;
	case OXYGEN_GREETED:
		control_forget();
		uploads_forget();
		greet();
		break;
	case OXYGEN_LOST:
		windows_forget();
		act(0, OXYGEN_ACT_LIST, 0, 0);
		break;
	default:
		break;
	}
}

static void read_events(void)
{
	static struct {
		struct oxygen_event e;
		char bytes[OXYGEN_TEXT + 1];
	} in;
	ssize_t n;

	while ((n = read(device, &in, sizeof(in) - 1)) >=
		(ssize_t)sizeof(in.e)) {
		in.bytes[(size_t)n - sizeof(in.e)] = '\0';
		happened(&in.e, in.bytes);
	}
}

static void note_child(int sig)
{
	(void)sig;
	child_ended = 1;
}

static void reap(void)
{
	pid_t pid;
	int status;

	child_ended = 0;
	while ((pid = waitpid(-1, &status, WNOHANG)) > 0)
		launch_ended(pid, status);
}

static void loop(const sigset_t *mask)
{
	struct pollfd p[1 + CLIENTS];
	struct timespec wait;

	for (;;) {
		int n, due = status_due();

		p[0] = (struct pollfd){ .fd = device, .events = POLLIN };
		n = control_poll(p + 1, CLIENTS);
		wait = (struct timespec){ due / 1000, due % 1000 * 1000000L };
		if (ppoll(p, 1 + (nfds_t)n, due < 0 ? NULL : &wait, mask) >= 0)
			control_ready(p + 1, n);
		else if (errno != EINTR)
			need(NULL);
		if (child_ended)
			reap();
		read_events();
		if (status_due() == 0)
			status_tell();
	}
}

static int open_device(void)
{
	device = open("/dev/oxygen", O_RDWR | O_NONBLOCK | O_CLOEXEC);
	return device < 0 ? -errno : request(OXYGEN_MANAGE, NULL, "", NULL, 0);
}

int main(void)
{
	struct sigaction action = { .sa_handler = note_child };
	sigset_t block, before;
	int error = open_device();

	if (error < 0) {
		fprintf(stderr, "oxygen: /dev/oxygen: %s%s\n", strerror(-error),
			error == -EBUSY ? " (there is a manager)" : "");
		return 1;
	}
	sigemptyset(&block);
	sigaddset(&block, SIGCHLD);
	sigprocmask(SIG_BLOCK, &block, &before);
	sigaction(SIGCHLD, &action, NULL);
	signal(SIGPIPE, SIG_IGN);
	setsid();
	settings_load();
	apps_load();
	control_open();
	act(0, OXYGEN_ACT_LIST, 0, 0);
	greet();
	loop(&before);
}
