/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The conversions of printf() and scanf(): POSIX, fprintf() and fscanf(). */
#define _XOPEN_SOURCE 700
#pragma GCC diagnostic ignored "-Wformat"
#pragma GCC diagnostic ignored "-Wpedantic"
#include <float.h>
#include <inttypes.h>
#include <math.h>
#include <stdarg.h>
#include <stddef.h>
#include <wchar.h>

#include "test/call/call.h"

static char text[6000];

static int format(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
static int format(const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	int n = vsnprintf(text, sizeof(text), fmt, args);
	va_end(args);
	return n;
}

#define PRINTS(expected, ...)                                       \
	do {                                                        \
		int n = format(__VA_ARGS__);                        \
		if (strcmp(text, expected) != 0) {                  \
			fprintf(stderr, "got \"%s\"\n", text);      \
			call_failed(__FILE__, __LINE__, #expected); \
		}                                                   \
		SAME(n, strlen(expected));                          \
	} while (0)

static void integers(void)
{
	PRINTS("  -42|-42  |-0042", "%5d|%-5d|%05d", -42, -42, -42);
	PRINTS("+7| 7|+7", "%+d|% d|%+ d", 7, 7, 7);
	PRINTS("0x1f|037|0X1F", "%#x|%#o|%#X", 31, 31, 31);
	PRINTS("0|0|", "%#x|%#o|%.0d", 0, 0, 0);
	PRINTS("00042|  042|042  ", "%.5d|%5.3d|%-5.3d", 42, 42, 42);
	PRINTS("-1|255|-1|65535", "%hhd|%hhu|%hd|%hu", -1, 255, -1, 65535);
	PRINTS("-9223372036854775808 18446744073709551615", "%lld %llu",
		LLONG_MIN, ULLONG_MAX);
	PRINTS("-9223372036854775808", "%" PRIdMAX, INTMAX_MIN);
	PRINTS("8 -8 4294967295", "%zu %td %" PRIu32, (size_t)8, (ptrdiff_t)-8,
		UINT32_MAX);
	PRINTS("   7|7   |", "%*d|%*d|", 4, 7, -4, 7);
	PRINTS("2 1", "%2$d %1$d", 1, 2);
	PRINTS("    2", "%2$*1$d", 5, 2);
	PRINTS("%|a|   a|abc|ab", "%%|%c|%4c|%s|%.2s", 'a', 'a', "abc", "abc");
	int count = 0;
	PRINTS("12345", "123%n45", &count);
	SAME(count, 3);
	SAME(snprintf(NULL, 0, "%d", 12345), 5);
	memset(text, 'x', 8);
	SAME(snprintf(text, 3, "%d", 12345), 5);
	CHECK(memcmp(text, "12\0xx", 5) == 0);
	SAME(sprintf(text, "%s", ""), 0);
}

static void floats(void)
{
	PRINTS("3.14|3.140000|3|3.", "%.2f|%f|%.0f|%#.0f", 3.14, 3.14, 3.14,
		3.14);
	PRINTS("1e+10|1E-05|1.5e+00", "%g|%G|%.1e", 1e10, 1e-5, 1.5);
	PRINTS("100000|1e+06|0.0001|1e-05", "%g|%g|%g|%g", 1e5, 1e6, 1e-4,
		1e-5);
	PRINTS("0.1000000000000000055511151231257827021181583404541015625",
		"%.55f", 0.1);
	PRINTS("0x1p+0|0x1.8p+1|-0x1p-1022", "%a|%a|%a", 1.0, 3.0, -0x1p-1022);
	PRINTS("0x1.ap-4|0X1.ABCDEFP+4", "%.1a|%A", 0.1, 0x1.abcdefp4);
	PRINTS("inf|-INF|nan|  inf", "%f|%F|%f|%05f", (double)INFINITY,
		-(double)INFINITY, (double)NAN, (double)INFINITY);
	PRINTS("2|2|4|-0", "%.0f|%.0f|%.0f|%.0f", 1.5, 2.5, 3.5, -0.5);
	PRINTS("1.7976931348623157e+308", "%.17g", DBL_MAX);
	PRINTS("4.9406564584124654e-324", "%.17g", 4.9406564584124654e-324);
	PRINTS("123456789012345683968", "%.0f", 123456789012345680000.0);
	PRINTS("0.333333333333333333", "%.18Lf", 1.0L / 3);
	PRINTS("1.000000|+1.5e+00|0.00001", "%Lf|%+.1Le|%.5Lf", 1.0L, 1.5L,
		1e-5L);
	SAME(format("%.500f", 1e-300), 502);
	SAME(format("%f", 1e300), 308);
	SAME(format("%.5000d", 1), 5000);
}

static void wide_and_errors(void)
{
	PRINTS("abc|ab", "%ls|%.2ls", L"abc", L"abc");
	PRINTS("z|(null)", "%lc|%s", (wint_t)L'z', "(null)");
	PRINTS("0x", "%.2s", "0x10");
	CHECK(format("%p", (void *)text) > 2 && strncmp(text, "0x", 2) == 0);
	static const wchar_t bad[] = { 0x110000 + 5, 0 };
	FAILS(format("%ls", bad), EILSEQ);
	FAILS(format("%*d%*d", INT_MAX, 1, INT_MAX, 1), EOVERFLOW);
}

static void scan_numbers(void)
{
	int a = 0, b = 0, n = 0;
	long long ll = 0;
	unsigned u = 0;
	double d = 0;
	float f = 0;
	long double ld = 0;

	SAME(sscanf("12 -7", "%d%d", &a, &b), 2);
	CHECK(a == 12 && b == -7);
	SAME(sscanf("0x1f 010", "%i%i", &a, &b), 2);
	CHECK(a == 31 && b == 8);
	SAME(sscanf("123456", "%3d%n%d", &a, &n, &b), 2);
	CHECK(a == 123 && b == 456 && n == 3);
	SAME(sscanf("ff 777", "%x%o", &u, (unsigned *)&a), 2);
	CHECK(u == 255 && a == 0777);
	SAME(sscanf("-9223372036854775808", "%lld", &ll), 1);
	CHECK(ll == LLONG_MIN);
	SAME(sscanf("1.5e3 0x1.8p1 2.5", "%lf%f%Lf", &d, &f, &ld), 3);
	CHECK(d == 1500 && f == 3.0F && ld == 2.5L);
	SAME(sscanf("inf nan", "%lf%f", &d, &f), 2);
	CHECK(isinf(d) && isnan(f));
	SAME(sscanf("", "%d", &a), EOF);
	SAME(sscanf("   ", "%d", &a), EOF);
	SAME(sscanf("x", "%d", &a), 0);
	SAME(sscanf("5 apples", "%d pears", &a), 1);
	SAME(sscanf("1,2", "%d,%d", &a, &b), 2);
	SAME(sscanf("3 4", "%2$d%1$d", &a, &b), 2);
	CHECK(a == 4 && b == 3);
	signed char hh = 0;
	short h = 0;
	size_t z = 0;
	ptrdiff_t t = 0;
	intmax_t j = 0;
	SAME(sscanf("1 2 3 4 5", "%hhd%hd%zu%td%jd", &hh, &h, &z, &t, &j), 5);
	CHECK(hh == 1 && h == 2 && z == 3 && t == 4 && j == 5);
	void *p = NULL;
	sprintf(text, "%p", (void *)text);
	SAME(sscanf(text, "%p", &p), 1);
	CHECK(p == (void *)text);
}

static void scan_strings(void)
{
	char a[20], b[20], *made = NULL;
	wchar_t w[20];
	int n = -1;

	SAME(sscanf("hello world", "%s%s", a, b), 2);
	CHECK(strcmp(a, "hello") == 0 && strcmp(b, "world") == 0);
	SAME(sscanf("hello", "%3s%19s", a, b), 2);
	CHECK(strcmp(a, "hel") == 0 && strcmp(b, "lo") == 0);
	SAME(sscanf("abc123", "%[a-z]%[0-9]", a, b), 2);
	CHECK(strcmp(a, "abc") == 0 && strcmp(b, "123") == 0);
	SAME(sscanf("a]b-c", "%[]a-]%[^c]", a, b), 2);
	CHECK(strcmp(a, "a]") == 0 && strcmp(b, "b-") == 0);
	SAME(sscanf("xyz", "%2c", a), 1);
	CHECK(memcmp(a, "xy", 2) == 0);
	SAME(sscanf("skip this", "%*s%s", a), 1);
	CHECK(strcmp(a, "this") == 0);
	SAME(sscanf("50%", "%d%%%n", &n, &n), 1);
	SAME(sscanf("wide", "%ls", w), 1);
	CHECK(wcscmp(w, L"wide") == 0);
	SAME(sscanf("allocated text", "%ms", &made), 1);
	CHECK(strcmp(made, "allocated") == 0);
	free(made);
	SAME(sscanf("abcd", "%m[a-c]", &made), 1);
	CHECK(strcmp(made, "abc") == 0);
	free(made);
}

static int sum_of(int n, ...)
{
	va_list args;
	int sum = 0;

	va_start(args, n);
	while (n-- > 0)
		sum += va_arg(args, int);
	va_end(args);
	return sum;
}

static int scan(const char *from, const char *fmt, ...)
	__attribute__((format(scanf, 2, 3)));
static int scan(const char *from, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	int n = vsscanf(from, fmt, args);
	va_end(args);
	return n;
}

/* What exactly is left in a stream, and the functions on standard streams. */
static void scan_streams(void)
{
	int a = 0, b = 0;
	char word[10];

	SAME(sum_of(3, 1, 2, 3), 6);
	SAME(scan("8 9", "%d%d", &a, &b), 2);
	FILE *f = tmpfile();
	CHECK(f != NULL);
	SAME(fprintf(f, "12abc 0xg 1e2r"), 14);
	rewind(f);
	SAME(fscanf(f, "%d", &a), 1);
	SAME(getc(f), 'a');
	SAME(fscanf(f, "%9s", word), 1);
	CHECK(strcmp(word, "bc") == 0);
	SAME(fscanf(f, "%x", (unsigned *)&a) <= 1, 1);
	SAME(getc(f), 'g');
	float d = 0;
	SAME(fscanf(f, "%4f", &d), 1);
	CHECK(d == 100.0F && getc(f) == 'r');
	SAME(fseek(f, 0, SEEK_END), 0);
	SAME(fscanf(f, "%d", &a), EOF);
	CHECK(feof(f));
	fclose(f);
}

int main(void)
{
	integers();
	floats();
	wide_and_errors();
	scan_numbers();
	scan_strings();
	scan_streams();
	return 0;
}
