/* SPDX-License-Identifier: GPL-3.0-or-later */
/* <string.h>, <strings.h>, <ctype.h>, <libgen.h>, <assert.h>. */
#define _GNU_SOURCE
#include <assert.h>
#include <ctype.h>
#include <libgen.h>
#include <locale.h>
#include <strings.h>

#include "test/call/call.h"

static char text[300], other[300];

static void moving(void)
{
	for (size_t from = 0; from < 20; from++)
		for (size_t to = 0; to < 20; to++)
			for (size_t n = 0; n < 70; n += 7) {
				for (int i = 0; i < 100; i++)
					text[i] = other[i] = (char)i;
				memmove(text + to, text + from, n);
				for (size_t i = 0; i < 100; i++) {
					char want = i >= to && i < to + n
						? (char)(i - to + from)
						: (char)i;
					CHECK(text[i] == want);
				}
			}
	int fill = 0x1ff; /* the low byte is what counts */

	memset(text, fill, 3);
	CHECK(text[0] == (char)0xff && text[3] != (char)0xff);
	CHECK(memcpy(text, "abc", 4) == text);
	CHECK(memccpy(other, "abcdef", 'd', 6) == other + 4);
	CHECK(memccpy(other, "abcdef", 'z', 6) == NULL);
	CHECK(memcmp("a\0b", "a\0c", 3) < 0 && memcmp("\xff", "\1", 1) > 0);
	CHECK(memchr("abc", 'd', 3) == NULL);
	CHECK(*(const char *)memchr("abc", 'c' + 256, 3) == 'c');
	bcopy("xy", text, 2);
	CHECK(memcmp(text, "xyc", 3) == 0);
	swab("badc", text, 4);
	CHECK(memcmp(text, "abcd", 4) == 0);
}

static void copying(void)
{
	CHECK(strcpy(text, "abc") == text && strcat(text, "def") == text);
	CHECK(strcmp(text, "abcdef") == 0);
	memset(text, 'x', 10);
	CHECK(strncpy(text, "ab", 5) == text);
	CHECK(memcmp(text, "ab\0\0\0xx", 7) == 0);
	strcpy(text, "ab");
	CHECK(strcmp(strncat(text, "cdef", 2), "abcd") == 0);
	CHECK(stpcpy(text, "xyz") == text + 3);
	CHECK(stpncpy(text, "a", 4) == text + 1);
	CHECK(stpncpy(text, "abcdef", 4) == text + 4);
	char *made = strdup("copy");
	CHECK(strcmp(made, "copy") == 0);
	free(made);
	made = strndup("copy", 2);
	CHECK(strcmp(made, "co") == 0);
	free(made);
}

static void searching(void)
{
	const char *s = "hello, world";
	CHECK(strchr(s, 'o') == s + 4 && strrchr(s, 'o') == s + 8);
	CHECK(strchr(s, 0) == s + 12 && strrchr(s, 'z') == NULL);
	CHECK(strstr(s, "o, w") == s + 4 && strstr(s, "") == s);
	CHECK(strstr(s, "worlds") == NULL);
	CHECK(strstr("aaaaaaab", "aaab") != NULL);
	SAME(strspn(s, "helo"), 5);
	SAME(strcspn(s, " ,"), 5);
	CHECK(strpbrk(s, "wr") == s + 7 && strpbrk(s, "z") == NULL);
	SAME(strlen(s), 12);
	SAME(strnlen(s, 5), 5);
	SAME(strnlen(s, 50), 12);
	CHECK(strcmp("a", "b") < 0 && strcmp("\x80", "a") > 0);
	CHECK(strncmp("abc", "abd", 2) == 0 && strncmp("a", "b", 0) == 0);
	CHECK(strcasecmp("HeLLo", "hEllO") == 0);
	CHECK(strncasecmp("ABCx", "abcy", 3) == 0);
	CHECK(strcoll("a", "b") < 0 && strcoll("a", "a") == 0);
	locale_t c = newlocale(LC_ALL_MASK, "C", (locale_t)0);
	CHECK(strcoll_l("a", "b", c) < 0 && strcasecmp_l("A", "a", c) == 0);
	CHECK(strncasecmp_l("AB", "ac", 1, c) == 0);
	CHECK(strxfrm(text, "abc", sizeof(text)) >= 3);
	CHECK(strxfrm_l(text, "abc", sizeof(text), c) >= 3);
	CHECK(strcmp(strerror_l(ENOENT, c), strerror(ENOENT)) == 0);
	freelocale(c);
	CHECK(ffs(0) == 0 && ffs(1) == 1 && ffs(INT_MIN) == 32);
	CHECK(index(s, 'w') == strchr(s, 'w'));
}

