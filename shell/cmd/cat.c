/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cat [-u] [file...]                                          POSIX: cat
 *
 * Copies files, or standard input for none and for -, to standard output.
 * -u: do not delay output; it never is.
 *
 * Exit status: 0; 1 when a file could not be read or output not written.
 */
#include "lib/cmd.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A file copied to its own end would grow until the disk is full. */
static bool is_output(int fd)
{
	struct stat in, out;

	return fstat(fd, &in) == 0 && S_ISREG(in.st_mode) && in.st_size &&
		fstat(STDOUT_FILENO, &out) == 0 && in.st_dev == out.st_dev &&
		in.st_ino == out.st_ino;
}

static void copy(int fd, const char *name)
{
	static char buf[65536];
	ssize_t n;

	while ((n = read(fd, buf, sizeof(buf)))) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0) {
			cmd_fail(name);
			return;
		}
		if (write_all(STDOUT_FILENO, buf, (size_t)n) < 0)
			cmd_die_errno("write error");
	}
}

static void cat(const char *name)
{
	bool in = !strcmp(name, "-");
	int fd = in ? STDIN_FILENO : open(name, O_RDONLY);

	if (fd < 0) {
		cmd_fail(name);
		return;
	}
	if (is_output(fd))
		cmd_tell(name, ": ", "input file is output file");
	else
		copy(fd, name);
	if (!in)
		close(fd);
}

int main(int argc, char **argv)
{
	struct opts o = { argv, "u", NULL, 1, 0 };

	(void)argc;
	cmd_start("cat", "cat [-u] [file...]");
	while (opt_next(&o) != -1)
		;
	if (!argv[o.next])
		cat("-");
	for (int i = o.next; argv[i]; i++)
		cat(argv[i]);
	return cmd_done();
}
