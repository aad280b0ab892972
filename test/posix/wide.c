/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Wide characters and UTF-8: <wchar.h>, <wctype.h>, mbtowc() and company. */
#define _XOPEN_SOURCE 700
#include <inttypes.h>
#include <langinfo.h>
#include <locale.h>
#include <stdarg.h>
#include <wchar.h>
#include <wctype.h>

#include "test/call/call.h"

static wchar_t wide[300];
static char text[300];

static void utf8(void)
{
	CHECK(setlocale(LC_CTYPE, "C.UTF-8") != NULL);
	CHECK(strcmp(nl_langinfo(CODESET), "UTF-8") == 0);
	CHECK(MB_CUR_MAX >= 4);
	static const struct {
		wchar_t c;
		const char *bytes;
	} good[] = { { 'A', "A" }, { 0xe4, "\xc3\xa4" },
		{ 0x20ac, "\xe2\x82\xac" }, { 0x1f600, "\xf0\x9f\x98\x80" },
		{ 0x7ff, "\xdf\xbf" }, { 0xffff, "\xef\xbf\xbf" } };
	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++) {
		const char *bytes = good[i].bytes;
		wchar_t c = 0;
		SAME(mblen(bytes, 4), strlen(bytes));
		SAME(mbtowc(&c, bytes, 4), strlen(bytes));
		SAME(c, good[i].c);
		SAME(wctomb(text, c), strlen(bytes));
		CHECK(memcmp(text, bytes, strlen(bytes)) == 0);
	}
	static const char *const bad[] = { "\x80", "\xc0\x80", "\xc3\x28",
		"\xed\xa0\x80", "\xff", "\xe0\x80\x80" };
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		mbstate_t state = { 0 };
		FAILS((ssize_t)mbrtowc(NULL, bad[i], 6, &state), EILSEQ);
	}
	FAILS(wctomb(text, (wchar_t)0xd800), EILSEQ);
	SAME(mbtowc(NULL, NULL, 0), 0);
	SAME(wctomb(NULL, 0), 0);
	SAME(mblen("", 1), 0);
}

static void states(void)
{
	const char *euro = "\xe2\x82\xac!", *from = euro;
	mbstate_t state = { 0 };
	wchar_t c = 0;

	SAME((ssize_t)mbrtowc(&c, euro, 1, &state), -2);
	CHECK(!mbsinit(&state));
	SAME((ssize_t)mbrtowc(&c, euro + 1, 1, &state), -2);
	SAME(mbrtowc(&c, euro + 2, 5, &state), 1);
	SAME(c, 0x20ac);
	CHECK(mbsinit(&state));
	SAME(mbrlen(euro, 4, &state), 3);
	SAME(mbsrtowcs(wide, &from, 10, &state), 2);
	CHECK(from == NULL && wide[0] == 0x20ac && wide[1] == '!');
	from = euro;
	SAME(mbsrtowcs(wide, &from, 1, &state), 1);
	CHECK(from == euro + 3);
	from = euro;
	SAME(mbsnrtowcs(wide, &from, 3, 10, &state), 1);
	SAME(mbstowcs(NULL, euro, 0), 2);
	SAME(mbstowcs(wide, euro, 10), 2);
	const wchar_t *wfrom = wide;
	SAME(wcsrtombs(text, &wfrom, 3, &state), 3);
	CHECK(wfrom == wide + 1);
	SAME(wcsrtombs(NULL, &(const wchar_t *){ wide }, 0, &state), 4);
	wfrom = wide;
	SAME(wcsnrtombs(text, &wfrom, 1, 9, &state), 3);
	SAME(wcstombs(text, wide, sizeof(text)), 4);
	CHECK(strcmp(text, euro) == 0);
	SAME(wcrtomb(text, L'x', &state), 1);
	SAME(btowc('a'), 'a');
	SAME(btowc(0xe4), WEOF);
	SAME(btowc(EOF), WEOF);
	SAME(wctob('a'), 'a');
	SAME(wctob(0x20ac), EOF);
	SAME(mbtowc(&c, "\xe2\x82", 2), -1);
	FAILS((ssize_t)mbstowcs(wide, "a\xff", 5), EILSEQ);
}

