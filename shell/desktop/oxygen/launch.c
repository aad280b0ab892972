/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Programs, started as the desktop's user. */
#include "impl.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static const char user[] = "exa";
/* Where what programs write goes, which have no terminal. */
static const char log_file[] = "/tmp/desktop.log";

/* Started, and not yet ended. */
struct started {
	struct started *next;
	pid_t pid;
	char name[64];
};

static struct started *list;

static const struct passwd *account(void)
{
	static struct passwd none = {
		.pw_dir = "/", .pw_shell = "/bin/sh", .pw_name = "root"
	};
	struct passwd *found = getpwnam(user);

	return found != NULL ? found : &none;
}

uid_t user_id(void)
{
	return account()->pw_uid;
}

const char *user_home(void)
{
	return account()->pw_dir;
}

void user_enter(void)
{
	const struct passwd *a = account();

	if (initgroups(a->pw_name, a->pw_gid) < 0 || setegid(a->pw_gid) < 0 ||
		seteuid(a->pw_uid) < 0)
		report("cannot act as %s: %s", a->pw_name, strerror(errno));
}

void user_leave(void)
{
	if (seteuid(0) < 0 || setegid(0) < 0)
		report("cannot act as root: %s", strerror(errno));
}

static void set_environment(const struct passwd *a)
{
	clearenv();
	setenv("HOME", a->pw_dir, 1);
	setenv("USER", a->pw_name, 1);
	setenv("LOGNAME", a->pw_name, 1);
	setenv("SHELL", a->pw_shell, 1);
	setenv("PATH", "/usr/local/bin:/bin:/usr/bin:/sbin", 1);
	setenv("XDG_CURRENT_DESKTOP", "Oxygen", 1);
}

/* The child's side: it becomes the program. */
static void become(char *const argv[], const char *folder)
{
	const struct passwd *a = account();
	sigset_t none;
	int fd;

	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	signal(SIGPIPE, SIG_DFL);
	setsid();
	if (initgroups(a->pw_name, a->pw_gid) < 0 || setgid(a->pw_gid) < 0 ||
		setuid(a->pw_uid) < 0)
		_exit(126);
	set_environment(a);
	if (chdir(folder) < 0 && chdir(a->pw_dir) < 0)
		_exit(126);
	fd = open("/dev/null", O_RDONLY);
	dup2(fd, 0);
	fd = open(log_file, O_WRONLY | O_CREAT | O_APPEND, 0600);
	if (fd < 0)
		fd = open("/dev/null", O_WRONLY);
	dup2(fd, 1);
	dup2(fd, 2);
	execvp(argv[0], argv);
	dprintf(2, "%s: %s\n", argv[0], strerror(errno));
	_exit(127);
}

static void start(char *const argv[], const char *name, const char *folder)
{
	pid_t pid = fork();
	struct started *s;

	if (pid == 0)
		become(argv, folder);
	if (pid < 0) {
		tell("message\t%s cannot be started: %s", name,
			strerror(errno));
		return;
	}
	s = need(calloc(1, sizeof(*s)));
	s->pid = pid;
	snprintf(s->name, sizeof(s->name), "%s", name);
	s->next = list;
	list = s;
}

void launch_ended(pid_t pid, int status)
{
	for (struct started **at = &list; *at != NULL; at = &(*at)->next) {
		struct started *s = *at;

		if (s->pid != pid)
			continue;
		if (WIFEXITED(status) &&
			(WEXITSTATUS(status) == 126 ||
				WEXITSTATUS(status) == 127))
			tell("message\t%s could not be started; %s tells why.",
				s->name, log_file);
		else if (WIFSIGNALED(status) && WCOREDUMP(status))
			tell("message\t%s has crashed: %s.", s->name,
				strsignal(WTERMSIG(status)));
		*at = s->next;
		free(s);
		return;
	}
}

void launch(char *const argv[])
{
	start(argv, argv[0], user_home());
}

void launch_app(const struct app *a, const char *path)
{
	const char *error,
		*folder = a->folder != NULL ? a->folder : user_home();
	char **argv = entry_arguments(a, path, &error);
	char *in_terminal[80] = { "terminal", "-a", a->id, "-t", a->name,
		"-e" };
	int n = 6;

	if (argv == NULL) {
		tell("message\t%s.desktop: %s", a->id, error);
		return;
	}
	for (int i = 0; argv[i] != NULL; i++)
		in_terminal[n++] = argv[i];
	start(a->terminal ? in_terminal : argv, a->name, folder);
	free(argv);
}

void launch_terminal(const char *window)
{
	char *argv[] = { "terminal", "-j", (char *)(uintptr_t)window, NULL };

	if (*window == '\0')
		argv[1] = NULL;
	launch(argv);
}

const char *launch_open(const char *path)
{
	const struct app *a = app_for(path);
	struct stat st;
	struct app *itself;
	int error;

	user_enter();
	error = stat(path, &st) < 0 ? errno : 0;
	itself = error == 0 ? entry_of(path) : NULL;
	user_leave();
	if (error != 0)
		return strerror(error);
	if (itself != NULL) {
		launch_app(itself, NULL);
		app_free(itself);
		return NULL;
	}
	if (a == NULL)
		return "no application is for files of its type";
	launch_app(a, path);
	return NULL;
}
