/* SPDX-License-Identifier: GPL-3.0-or-later */
/* break, continue, return, exit, eval, exec and the dot. */
#include "shell.h"
#include "builtin.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

/* break and continue. Outside of a loop they do nothing. */
int builtin_break(int argc, char **argv)
{
	int n = 1;

	if (argc > 1) {
		if (!number_arg(argv[1], &n))
			return 2;
		if (n < 1)
			return builtin_error("Illegal number: %s", argv[1]);
	}
	if (n > sh.loops)
		n = sh.loops;
	if (n > 0) {
		sh.skip = argv[0][0] == 'b' ? SKIP_BREAK : SKIP_CONTINUE;
		sh.skip_count = n;
	}
	return 0;
}

int builtin_return(int argc, char **argv)
{
	int n = sh.status;

	if (argc > 1 && !number_arg(argv[1], &n))
		return 2;
	sh.skip = SKIP_RETURN;
	return n;
}

int builtin_exit(int argc, char **argv)
{
	int n = sh.trap.running ? sh.trap.status : sh.status;

	if (argc > 1 && !number_arg(argv[1], &n))
		return 2;
	if (sh.interactive && !sh.subshell && jobs_stopped() &&
		!sh.exit_warned) {
		err_format("You have stopped jobs.\n");
		sh.exit_warned = true;
		return 0;
	}
	sh.skip = SKIP_EXIT;
	return n & 255;
}

int builtin_eval(int argc, char **argv)
{
	struct buf *b;
	int i, status = 0;

	if (argc == 1)
		return 0;
	b = buf_get();
	for (i = 1; i < argc; i++) {
		buf_adds(b, argv[i]);
		if (argv[i + 1])
			buf_addc(b, ' ');
	}
	if (b->failed) {
		fail("Out of space");
		status = 2;
	} else {
		sh.status = 0;
		status = exec_text(buf_str(b), 0);
	}
	buf_put(b);
	return status;
}

int builtin_exec(int argc, char **argv)
{
	const char *path;
	int err = 0, status;

	if (argc > 1 && !strcmp(argv[1], "--"))
		argv++;
	if (!argv[1])
		return 0;
	path = command_path(argv[1], NULL, &err);
	if (path) {
		out_flush();
		exec_replace(path, argv + 1, var_environ());
		err = errno;
	}
	status = exec_failed(argv[1], err);
	if (!sh.interactive)
		sh.skip = SKIP_EXIT;
	return status;
}

/* Open a file for the dot, along PATH if it has no slash. */
static int dot_open(const char *name)
{
	const char *list = var_value(sh.var.path);
	int fd = -1, up;

	if (strchr(name, '/'))
		fd = open(name, O_RDONLY | O_CLOEXEC);
	while (fd < 0 && list && !strchr(name, '/')) {
		size_t n = strcspn(list, ":");
		struct buf *b = buf_get();

		buf_add(b, list, n);
		if (n)
			buf_addc(b, '/');
		buf_adds(b, name);
		fd = open(buf_str(b), O_RDONLY | O_CLOEXEC);
		buf_put(b);
		list = list[n] ? list + n + 1 : NULL;
	}
	if (fd < 0)
		return -1;
	up = fcntl(fd, F_DUPFD_CLOEXEC, 10);
	close(fd);
	return up;
}

int builtin_dot(int argc, char **argv)
{
	int fd, status, loops = sh.loops, base = argc > 1 ? 1 : 0;
	const char *name;

	if (base && !strcmp(argv[1], "--"))
		base = argc > 2 ? 2 : 0;
	if (!base)
		return builtin_error("filename argument required");
	name = argv[base];
	fd = dot_open(name);
	if (fd < 0)
		return strchr(name, '/') ? builtin_error("cannot open %s: %s",
						   name, path_error(errno))
					 : builtin_error("%s: not found", name);
	sh.status = 0;
	sh.loops = 0;
	status = exec_file(fd, sh.arg0);
	sh.loops = loops;
	if (sh.skip == SKIP_RETURN)
		sh.skip = SKIP_NONE;
	return status;
}