static void strings(void)
{
	CHECK(wcscpy(wide, L"abc") == wide && wcscat(wide, L"def") == wide);
	CHECK(wcscmp(wide, L"abcdef") == 0 && wcslen(wide) == 6);
	CHECK(wcsncmp(wide, L"abx", 2) == 0 && wcsnlen(wide, 3) == 3);
	CHECK(wcscasecmp(wide, L"ABCDEF") == 0);
	CHECK(wcsncasecmp(wide, L"ABx", 2) == 0);
	CHECK(wcschr(wide, 'c') == wide + 2 && wcsrchr(wide, 'z') == NULL);
	CHECK(wcsstr(wide, L"cd") == wide + 2);
	CHECK(wcsspn(wide, L"ab") == 2 && wcscspn(wide, L"d") == 3);
	CHECK(wcspbrk(wide, L"ed") == wide + 3);
	CHECK(wcsncpy(wide, L"xy", 4) == wide && wide[3] == 0);
	CHECK(wcsncat(wide, L"zzz", 1) && wcscmp(wide, L"xyz") == 0);
	CHECK(wcpcpy(wide, L"12") == wide + 2);
	CHECK(wcpncpy(wide, L"1", 3) == wide + 1);
	CHECK(wcscoll(L"a", L"b") < 0 && wcsxfrm(wide, L"abc", 20) >= 3);
	wchar_t *made = wcsdup(L"copy"), *rest = NULL;
	CHECK(wcscmp(made, L"copy") == 0);
	free(made);
	wcscpy(wide, L",a,b");
	CHECK(wcscmp(wcstok(wide, L",", &rest), L"a") == 0);
	CHECK(wcscmp(wcstok(NULL, L",", &rest), L"b") == 0);
	CHECK(wmemcpy(wide, L"hello", 6) && wmemchr(wide, 'l', 5) == wide + 2);
	CHECK(wmemcmp(wide, L"help", 4) < 0);
	CHECK(wmemmove(wide + 1, wide, 4) && wide[1] == 'h');
	CHECK(wmemset(wide, 'z', 3) && wide[2] == 'z');
	locale_t c = newlocale(LC_ALL_MASK, "C", (locale_t)0);
	CHECK(wcscoll_l(L"a", L"b", c) < 0 && wcscasecmp_l(L"A", L"a", c) == 0);
	CHECK(wcsncasecmp_l(L"A", L"a", 1, c) == 0);
	CHECK(wcsxfrm_l(wide, L"abc", 20, c) >= 3);
	freelocale(c);
}

static void numbers(void)
{
	wchar_t *end;

	CHECK(wcstol(L" -42x", &end, 10) == -42 && *end == 'x');
	CHECK(wcstoul(L"0xff", NULL, 0) == 255 && wcstoll(L"7", NULL, 8) == 7);
	CHECK(wcstoull(L"18446744073709551615", NULL, 10) == ULLONG_MAX);
	CHECK(wcstod(L"1.5e1", &end) == 15 && *end == 0);
	CHECK(wcstof(L"0x1p-1", NULL) == 0.5F);
	CHECK(wcstold(L"2.25", NULL) == 2.25L);
	CHECK(wcstoimax(L"-5", NULL, 10) == -5);
	CHECK(wcstoumax(L"5", NULL, 10) == 5);
	errno = 0;
	CHECK(wcstol(L"99999999999999999999", NULL, 10) == LONG_MAX);
	SAME(errno, ERANGE);
	SAME(wcwidth(L'a'), 1);
	SAME(wcwidth(0), 0);
	SAME(wcwidth(7), -1);
	SAME(wcwidth(0x4e00), 2);
	SAME(wcwidth(0x301), 0);
	SAME(wcswidth(L"a\x4e00", 5), 3);
}

static int format(const wchar_t *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	int n = vswprintf(wide, 50, fmt, args);
	va_end(args);
	return n;
}

static int scan(const wchar_t *from, const wchar_t *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	int n = vswscanf(from, fmt, args);
	va_end(args);
	return n;
}

static void formats(void)
{
	int a = 0, b = 0;

	SAME(swprintf(wide, 50, L"%d %ls %s %lc", 5, L"w", "n", L'\u20ac'), 7);
	CHECK(wcscmp(wide, L"5 w n \u20ac") == 0);
	SAME(swprintf(wide, 3, L"%d", 12345), -1);
	SAME(format(L"%05.1f|%-4ls|", 2.25, L"ab"), 11);
	SAME(swscanf(L"12 x34", L"%d x%d", &a, &b), 2);
	CHECK(a == 12 && b == 34);
	SAME(swscanf(L"\u20ac5", L"%ls", wide), 1);
	CHECK(wide[0] == 0x20ac);
	SAME(scan(L"7", L"%d", &a), 1);
	SAME(a, 7);
}

