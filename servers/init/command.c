/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Headless: the one command that the host asked for at boot, with the host's
 * three streams, as the user it names. When it ends the host is told its
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
#include "servers/init/account.h"
#include "servers/init/impl.h"
#include "servers/resmgr/file.h"
#include "servers/resmgr/vnode.h"

enum { NOT_FOUND = 127, NOT_STARTED = 126, DEFAULTS = 6 };

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

/* Whose command it is, from /etc/passwd and /etc/group. */
static int find_account(struct account *a)
{
	const char *name = boot.root ? "root" : "exa";
	void *passwd = NULL, *group = NULL;
	int size = init_read("/etc/passwd", &passwd);

	if (size >= 0)
		size = account_parse(a, name, passwd, (size_t)size);
	kfree(passwd);
	if (size < 0) {
		klog("init: user %s: %s", name, init_reason(size));
		return size;
	}
	size = init_read("/etc/group", &group);
	account_set_groups(a, name, group != NULL ? group : "",
		size < 0 ? 0 : (size_t)size);
	kfree(group);
	return 0;
}

/* The environment that init makes: room for the strings of make_environment. */
struct environment {
	const char **pointers; /* NULL-ended */
	int count;
	char text[DEFAULTS][ACCOUNT_PATH + 16];
	int used; /* of text */
};

/* Adds NAME=VALUE unless the host gave a NAME. */
static void add_default(
	struct environment *e, const char *name, const char *value)
{
	size_t length = strlen(name);
	char *pair = e->text[e->used];

	for (int i = 0; i < e->count; i++)
		if (strncmp(e->pointers[i], name, length) == 0 &&
			e->pointers[i][length] == '=')
			return;
	format(pair, sizeof(e->text[0]), "%s=%s", name, value);
	e->pointers[e->count++] = pair;
	e->used++;
}

/* Fills e, whose pointers are then to be freed. Returns 0 or -ENOMEM. */
static int make_environment(struct environment *e, const struct account *a)
{
	const char *name = boot.root ? "root" : "exa";
	size_t most = (size_t)boot.envc + DEFAULTS + 1;

	e->used = 0;
	e->count = boot.envc;
	e->pointers = kzalloc(most * sizeof(*e->pointers));
	if (e->pointers == NULL)
		return -ENOMEM;
	memcpy(e->pointers, boot.envp,
		(size_t)boot.envc * sizeof(*e->pointers));
	add_default(e, "HOME", a->home);
	add_default(e, "USER", name);
	add_default(e, "LOGNAME", name);
	add_default(e, "SHELL", a->shell);
	add_default(e, "PATH", "/bin:/usr/bin:/sbin");
	add_default(e, "TERM", has_terminal() ? "xterm-256color" : "dumb");
	return 0;
}

/* The directory to start in: the home if it is there, else init's own. */
static const char *start_directory(const char *name)
{
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

static pid_t start(struct file *tty)
{
	struct spawn_options options = { .cred = NULL };
	struct environment env;
	struct account account;
	int error = find_account(&account);

	if (error == 0)
		error = make_environment(&env, &account);
	if (error < 0)
		return error == -ENOENT ? -EACCES : error;
	options.tty = tty;
	options.cred = &account.cred;
	options.cwd = start_directory(account.home);
	error = init_spawn(boot.argv, env.pointers, &options);
	kfree(env.pointers);
	return error;
}

void command_start(void)
{
	pid_t pid;

	pid = start(open_streams());
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
	sync_all();
	host_exited(status);
}
