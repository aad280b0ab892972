/* SPDX-License-Identifier: GPL-3.0-or-later */
/* <locale.h>, <langinfo.h>, <iconv.h>, <nl_types.h>, <monetary.h>. */
#define _XOPEN_SOURCE 700
#include <iconv.h>
#include <langinfo.h>
#include <locale.h>
#include <monetary.h>
#include <nl_types.h>

#include "test/call/call.h"

static char text[200];

static void setting(void)
{
	CHECK(strcmp(setlocale(LC_ALL, NULL), "C") == 0);
	CHECK(setlocale(LC_ALL, "C") != NULL);
	CHECK(setlocale(LC_ALL, "POSIX") != NULL);
	CHECK(setlocale(12345, "C") == NULL);
	OK(unsetenv("LANG"));
	OK(unsetenv("LC_CTYPE"));
	OK(setenv("LC_ALL", "C", 1));
	CHECK(setlocale(LC_ALL, "") != NULL);
	struct lconv *l = localeconv();
	CHECK(strcmp(l->decimal_point, ".") == 0);
	CHECK(strcmp(l->thousands_sep, "") == 0 && l->frac_digits == CHAR_MAX);
	locale_t c = newlocale(LC_ALL_MASK, "C", (locale_t)0);
	CHECK(c != (locale_t)0);
	locale_t copy = duplocale(c);
	CHECK(copy != (locale_t)0);
	CHECK(uselocale((locale_t)0) == LC_GLOBAL_LOCALE);
	CHECK(uselocale(copy) == LC_GLOBAL_LOCALE);
	CHECK(uselocale((locale_t)0) == copy);
	CHECK(uselocale(LC_GLOBAL_LOCALE) == copy);
	CHECK(strcmp(nl_langinfo_l(RADIXCHAR, c), ".") == 0);
	freelocale(copy);
	freelocale(c);
}

static void information(void)
{
	CHECK(strcmp(nl_langinfo(DAY_1), "Sunday") == 0);
	CHECK(strcmp(nl_langinfo(ABMON_12), "Dec") == 0);
	CHECK(strcmp(nl_langinfo(AM_STR), "AM") == 0);
	CHECK(strncmp(nl_langinfo(D_T_FMT), "%a %b %e %", 10) == 0);
	CHECK(strcmp(nl_langinfo(YESEXPR), "^[yY]") == 0);
	CHECK(strcmp(nl_langinfo(THOUSEP), "") == 0);
	CHECK(nl_langinfo(CODESET)[0] != 0);
	CHECK(strfmon(text, sizeof(text), "%!.2n", 1234.5) > 0);
	CHECK(strstr(text, "1234.50") != NULL);
	locale_t c = newlocale(LC_ALL_MASK, "C", (locale_t)0);
	CHECK(strfmon_l(text, sizeof(text), c, "%!.1n", 2.5) > 0);
	freelocale(c);
	SAME(strfmon(text, 3, "%!.2n", 1234.5), -1);
}

static void converts(const char *from, const char *to, const char *in,
	size_t in_size, const char *out, size_t out_size)
{
	char copy[100], *at = copy, *into = text;
	size_t left = in_size, room = sizeof(text);
	iconv_t cd = iconv_open(to, from);

	CHECK(cd != (iconv_t)-1);
	memcpy(copy, in, in_size);
	CHECK(iconv(cd, &at, &left, &into, &room) != (size_t)-1);
	SAME(left, 0);
	SAME(into - text, out_size);
	CHECK(memcmp(text, out, out_size) == 0);
	SAME(iconv_close(cd), 0);
}

static void conversion(void)
{
	converts("UTF-8", "ISO-8859-1", "\xc3\xa4!", 3, "\xe4!", 2);
	converts("ISO-8859-1", "UTF-8", "\xe4", 1, "\xc3\xa4", 2);
	converts("UTF-8", "UTF-16BE", "\xf0\x9f\x98\x80", 4, "\xd8\x3d\xde\x00",
		4);
	converts("UTF-16LE", "UTF-8", "\xac\x20", 2, "\xe2\x82\xac", 3);
	converts("UTF-8", "UTF-32LE", "A", 1, "A\0\0\0", 4);
	converts("CP1252", "UTF-8", "\x80", 1, "\xe2\x82\xac", 3);
	converts("SHIFT_JIS", "UTF-8", "\x82\xa0", 2, "\xe3\x81\x82", 3);
	CHECK(iconv_open("no-such-set", "UTF-8") == (iconv_t)-1);
	SAME(errno, EINVAL);
	iconv_t cd = iconv_open("UTF-16LE", "UTF-8");
	char in[] = "ab\xff", *at = in, *into = text;
	size_t left = 3, room = 2;
	FAILS((ssize_t)iconv(cd, &at, &left, &into, &room), E2BIG);
	CHECK(left == 2 && room == 0);
	room = 20;
	FAILS((ssize_t)iconv(cd, &at, &left, &into, &room), EILSEQ);
	SAME(left, 1);
	char part[] = "\xe2\x82";
	at = part;
	left = 2;
	FAILS((ssize_t)iconv(cd, &at, &left, &into, &room), EINVAL);
	SAME(iconv(cd, NULL, NULL, NULL, NULL), 0);
	iconv_close(cd);
}

static void messages(void)
{
	nl_catd d = catopen("/nonexistent/messages", 0);

	CHECK(d == (nl_catd)-1);
	if (d != (nl_catd)-1)
		CHECK(catclose(d) == 0 && catgets(d, 1, 1, "x"));
}

int main(void)
{
	setting();
	information();
	conversion();
	messages();
	return 0;
}
