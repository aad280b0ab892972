/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * mount [-t type]                                             (not in POSIX)
 * mount [-r] [-t type] [-o options] source dir
 *
 * Lists what is mounted (of a type), or mounts a source on a directory.
 * -r: read-only. -o: ro, rw, nosuid, nodev, noexec, sync, noatime, remount,
 * bind, separated by commas; what is not among these goes to the file system.
 *
 * When it fails, the kernel's own words about the source are printed too.
 *
 * Exit status: 0; 1 when it was not mounted.
 */
#include "lib/mounts.h"

#include <errno.h>
#include <string.h>
#include <sys/klog.h>
#include <sys/mount.h>

struct option {
	const char *name;
	unsigned long set, clear;
};

static const struct option options[] = {
	{ "ro", MS_RDONLY, 0 },
	{ "rw", 0, MS_RDONLY },
	{ "nosuid", MS_NOSUID, 0 },
	{ "suid", 0, MS_NOSUID },
	{ "nodev", MS_NODEV, 0 },
	{ "dev", 0, MS_NODEV },
	{ "noexec", MS_NOEXEC, 0 },
	{ "exec", 0, MS_NOEXEC },
	{ "sync", MS_SYNCHRONOUS, 0 },
	{ "async", 0, MS_SYNCHRONOUS },
	{ "noatime", MS_NOATIME, 0 },
	{ "atime", 0, MS_NOATIME },
	{ "remount", MS_REMOUNT, 0 },
	{ "bind", MS_BIND, 0 },
	{ "defaults", 0, 0 },
};

/* Known options become flags; the others are left in text, joined again. */
static void parse_options(char *text, unsigned long *flags)
{
	char *keep = text, *next;

	for (; text; text = next) {
		size_t i = 0, n = sizeof(options) / sizeof(options[0]), len;

		next = strchr(text, ',');
		if (next)
			*next++ = '\0';
		while (i < n && strcmp(options[i].name, text))
			i++;
		if (i < n) {
			*flags = (*flags | options[i].set) & ~options[i].clear;
			continue;
		}
		len = strlen(text);
		memmove(keep, text, len);
		keep += len;
		if (next)
			*keep++ = ',';
		*keep = '\0';
	}
	*keep = '\0';
}

static void list(const char *type)
{
	char *text = mounts_read();
	struct mounted m;

	while (mounts_next(&text, &m))
		if (!type || !strcmp(type, m.type))
			out_fmt(&cmd.out, "%s on %s type %s (%s)\n", m.source,
				m.dir, m.type, m.options);
}

/* The kernel's last message that names the source, without its time: the errno
 * of mount() says little about a web server. */
static void tell_why(const char *source)
{
	enum { READ_ALL = 3, SIZE_BUFFER = 10 };
	int n = klogctl(SIZE_BUFFER, NULL, 0);
	char *buf = n > 0 ? cmd_alloc((size_t)n + 1) : NULL;
	const char *last = NULL;

	n = buf ? klogctl(READ_ALL, buf, n) : -1;
	if (n < 0)
		return;
	buf[n] = '\0';
	for (char *line = strtok(buf, "\n"); line; line = strtok(NULL, "\n"))
		if (strstr(line, source))
			last = line;
	if (last && strstr(last, "] "))
		last = strstr(last, "] ") + 2;
	if (last)
		cmd_tell(last, "", "");
}

int main(int argc, char **argv)
{
	struct opts o = { argv, "rt:o:", NULL, 1, 0 };
	char *type = NULL, *data = NULL;
	unsigned long flags = 0;
	int c;

	cmd_start("mount", "mount [-r] [-t type] [-o options] [source dir]");
	while ((c = opt_next(&o)) != -1) {
		if (c == 'r')
			flags |= MS_RDONLY;
		else if (c == 't')
			type = o.arg;
		else
			data = o.arg;
	}
	argc -= o.next;
	argv += o.next;
	if (!argc && !data && !flags) {
		list(type);
		return cmd_done();
	}
	if (argc != 2)
		cmd_usage();
	if (data)
		parse_options(data, &flags);
	if (!type && !(flags & (MS_BIND | MS_REMOUNT)))
		cmd_die("the type is missing: -t");
	if (mount(argv[0], argv[1], type ? type : "", flags,
		    data && *data ? data : NULL) < 0) {
		cmd_fail(argv[1]);
		if (errno == EIO || errno == ETIMEDOUT || errno == EINVAL)
			tell_why(argv[0]);
	}
	return cmd_done();
}
