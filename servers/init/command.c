/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Headless: the one command that the host asked for at boot, with the host's
 * three streams, as the ordinary user. When it ends the host is told its
 * status; a command that cannot be started counts as the shell counts it.
 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

#include "kernel/alloc.h"
#include "kernel/boot.h"
#include "kernel/host.h"
#include "kernel/log.h"
#include "servers/init/impl.h"
#include "servers/resmgr/file.h"
#include "servers/resmgr/vnode.h"

enum { USER_ID = 1000, NOT_FOUND = 127, NOT_STARTED = 126 };

static const struct cred user = {
	.ruid = USER_ID, .euid = USER_ID, .suid = USER_ID,
	.rgid = USER_ID, .egid = USER_ID, .sgid = USER_ID,
};

static const char *const streams[] = { "/dev/host0", "/dev/host1",
				       "/dev/host2" };

static bool has_terminal(void)
{
	return boot.terminal[0] || boot.terminal[1] || boot.terminal[2];
}

/* Opens descriptors 0 to 2. Returns one that is the terminal, or NULL. */
static struct file *open_streams(void)
{
	struct file *tty = NULL;

	for (int fd = 0; fd < 3; fd++) {
		const char *name = streams[fd];
		int flags = fd == 0 ? O_RDONLY : O_WRONLY;
		int error;

		if (boot.terminal[fd]) {
			name = "/dev/tty1";
			flags = O_RDWR;
		}
		error = init_open(name, flags, fd);
		if (error < 0)
			klog("init: %s: %s", name, init_reason(error));
		else if (boot.terminal[fd])
			tty = file_of(fd);
	}
	return tty;
}

/* Adds NAME=VALUE unless the host gave a NAME. */
static void add_default(const char **envp, int *count, const char *pair)
{
	size_t length = strcspn(pair, "=") + 1;

	for (int i = 0; i < *count; i++)
		if (strncmp(envp[i], pair, length) == 0)
			return;
	envp[(*count)++] = pair;
}

/* The environment in new memory: pointers only; NULL: no memory. */
static const char **make_environment(void)
{
	static const char *const of_user[] = { "HOME=/home/exa", "USER=exa",
					       "LOGNAME=exa" };
	static const char *const of_root[] = { "HOME=/root", "USER=root",
					       "LOGNAME=root" };
	const char *const *who = boot.root ? of_root : of_user;
	int count = boot.envc;
	const char **envp = kzalloc(((size_t)count + 8) * sizeof(*envp));

	if (envp == NULL)
		return NULL;
	memcpy(envp, boot.envp, (size_t)count * sizeof(*envp));
	for (int i = 0; i < 3; i++)
		add_default(envp, &count, who[i]);
	add_default(envp, &count, "SHELL=/bin/sh");
	add_default(envp, &count, "PATH=/bin:/usr/bin:/sbin");
	add_default(envp, &count,
		    has_terminal() ? "TERM=xterm-256color" : "TERM=dumb");
	return envp;
}

/* The directory to start in: the home if it is there, else init's own. */
static const char *home(void)
{
	const char *name = boot.root ? "/root" : "/home/exa";
	struct path path;
	bool there;

	if (path_resolve(AT_FDCWD, name, PATH_FOLLOW, &path) < 0)
		return NULL;
	there = path.v->type == S_IFDIR;
	path_release(&path);
	return there ? name : NULL;
}

/* Says on descriptor 2 and in the log why the command was not started. */
static void complain(int error)
{
	struct file *f = file_of(2);
	char line[512];
	int length;

	length = format(line, sizeof(line) - 1, "exa: %s: %s", boot.argv[0],
			init_reason(error));
	if (length > (int)sizeof(line) - 2)
		length = sizeof(line) - 2;
	klog("%s", line);
	line[length++] = '\n';
	if (f != NULL) {
		struct uio io = uio_kernel(line, (uint32_t)length);

		file_write(f, &io, &f->pos);
	}
}

void command_start(void)
{
	const char **envp = make_environment();
	struct spawn_options options = {
		.cred = boot.root ? NULL : &user,
		.tty = open_streams(),
		.cwd = home(),
	};
	pid_t pid = -ENOMEM;

	if (envp != NULL)
		pid = init_spawn(boot.argv, envp, &options);
	kfree(envp);
	if (pid < 0)
		complain(pid);
	init_close_all();
	if (pid > 0)
		init.command = pid;
	else if (pid == -ENOENT || pid == -ENOTDIR)
		host_exited(NOT_FOUND << 8);
	else
		host_exited(NOT_STARTED << 8);
}

void command_ended(int status)
{
	init.command = 0;
	host_exited(status);
}