static int format_to(FILE *f, const wchar_t *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	int n = vfwprintf(f, fmt, args);
	va_end(args);
	return n;
}

static int scan_from(FILE *f, const wchar_t *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	int n = vfwscanf(f, fmt, args);
	va_end(args);
	return n;
}

static void streams(void)
{
	int n = 0;
	FILE *f = tmpfile();

	SAME(fwide(f, 0), 0);
	CHECK(fwide(f, 1) > 0 && fwide(f, -1) > 0);
	SAME(fputwc(0x20ac, f), 0x20ac);
	CHECK(fputws(L"uro\n", f) >= 0);
	SAME(putwc('x', f), 'x');
	SAME(fwprintf(f, L" %d ", 42), 4);
	SAME(format_to(f, L"%ls", L"last"), 4);
	rewind(f);
	CHECK(fgetws(wide, 20, f) && wcscmp(wide, L"\u20acuro\n") == 0);
	SAME(fgetwc(f), 'x');
	SAME(ungetwc(0xe4, f), 0xe4);
	SAME(getwc(f), 0xe4);
	SAME(fwscanf(f, L"%d", &n), 1);
	SAME(n, 42);
	SAME(scan_from(f, L"%ls", wide), 1);
	CHECK(wcscmp(wide, L"last") == 0);
	SAME(getwc(f), WEOF);
	fclose(f);
	wchar_t *made = NULL;
	size_t size = 0;
	f = open_wmemstream(&made, &size);
	fwprintf(f, L"%ls", L"kept");
	fclose(f);
	CHECK(size == 4 && wcscmp(made, L"kept") == 0);
	free(made);
	f = fopen("/dev/null", "r+");
	fputws(L"x", f);
	fclose(f);
	f = tmpfile();
	fwrite("\xff", 1, 1, f);
	rewind(f);
	fclose(f);
}

static void classes(void)
{
	CHECK(iswalpha(0xe4) && iswupper(0xc4) && iswlower(0xe4));
	CHECK(towupper(0xe4) == 0xc4 && towlower(0xc4) == 0xe4);
	CHECK(iswdigit('5') && !iswdigit(0x661) && iswxdigit('f'));
	CHECK(iswspace(0x2003) && iswblank('\t') && iswcntrl(7));
	CHECK(iswprint(0x20ac) && iswgraph(0x20ac) && iswpunct('!'));
	CHECK(iswalnum('a') && !iswalpha(WEOF) && !iswprint(0xfffe + 1));
	CHECK(iswctype('a', wctype("alpha")) && wctype("nonsense") == 0);
	CHECK(towctrans('a', wctrans("toupper")) == 'A');
	CHECK(wctrans("nonsense") == 0);
	locale_t l = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
	CHECK(l != (locale_t)0);
	CHECK(iswalpha_l('a', l) && iswupper_l('A', l) && iswlower_l('a', l));
	CHECK(iswdigit_l('1', l) && iswxdigit_l('a', l) && iswspace_l(' ', l));
	CHECK(iswblank_l(' ', l) && iswcntrl_l(1, l) && iswprint_l('a', l));
	CHECK(iswgraph_l('a', l) && iswpunct_l('.', l) && iswalnum_l('1', l));
	CHECK(towupper_l('a', l) == 'A' && towlower_l('A', l) == 'a');
	CHECK(iswctype_l('a', wctype_l("alpha", l), l));
	CHECK(towctrans_l('a', wctrans_l("toupper", l), l) == 'A');
	freelocale(l);
}

/* The functions on standard streams, in a child with other ones. */
static int standard(void)
{
	make_file("/dev/null", "");
	FILE *f = tmpfile();
	OK(dup2(fileno(f), 1));
	SAME(wprintf(L"%d\n", 5), 2);
	SAME(putwchar('x'), 'x');
	fflush(stdout);
	OK(lseek(1, 0, SEEK_SET));
	OK(dup2(1, 0));
	int n = 0;
	SAME(wscanf(L"%d", &n), 1);
	SAME(n, 5);
	SAME(getwchar(), '\n');
	SAME(getwchar(), 'x');
	SAME(getwchar(), WEOF);
	return 0;
}

int main(void)
{
	utf8();
	states();
	strings();
	numbers();
	formats();
	streams();
	classes();
	SAME(status_of(in_child(standard)), 0);
	return 0;
}
