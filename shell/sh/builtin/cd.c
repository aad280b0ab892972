/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cd and pwd, with logical paths as POSIX says. */
#include "shell.h"
#include "builtin.h"

#include <errno.h>
#include <limits.h>
#include <sys/stat.h>
#include <unistd.h>

void pwd_refresh(void)
{
	struct buf *b = buf_get();

	for (;;) {
		if (!buf_grow(b, PATH_MAX))
			break;
		if (getcwd(b->s, b->cap)) {
			var_sets(sh.var.pwd, b->s);
			break;
		}
		if (errno != ERANGE) {
			var_sets(sh.var.pwd, ".");
			break;
		}
		b->n = b->cap;
	}
	buf_put(b);
}

static bool is_directory(const char *path)
{
	struct stat st;

	return !stat(path, &st) && S_ISDIR(st.st_mode);
}

/*
 * dir, relative to PWD, without . and .. : cd -L, step 8. False if a `..`
 * follows what is not a directory.
 */
static bool path_canonical(struct buf *b, const char *dir)
{
	const char *pwd = var_value(sh.var.pwd);

	if (*dir != '/')
		buf_adds(b, pwd ? pwd : "");
	while (*dir) {
		size_t n = 0;

		while (*dir == '/')
			dir++;
		while (dir[n] && dir[n] != '/')
			n++;
		if (n == 2 && dir[0] == '.' && dir[1] == '.') {
			if (b->n && !is_directory(buf_str(b)))
				return false;
			while (b->n && b->s[--b->n] != '/')
				;
		} else if (n && !(n == 1 && *dir == '.')) {
			if (!b->n || b->s[b->n - 1] != '/')
				buf_addc(b, '/');
			buf_add(b, dir, n);
		}
		dir += n;
	}
	if (!b->n)
		buf_addc(b, '/');
	return true;
}

/* Go there and set PWD and OLDPWD. */
static bool cd_to(const char *dir, bool physical, bool show)
{
	const char *pwd = var_value(sh.var.pwd);
	struct buf *b = buf_get(), *old = buf_get();
	bool ok;

	buf_adds(old, pwd ? pwd : "");
	if (physical) {
		ok = chdir(dir) == 0;
		if (ok)
			pwd_refresh();
	} else {
		ok = path_canonical(b, dir) && chdir(buf_str(b)) == 0;
		/* The logical path may be too long, or PWD untrue. */
		if (!ok && *dir != '/' && chdir(dir) == 0) {
			ok = true;
			pwd_refresh();
		} else if (ok) {
			var_sets(sh.var.pwd, buf_str(b));
		}
	}
	if (ok) {
		var_flag(sh.var.pwd, VAR_EXPORT);
		var_sets(sh.var.oldpwd, buf_str(old));
		var_flag(sh.var.oldpwd, VAR_EXPORT);
		if (show)
			out_format("%s\n", var_value(sh.var.pwd));
	}
	buf_put(old);
	buf_put(b);
	return ok;
}

/* Look along CDPATH. */
static bool cd_search(const char *dir, bool physical)
{
	const char *list = var_value(sh.var.cdpath);

	if (*dir == '/' || !strcmp(dir, ".") || !strcmp(dir, "..") ||
		!strncmp(dir, "./", 2) || !strncmp(dir, "../", 3))
		list = NULL;
	while (list && *list) {
		size_t n = strcspn(list, ":");
		struct buf *b = buf_get();
		bool ok;

		buf_add(b, list, n);
		if (n && list[n - 1] != '/')
			buf_addc(b, '/');
		buf_adds(b, dir);
		ok = is_directory(buf_str(b)) && cd_to(b->s, physical, n > 0);
		buf_put(b);
		if (ok)
			return true;
		list += n + (list[n] == ':');
	}
	return cd_to(dir, physical, false);
}

int builtin_cd(int argc, char **argv)
{
	struct options o;
	bool physical = false, ok;
	const char *dir;
	int c;

	(void)argc;
	opt_init(&o, argv);
	while ((c = opt_next(&o, "LP")) != -1) {
		if (c == '?')
			return 2;
		physical = c == 'P';
	}
	dir = *o.argv;
	if (!dir) {
		dir = var_value(sh.var.home);
		if (!dir || !*dir)
			return builtin_error("HOME not set");
		ok = cd_to(dir, physical, false);
	} else if (!strcmp(dir, "-")) {
		dir = var_value(sh.var.oldpwd);
		if (!dir)
			return builtin_error("OLDPWD not set");
		ok = cd_to(dir, physical, true);
	} else {
		ok = cd_search(*dir ? dir : ".", physical);
	}
	return ok ? 0 : builtin_error("can't cd to %s", dir);
}

int builtin_pwd(int argc, char **argv)
{
	struct options o;
	bool physical = false;
	struct buf *b;
	int c;

	(void)argc;
	opt_init(&o, argv);
	while ((c = opt_next(&o, "LP")) != -1) {
		if (c == '?')
			return 2;
		physical = c == 'P';
	}
	if (!physical) {
		out_format("%s\n", var_value(sh.var.pwd));
		return 0;
	}
	b = buf_get();
	c = !buf_grow(b, PATH_MAX) || !getcwd(b->s, b->cap);
	if (!c)
		out_format("%s\n", b->s);
	else
		warn("getcwd() failed: %s", strerror(errno));
	buf_put(b);
	return c;
}
