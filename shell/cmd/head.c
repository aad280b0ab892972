/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * head [-n number | -c number] [file...]                      POSIX: head
 *
 * Copies the first 10 lines of each file (standard input for none and for -).
 * -n number: so many lines; -number means the same. -c number: so many bytes.
 * With several files each is preceded by a heading.
 *
 * Exit status: 0; 1 when a file could not be read or output not written.
 */
#include "lib/cmd.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

struct limit {
	bool bytes;
	unsigned long long n;
};

/* How much of a block belongs to the head; *left counts down. */
static size_t wanted(
	const char *buf, size_t n, bool bytes, unsigned long long *left)
{
	size_t used = 0;

	if (bytes) {
		used = n < *left ? n : (size_t)*left;
		*left -= used;
		return used;
	}
	while (*left && used < n) {
		const char *nl = memchr(buf + used, '\n', n - used);

		if (!nl)
			return n;
		used = (size_t)(nl - buf) + 1;
		--*left;
	}
	return used;
}

static void copy(int fd, const char *name, const struct limit *limit)
{
	static char buf[16384];
	unsigned long long left = limit->n;

	while (left && !cmd.out.err) {
		ssize_t n = read(fd, buf, sizeof(buf));
		size_t used;

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			cmd_fail(name);
		if (n <= 0)
			return;
		used = wanted(buf, (size_t)n, limit->bytes, &left);
		out_mem(&cmd.out, buf, used);
		/* What follows is left to whoever reads next (XCU 1.4). */
		if (used < (size_t)n)
			lseek(fd, (off_t)used - n, SEEK_CUR);
	}
}

static void head(
	const char *name, const struct limit *limit, bool headings, bool *first)
{
	bool in = !strcmp(name, "-");
	int fd = in ? STDIN_FILENO : open(name, O_RDONLY);

	if (fd < 0) {
		cmd_fail(name);
		return;
	}
	if (headings)
		out_fmt(&cmd.out, "%s==> %s <==\n", *first ? "" : "\n",
			in ? "standard input" : name);
	*first = false;
	copy(fd, name, limit);
	if (!in)
		close(fd);
}

int main(int argc, char **argv)
{
	struct opts o = { argv, "n:c:", NULL, 1, 0 };
	struct limit limit = { false, 10 };
	bool first = true;
	int c;

	cmd_start("head", "head [-n number | -c number] [file...]");
	if (argc > 1 && argv[1][0] == '-' && num_parse(argv[1] + 1, &limit.n))
		o.next = 2;
	while ((c = opt_next(&o)) != -1) {
		limit.bytes = c == 'c';
		if (!num_parse(o.arg, &limit.n))
			cmd_die("invalid number of %s: '%s'",
				limit.bytes ? "bytes" : "lines", o.arg);
	}
	if (!argv[o.next])
		head("-", &limit, false, &first);
	for (int i = o.next; argv[i]; i++)
		head(argv[i], &limit, argc - o.next > 1, &first);
	return cmd_done();
}