static void tokens(void)
{
	char *rest = NULL;

	strcpy(text, "  a b,,c ");
	CHECK(strcmp(strtok(text, " ,"), "a") == 0);
	CHECK(strcmp(strtok(NULL, " "), "b,,c") == 0);
	CHECK(strtok(NULL, " ") == NULL);
	strcpy(text, ",x,,y");
	CHECK(strcmp(strtok_r(text, ",", &rest), "x") == 0);
	CHECK(strcmp(strtok_r(NULL, ",", &rest), "y") == 0);
	CHECK(strtok_r(NULL, ",", &rest) == NULL);
	char *at = strcpy(text, "a,,b");
	CHECK(strcmp(strsep(&at, ","), "a") == 0);
	CHECK(strcmp(strsep(&at, ","), "") == 0);
	CHECK(strcmp(strsep(&at, ","), "b") == 0 && at == NULL);
}

/* Each error has a text of its own; strerror_r() of XSI returns a number. */
static void errors(void)
{
	for (int e = 1; e < 130; e++)
		CHECK(strerror(e)[0] != 0);
	CHECK(strcmp(strerror(EAGAIN), strerror(EACCES)) != 0);
	char area[100] = "";
#ifdef __GLIBC__ /* returns the text if _GNU_SOURCE is defined */
	CHECK(strerror_r(ENOENT, area, sizeof(area)) != NULL);
#else
	SAME(strerror_r(ENOENT, area, sizeof(area)), 0);
	CHECK(strcmp(area, strerror(ENOENT)) == 0);
	SAME(strerror_r(ENOENT, area, 3), ERANGE);
#endif
	for (int sig = 1; sig < SIGRTMIN; sig++)
		CHECK(strsignal(sig)[0] != 0);
	CHECK(strcmp(strsignal(SIGTERM), "Terminated") == 0);
}

static void classes(void)
{
	for (int c = -1; c < 256; c++) {
		int ascii = c >= 0 && c < 128;
		int up = c >= 'A' && c <= 'Z', low = c >= 'a' && c <= 'z';
		int digit = c >= '0' && c <= '9';
		int print = c >= 32 && c < 127;
		SAME(!!isupper(c), up);
		SAME(!!islower(c), low);
		SAME(!!isalpha(c), up || low);
		SAME(!!isdigit(c), digit);
		SAME(!!isalnum(c), up || low || digit);
		SAME(!!isspace(c), c == ' ' || (c >= 9 && c <= 13));
		SAME(!!isblank(c), c == ' ' || c == '\t');
		SAME(!!iscntrl(c), ascii && (c < 32 || c == 127));
		SAME(!!isprint(c), print);
		SAME(!!isgraph(c), print && c != ' ');
		SAME(!!ispunct(c), print && c != ' ' && !up && !low && !digit);
		SAME(!!isxdigit(c),
			digit || (c >= 'a' && c <= 'f') ||
				(c >= 'A' && c <= 'F'));
		SAME(tolower(c), up ? c + 32 : c);
		SAME(toupper(c), low ? c - 32 : c);
		SAME(!!isascii(c), ascii);
	}
	SAME(toascii(0x1c1), 'A');
	SAME(_tolower('Q'), 'q');
	SAME(_toupper('q'), 'Q');
}

static void classes_of_locale(void)
{
	locale_t l = newlocale(LC_CTYPE_MASK, "C", (locale_t)0);

	CHECK(isalpha_l('a', l) && !isalpha_l('1', l) && isdigit_l('1', l));
	CHECK(isalnum_l('1', l) && isblank_l(' ', l) && iscntrl_l(1, l));
	CHECK(isgraph_l('!', l) && islower_l('a', l) && isprint_l(' ', l));
	CHECK(ispunct_l('!', l) && isspace_l('\n', l) && isupper_l('A', l));
	CHECK(isxdigit_l('f', l) && !isxdigit_l('g', l));
	SAME(toupper_l('a', l), 'A');
	SAME(tolower_l('A', l), 'a');
	freelocale(l);
}

static void paths(void)
{
	static const struct {
		const char *path, *dir, *base;
	} cases[] = { { "/usr/lib", "/usr", "lib" }, { "/usr/", "/", "usr" },
		{ "usr", ".", "usr" }, { "/", "/", "/" }, { ".", ".", "." },
		{ "..", ".", ".." }, { "a//b//", "a", "b" }, { "", ".", "." } };
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		strcpy(text, cases[i].path);
		CHECK(strcmp(dirname(text), cases[i].dir) == 0);
		strcpy(text, cases[i].path);
		CHECK(strcmp(basename(text), cases[i].base) == 0);
	}
}

static int asserts(void)
{
	CHECK(freopen("/dev/null", "w", stderr) != NULL);
	static volatile int no;
	assert(no == 0);
	assert(no);
	return 0;
}

int main(void)
{
	moving();
	copying();
	searching();
	tokens();
	errors();
	classes();
	classes_of_locale();
	paths();
	int status = status_of(in_child(asserts));
	CHECK(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT);
	return 0;
}
