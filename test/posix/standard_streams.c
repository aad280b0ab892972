/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The functions that work on standard input and output, each in a child. */
#define _GNU_SOURCE
#include <locale.h>
#include <stdarg.h>
#include <wchar.h>

#include "test/call/call.h"

/* Standard input and output become one file with this content. */
static void standard(const char *content)
{
	make_file("io", content);
	int fd = (int)OK(open("io", O_RDWR));
	OK(dup2(fd, 0));
	OK(dup2(fd, 1));
}

static void wrote(const char *expected)
{
	char got[200] = "";

	fflush(stdout);
	int fd = (int)OK(open("io", O_RDONLY));
	OK(read(fd, got, sizeof(got) - 1));
	if (strcmp(got, expected) != 0)
		call_failed(__FILE__, __LINE__, expected);
}

/* It was removed from C; programs that have it still link. */
char *gets(char *);

static int old_gets(void)
{
	char line[20];

	standard("a line\nend");
	CHECK(gets(line) == line && strcmp(line, "a line") == 0);
	CHECK(gets(line) == line && strcmp(line, "end") == 0);
	CHECK(gets(line) == NULL);
	return 0;
}

static int characters(void)
{
	standard("");
	SAME(putchar('a'), 'a');
	SAME(putchar_unlocked('b'), 'b');
	CHECK(puts("c") >= 0);
	SAME(printf("%d", 5), 1);
	wrote("abc\n5");
	return 0;
}

static int reading(void)
{
	char word[10], line[10];
	int n = 0;

	standard("x y word 42\nline\n");
	SAME(getchar(), 'x');
	SAME(getchar_unlocked(), ' ');
	SAME(scanf("%*s%9s%d", word, &n), 2);
	CHECK(strcmp(word, "word") == 0 && n == 42);
	SAME(getchar(), '\n');
	CHECK(fgets(line, sizeof(line), stdin) && strcmp(line, "line\n") == 0);
	SAME(getchar(), EOF);
	CHECK(feof(stdin) && feof_unlocked(stdin) && !ferror(stdin));
	return 0;
}

static int vformat(FILE *f, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));
static int vformat(FILE *f, const char *fmt, ...)
{
	va_list args, copy;
	char text[50];

	va_start(args, fmt);
	va_copy(copy, args);
	int n = f ? vfprintf(f, fmt, args) : vprintf(fmt, args);
	SAME(vsprintf(text, fmt, copy), n);
	va_end(copy);
	va_end(args);
	return n;
}

static int vdirect(int fd, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));
static int vdirect(int fd, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	int n = vdprintf(fd, fmt, args);
	va_end(args);
	return n;
}

static int vscan(FILE *f, const char *fmt, ...)
	__attribute__((format(scanf, 2, 3)));
static int vscan(FILE *f, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	int n = f ? vfscanf(f, fmt, args) : vscanf(fmt, args);
	va_end(args);
	return n;
}

static int lists(void)
{
	int a = 0, b = 0;

	standard("");
	SAME(vformat(NULL, "%d ", 1), 2);
	SAME(vformat(stdout, "%d ", 2), 2);
	fflush(stdout);
	SAME(vdirect(1, "%d ", 3), 2);
	wrote("1 2 3 ");
	OK(lseek(0, 0, SEEK_SET));
	SAME(vscan(NULL, "%d", &a), 1);
	SAME(vscan(stdin, "%d", &b), 1);
	CHECK(a == 1 && b == 2);
	return 0;
}

static int wformat(const wchar_t *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	int n = vwprintf(fmt, args);
	va_end(args);
	return n;
}

static int wscan(const wchar_t *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	int n = vwscanf(fmt, args);
	va_end(args);
	return n;
}

static int wide(void)
{
	int n = 0;
	struct tm tm = { .tm_year = 100, .tm_mday = 1 };
	wchar_t text[20];

	standard("");
	SAME(wformat(L"%d", 17), 2);
	wrote("17");
	OK(lseek(0, 0, SEEK_SET));
	SAME(wscan(L"%d", &n), 1);
	SAME(n, 17);
	SAME(wcsftime(text, 20, L"%Y", &tm), 4);
	CHECK(wcscmp(text, L"2000") == 0);
	return 0;
}

/* What one program leaves of its input the next one reads: POSIX, 2.5.1. */
static int shared(void)
{
	char left[10] = "";

	standard("one\ntwo\n");
	CHECK(fgets(left, sizeof(left), stdin) != NULL);
	SAME(fflush(stdin), 0);
	SAME(lseek(0, 0, SEEK_CUR), 4);
	CHECK(fgets(left, sizeof(left), stdin) && strcmp(left, "two\n") == 0);
	SAME(fclose(stdin), 0);
	SAME(lseek(1, 0, SEEK_CUR), 8);
	return 0;
}

static int errors(void)
{
	char *text = NULL;

	standard("");
	OK(dup2(1, 2));
	errno = ENOENT;
	perror("why");
	errno = EPERM;
	perror(NULL);
	psignal(SIGINT, "sig");
	siginfo_t info = { .si_signo = SIGTERM };
	psiginfo(&info, "info");
	SAME(asprintf(&text, "why: %s\n%s\nsig: %s\n", strerror(ENOENT),
		     strerror(EPERM), strsignal(SIGINT)) > 0,
		1);
	char got[300] = "";
	OK(pread(1, got, sizeof(got) - 1, 0));
	CHECK(strncmp(got, text, strlen(text)) == 0);
	CHECK(strncmp(got + strlen(text), "info: ", 6) == 0);
	return 0;
}

int main(void)
{
	static int (*const tests[])(void) = { characters, reading, lists, wide,
		shared, errors, old_gets };

	scratch();
	for (size_t i = 0; i < sizeof(tests) / sizeof(*tests); i++)
		SAME(status_of(in_child(tests[i])), 0);
	OK(unlink("io"));
	scratch_end();
	return 0;
}
