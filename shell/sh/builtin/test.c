/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * test and [. Up to four arguments their number decides, as POSIX says; more
 * are an expression with -o, -a, ! and parentheses.
 */
#include "shell.h"
#include "builtin.h"
#include "expand.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { TEST_MAX_DEPTH = 100 };

struct test {
	char **v;
	int n, i;
	int depth;
	bool bad; /* an error was told */
};

enum binary {
	B_NONE,
	B_EQ,
	B_NE,
	B_LT,
	B_GT,
	B_NUM_EQ,
	B_NUM_NE,
	B_NUM_GT,
	B_NUM_GE,
	B_NUM_LT,
	B_NUM_LE,
	B_NEWER,
	B_OLDER,
	B_SAME,
};

static enum binary binary_op(const char *s)
{
	static const char *const names[] = { "", "=", "!=", "<", ">", "-eq",
		"-ne", "-gt", "-ge", "-lt", "-le", "-nt", "-ot", "-ef" };
	int i;

	for (i = B_EQ; i <= B_SAME; i++)
		if (!strcmp(s, names[i]))
			return (enum binary)i;
	return strcmp(s, "==") ? B_NONE : B_EQ;
}

static bool is_unary(const char *s)
{
	return s[0] == '-' && s[1] && !s[2] &&
		strchr("bcdefghkLnOGprSstuwxz", s[1]);
}

static bool test_error(struct test *t, const char *s, const char *what)
{
	if (!t->bad)
		builtin_error("%s: %s", s, what);
	t->bad = true;
	return false;
}

static long long test_number(struct test *t, const char *s)
{
	long long v = 0;
	const char *p = s;

	while (*p == ' ' || *p == '\t' || *p == '\n')
		p++;
	p += *p == '-' || *p == '+';
	while (*p == '0' && p[1] >= '0' && p[1] <= '9')
		p++;
	if (!number_parse(p, &v) || (p[0] == '0' && (p[1] | 32) == 'x')) {
		if (!t->bad)
			builtin_error("Illegal number: %s", s);
		t->bad = true;
	}
	while (p > s && p[-1] == '0')
		p--;
	return p > s && p[-1] == '-' ? -v : v;
}

/* Which of two files was modified later: > 0 the first, if both exist. */
static int file_compare(const char *a, const char *b)
{
	struct stat x, y;
	bool is_x = !stat(a, &x), is_y = !stat(b, &y);

	if (!is_x || !is_y)
		return 0;
	if (x.st_mtim.tv_sec != y.st_mtim.tv_sec)
		return x.st_mtim.tv_sec > y.st_mtim.tv_sec ? 1 : -1;
	return (x.st_mtim.tv_nsec > y.st_mtim.tv_nsec) -
		(x.st_mtim.tv_nsec < y.st_mtim.tv_nsec);
}

static bool file_same(const char *a, const char *b)
{
	struct stat x, y;

	return !stat(a, &x) && !stat(b, &y) && x.st_dev == y.st_dev &&
		x.st_ino == y.st_ino;
}

static bool test_numbers(
	struct test *t, enum binary op, const char *a, const char *b)
{
	long long l = test_number(t, a), r = test_number(t, b);

	switch (op) {
	case B_NUM_EQ:
		return l == r;
	case B_NUM_NE:
		return l != r;
	case B_NUM_GT:
		return l > r;
	case B_NUM_GE:
		return l >= r;
	case B_NUM_LT:
		return l < r;
	default:
		return l <= r;
	}
}

static bool test_binary(
	struct test *t, const char *a, const char *op, const char *b)
{
	switch (binary_op(op)) {
	case B_EQ:
		return !strcmp(a, b);
	case B_NE:
		return strcmp(a, b) != 0;
	case B_LT:
		return strcmp(a, b) < 0;
	case B_GT:
		return strcmp(a, b) > 0;
	case B_NEWER:
		return file_compare(a, b) > 0;
	case B_OLDER:
		return file_compare(a, b) < 0;
	case B_SAME:
		return file_same(a, b);
	default:
		return test_numbers(t, binary_op(op), a, b);
	}
}

static bool test_mode(int op, const struct stat *st)
{
	switch (op) {
	case 'b':
		return S_ISBLK(st->st_mode);
	case 'c':
		return S_ISCHR(st->st_mode);
	case 'd':
		return S_ISDIR(st->st_mode);
	case 'f':
		return S_ISREG(st->st_mode);
	case 'g':
		return (st->st_mode & S_ISGID) != 0;
	case 'k':
		return (st->st_mode & S_ISVTX) != 0;
	case 'p':
		return S_ISFIFO(st->st_mode);
	case 'S':
		return S_ISSOCK(st->st_mode);
	case 's':
		return st->st_size > 0;
	case 'u':
		return (st->st_mode & S_ISUID) != 0;
	case 'O':
		return st->st_uid == geteuid();
	case 'G':
		return st->st_gid == getegid();
	default:
		return true; /* -e */
	}
}

static bool test_unary(struct test *t, const char *op, const char *s)
{
	struct stat st;

	switch (op[1]) {
	case 'n':
		return *s != 0;
	case 'z':
		return !*s;
	case 't':
		return isatty((int)test_number(t, s));
	case 'r':
		return faccessat(AT_FDCWD, s, R_OK, AT_EACCESS) == 0;
	case 'w':
		return faccessat(AT_FDCWD, s, W_OK, AT_EACCESS) == 0;
	case 'x':
		return faccessat(AT_FDCWD, s, X_OK, AT_EACCESS) == 0;
	case 'h':
	case 'L':
		return !lstat(s, &st) && S_ISLNK(st.st_mode);
	default:
		return !stat(s, &st) && test_mode(op[1], &st);
	}
}

static bool test_or(struct test *t);

static bool test_primary(struct test *t)
{
	int left = t->n - t->i;
	char **v = t->v + t->i;
	bool r;

	if (left <= 0)
		return test_error(
			t, t->n ? t->v[t->n - 1] : "", "argument expected");
	if (left >= 3 && binary_op(v[1]) != B_NONE) {
		t->i += 3;
		return test_binary(t, v[0], v[1], v[2]);
	}
	if (!strcmp(v[0], "(") && left > 1) {
		t->i++;
		r = test_or(t);
		if (t->i >= t->n || strcmp(t->v[t->i], ")") != 0)
			return test_error(t, "(", "closing paren expected");
		t->i++;
		return r;
	}
	if (left >= 2 && is_unary(v[0])) {
		t->i += 2;
		return test_unary(t, v[0], v[1]);
	}
	t->i++;
	return *v[0] != 0;
}

static bool test_not(struct test *t)
{
	bool r;

	if (t->n - t->i > 1 && !strcmp(t->v[t->i], "!")) {
		if (++t->depth > TEST_MAX_DEPTH)
			return test_error(t, "!", "too deeply nested");
		t->i++;
		r = !test_not(t);
		t->depth--;
		return r;
	}
	return test_primary(t);
}

static bool test_and(struct test *t)
{
	bool r = test_not(t);

	while (t->i < t->n && !strcmp(t->v[t->i], "-a")) {
		t->i++;
		r = test_not(t) && r;
	}
	return r;
}

static bool test_or(struct test *t)
{
	bool r;

	if (++t->depth > TEST_MAX_DEPTH)
		return test_error(t, "(", "too deeply nested");
	r = test_and(t);
	while (t->i < t->n && !strcmp(t->v[t->i], "-o")) {
		t->i++;
		r = test_and(t) || r;
	}
	t->depth--;
	return r;
}

/* The rules by number of arguments. */
static bool test_count(struct test *t, char **v, int n)
{
	bool r;

	switch (n) {
	case 0:
		return false;
	case 1:
		return *v[0] != 0;
	case 2:
		if (!strcmp(v[0], "!"))
			return !*v[1];
		if (is_unary(v[0]))
			return test_unary(t, v[0], v[1]);
		return test_error(t, v[0], "unexpected operator");
	case 3:
		if (binary_op(v[1]) != B_NONE)
			return test_binary(t, v[0], v[1], v[2]);
		if (!strcmp(v[0], "!"))
			return !test_count(t, v + 1, 2);
		if (!strcmp(v[0], "(") && !strcmp(v[2], ")"))
			return *v[1] != 0;
		break;
	case 4:
		if (!strcmp(v[0], "!"))
			return !test_count(t, v + 1, 3);
		if (!strcmp(v[0], "(") && !strcmp(v[3], ")"))
			return test_count(t, v + 1, 2);
		break;
	default:
		break;
	}
	t->v = v;
	t->n = n;
	t->i = 0;
	r = test_or(t);
	if (t->i < n)
		return test_error(t, v[t->i], "unexpected operator");
	return r;
}

int builtin_test(int argc, char **argv)
{
	struct test t = { .n = 0 };
	bool r;

	if (argv[0][0] == '[') {
		if (strcmp(argv[argc - 1], "]") != 0 || argc == 1)
			return builtin_error("missing ]");
		argc--;
	}
	r = test_count(&t, argv + 1, argc - 1);
	return t.bad ? 2 : !r;
}
