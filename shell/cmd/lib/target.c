/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * "from... to": how cp, mv and ln find the names to make; see file.h.
 */
#include "file.h"

#include <errno.h>
#include <stdlib.h>

static bool is_place(const char *path, bool never_into)
{
	struct stat st;

	return (never_into ? lstat(path, &st) : stat(path, &st)) == 0 &&
		S_ISDIR(st.st_mode);
}

bool for_targets(char **argv, int n, bool never_into,
	bool (*each)(const char *from, const char *to))
{
	const char *target = argv[n - 1];
	bool ok = true;

	if (!is_place(target, never_into)) {
		if (n == 2)
			return each(argv[0], target);
		errno = ENOTDIR;
		cmd_die_errno(target);
	}
	for (int i = 0; i < n - 1; i++) {
		char *to = path_join(target, base_name(argv[i]));

		ok &= each(argv[i], to);
		free(to);
	}
	return ok;
}
