/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * touch [-acm] [-r file | -t time | -d time] file...          POSIX: touch
 *
 * Sets the access and modification times, to now unless told, and makes files
 * that do not exist. -a, -m: only that time. -c: make nothing. -r: the times
 * of another file. -t: [[CC]YY]MMDDhhmm[.SS]. -d: YYYY-MM-DDThh:mm:SS[.frac][Z]
 * or @seconds.
 *
 * Exit status: 0; 1 when a file was not touched.
 */
#include "lib/file.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

static bool touch(const char *path, const struct timespec *times, bool make)
{
	int fd;

	if (utimensat(AT_FDCWD, path, times, 0) == 0)
		return true;
	if (errno != ENOENT)
		return false;
	if (!make)
		return true;
	fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
	if (fd < 0)
		return false;
	if (futimens(fd, times) < 0) {
		close(fd);
		return false;
	}
	return close(fd) == 0;
}

static void reference(const char *path, struct timespec *times)
{
	struct stat st;

	if (stat(path, &st) < 0)
		cmd_die_errno(path);
	times[0] = st.st_atim;
	times[1] = st.st_mtim;
}

int main(int argc, char **argv)
{
	struct opts o = { argv, "acmr:t:d:", NULL, 1, 0 };
	struct timespec times[2] = { { 0, UTIME_NOW }, { 0, UTIME_NOW } };
	bool atime = false, mtime = false, make = true, ok = true;
	int c;

	(void)argc;
	cmd_start(
		"touch", "touch [-acm] [-r file | -t time | -d time] file...");
	while ((c = opt_next(&o)) != -1) {
		atime |= c == 'a';
		mtime |= c == 'm';
		make &= c != 'c';
		if (c == 'r')
			reference(o.arg, times);
		if (c == 't')
			ok = time_parse_digits(o.arg, &times[0]);
		if (c == 'd')
			ok = time_parse_iso(o.arg, &times[0]);
		if (!ok)
			cmd_die("invalid date format '%s'", o.arg);
		if (c == 't' || c == 'd')
			times[1] = times[0];
	}
	if (!argv[o.next])
		cmd_usage();
	if (atime && !mtime)
		times[1].tv_nsec = UTIME_OMIT;
	if (mtime && !atime)
		times[0].tv_nsec = UTIME_OMIT;
	for (int i = o.next; argv[i]; i++)
		if (!touch(argv[i], times, make))
			cmd_fail(argv[i]);
	return cmd_done();
}
