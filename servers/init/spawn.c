/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading files, and starting programs: descriptors, words,
 * environment, reasons of failure. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stddef.h>
#include <string.h>

#include "kernel/alloc.h"
#include "kernel/log.h"
#include "servers/init/impl.h"
#include "servers/resmgr/file.h"
#include "servers/resmgr/open.h"
#include "servers/resmgr/vnode.h"

enum { WORDS = INITTAB_PROCESS / 2 + 2 };

/* What makes a process field a matter for the shell. */
static const char shell_characters[] = "~`!$^&*()=|\\{}[];\"'<>?#";

int init_read(const char *name, void **content)
{
	struct path path;
	int result = path_resolve(AT_FDCWD, name, PATH_FOLLOW, &path);

	if (result < 0)
		return result;
	result = path.v->type == S_IFREG ? vnode_read_all(path.v, content)
					 : -EINVAL;
	path_release(&path);
	return result;
}

int init_open(const char *name, int flags, int fd)
{
	struct file *f;
	int error = file_open(AT_FDCWD, name, flags | O_NOCTTY, 0, &f);

	if (error < 0)
		return error;
	f->flags &= ~O_NOCTTY;
	error = file_install_at(current, f, fd, false);
	file_put(f);
	return error < 0 ? error : 0;
}

void init_close_all(void)
{
	for (int fd = 0; fd < 3; fd++)
		file_close(current, fd);
}

pid_t init_spawn(const char *const *argv, const char *const *envp,
	const struct spawn_options *options)
{
	const char *name = argv[0];
	pid_t pid = -ENAMETOOLONG;
	char *path;

	if (name == NULL || *name == '\0')
		return -ENOENT;
	if (strchr(name, '/') != NULL)
		return proc_spawn(name, argv, envp, options);
	path = kmalloc(PATH_MAX);
	if (path == NULL)
		return -ENOMEM;
	if (format(path, PATH_MAX, "/bin/%s", name) < PATH_MAX)
		pid = proc_spawn(path, argv, envp, options);
	kfree(path);
	return pid;
}

/* Cuts text at blanks. argv: WORDS pointers, NULL-ended. */
static void split(char *text, const char **argv)
{
	int count = 0;

	for (;;) {
		text += strspn(text, " \t");
		if (*text == '\0')
			break;
		argv[count++] = text;
		text += strcspn(text, " \t");
		if (*text != '\0')
			*text++ = '\0';
	}
	argv[count] = NULL;
}

pid_t init_spawn_line(const char *line)
{
	char runlevel[] = "RUNLEVEL=?", previous[] = "PREVLEVEL=?";
	const char *const envp[] = {
		"PATH=/bin:/usr/bin:/sbin",
		"HOME=/",
		"SHELL=/bin/sh",
		"TERM=xterm-256color",
		"CONSOLE=/dev/console",
		runlevel,
		previous,
		NULL,
	};
	const char *argv[WORDS] = { "/bin/sh", "-c", line, NULL };
	char text[INITTAB_PROCESS + 1];
	pid_t pid;
	int error;

	runlevel[sizeof(runlevel) - 2] = init.level;
	previous[sizeof(previous) - 2] = init.previous;
	strcpy(text, line);
	if (strpbrk(line, shell_characters) == NULL)
		split(text, argv);
	for (int fd = 0; fd < 3; fd++) {
		error = init_open("/dev/console", O_RDWR, fd);
		if (error < 0)
			klog("init: /dev/console: %s", init_reason(error));
	}
	pid = init_spawn(argv, envp, NULL);
	init_close_all();
	return pid;
}

const char *init_reason(int error)
{
	switch (-error) {
	case ENOENT:
		return "not found";
	case EACCES:
		return "Permission denied";
	case ENOEXEC:
		return "Exec format error";
	case E2BIG:
		return "Argument list too long";
	case EIO:
		return "I/O error";
	case ENOMEM:
		return "Out of memory";
	case EAGAIN:
		return "Resource temporarily unavailable";
	case ENOTDIR:
		return "Not a directory";
	case EISDIR:
		return "Is a directory";
	case ELOOP:
		return "Symbolic link loop";
	case ENAMETOOLONG:
		return "Filename too long";
	case ENXIO:
	case ENODEV:
		return "No such device";
	default:
		return "it cannot be used";
	}
}
