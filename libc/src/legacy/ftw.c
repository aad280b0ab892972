/* SPDX-License-Identifier: MIT */
/*
 * Replaces musl's, which calls fn with one argument too many: wasm checks a
 * function's type when it is called through a pointer. The pointer to fn is
 * kept in a variable, put back for an ftw() inside fn.
 */
#include <ftw.h>

typedef int ftw_fn(const char *, const struct stat *, int);

static ftw_fn *current;

static int call(
	const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)ftw;
	return current(path, st, type);
}

int ftw(const char *path, ftw_fn *fn, int fd_limit)
{
	ftw_fn *outer = current;
	int ret;

	current = fn;
	ret = nftw(path, call, fd_limit, FTW_PHYS);
	current = outer;
	return ret;
}

weak_alias(ftw, ftw64);
