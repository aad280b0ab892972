/* SPDX-License-Identifier: GPL-3.0-or-later */
/* <stdlib.h> and <inttypes.h>: numbers, sorting, random sequences. */
#define _GNU_SOURCE
#include <float.h>
#include <inttypes.h>
#include <math.h>

#include "test/call/call.h"

static void integers(void)
{
	char *end;

	CHECK(strtol(" +12x", &end, 10) == 12 && *end == 'x');
	CHECK(strtol("0x", &end, 16) == 0 && *end == 'x');
	CHECK(strtol("0x1F", &end, 0) == 31 && *end == 0);
	CHECK(strtol("017", NULL, 0) == 15 && strtol("zz", NULL, 36) == 1295);
	CHECK(strtol("-", &end, 10) == 0 && *end == '-');
	errno = 0;
	CHECK(strtoll("9223372036854775808", NULL, 10) == LLONG_MAX);
	SAME(errno, ERANGE);
	errno = 0;
	CHECK(strtoll("-9223372036854775809", NULL, 10) == LLONG_MIN);
	SAME(errno, ERANGE);
	errno = 0;
	CHECK(strtoll("-9223372036854775808", NULL, 10) == LLONG_MIN);
	SAME(errno, 0);
	CHECK(strtoul("-1", NULL, 10) == ULONG_MAX);
	CHECK(strtoull("18446744073709551616", NULL, 10) == ULLONG_MAX);
	SAME(errno, ERANGE);
	errno = 0;
	CHECK(strtol("1", NULL, 1) == 0 && errno == EINVAL);
	CHECK(strtoimax("-7", NULL, 10) == -7 && strtoumax("7", NULL, 8) == 7);
	CHECK(atoi("42x") == 42 && atol("-3") == -3 && atoll("9") == 9);
	CHECK(abs(-3) == 3 && labs(-4L) == 4 && llabs(-5LL) == 5);
	CHECK(imaxabs(INTMAX_C(-6)) == 6);
	div_t d = div(-7, 2);
	CHECK(d.quot == -3 && d.rem == -1);
	ldiv_t l = ldiv(7, -2);
	CHECK(l.quot == -3 && l.rem == 1);
	lldiv_t ll = lldiv(LLONG_MIN, 3);
	CHECK(ll.quot == LLONG_MIN / 3 && ll.rem == LLONG_MIN % 3);
	imaxdiv_t m = imaxdiv(9, 4);
	CHECK(m.quot == 2 && m.rem == 1);
	SAME(a64l("./01Az"), a64l(l64a(a64l("./01Az"))));
	SAME(a64l("/"), 1);
}

/* Each is rounded to nearest, to the last bit. */
static void floats(void)
{
	static const struct {
		const char *text;
		double value;
	} cases[] = { { "0.1", 0x1.999999999999ap-4 },
		{ "1e23", 0x1.52d02c7e14af6p+76 },
		{ "9007199254740993", 9007199254740992.0 },
		{ "9007199254740993.00000000000000000001", 9007199254740994.0 },
		{ "2.2250738585072011e-308", 0x0.fffffffffffffp-1022 },
		{ "2.2250738585072014e-308", DBL_MIN },
		{ "4.9e-324", 0x1p-1074 }, { "1e-400", 0 },
		{ "1.7976931348623157e308", DBL_MAX }, { "0x1.8p1", 3 },
		{ "0x.8", 0.5 }, { "0x1.00000000000008p0", 1 },
		{ "0x1.000000000000080001p0", 0x1.0000000000001p0 },
		{ "  -1.5e+1z", -15 }, { "infinityx", (double)INFINITY },
		{ "-inf", -(double)INFINITY }, { "1e5000", HUGE_VAL } };
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		double got = strtod(cases[i].text, NULL);
		if (got != cases[i].value)
			fprintf(stderr, "%s: %a\n", cases[i].text, got);
		CHECK(got == cases[i].value);
	}
	char *end;
	CHECK(isnan(strtod("nan(12)x", &end)) && *end == 'x');
	CHECK(strtod("1.5e", &end) == 1.5 && *end == 'e');
	CHECK(strtod(".", &end) == 0 && *end == '.');
	CHECK(strtod("2e+", &end) == 2 && *end == 'e');
	CHECK(strtod("0x", &end) == 0 && *end == 'x');
	CHECK(strtod(" +.5e1.", &end) == 5 && *end == '.');
	CHECK(strtod("e5", &end) == 0 && *end == 'e');
	CHECK(strtod("0e99999", &end) == 0 && *end == '\0');
	CHECK(signbit(strtod("-0", NULL)));
	errno = 0;
	CHECK(strtod("1e999", NULL) == HUGE_VAL && errno == ERANGE);
	CHECK(strtof("16777217", NULL) == 16777216.0F);
	CHECK(strtof("3.4028236e38", NULL) == HUGE_VALF);
	CHECK(strtold("0.1", NULL) != 0.1 && strtold("1.5", NULL) == 1.5L);
	CHECK(atof("2.5") == 2.5);
	/* What is printed with enough digits is read back the same. */
	srand48(42);
	for (int i = 0; i < 20000; i++) {
		union {
			uint64_t bits;
			double d;
		} u, back;
		u.bits = (uint64_t)mrand48() << 32 | (uint32_t)mrand48();
		if (isnan(u.d))
			continue;
		char text[40];
		sprintf(text, "%.17g", u.d);
		back.d = strtod(text, NULL);
		CHECK(back.bits == u.bits);
	}
	long double big = strtold("1e4000", NULL);
	for (int i = 0; i < 4000; i++)
		big /= 10;
	CHECK(fabsl(big - 1) < 1e-15L);
}

static int compare(const void *a, const void *b)
{
	int x = *(const int *)a, y = *(const int *)b;

	return (x > y) - (x < y);
}

static void sorting(void)
{
	static int list[5000];
	int key = 77;

	for (int n = 0; n < 300; n++) {
		for (int i = 0; i < n; i++)
			list[i] = (i * 7919) % (n + 1);
		qsort(list, (size_t)n, sizeof(int), compare);
		for (int i = 1; i < n; i++)
			CHECK(list[i - 1] <= list[i]);
	}
	for (int i = 0; i < 5000; i++)
		list[i] = 5000 - i;
	qsort(list, 5000, sizeof(int), compare);
	int *found = bsearch(&key, list, 5000, sizeof(int), compare);
	CHECK(found == list + 76);
	key = 9999;
	CHECK(bsearch(&key, list, 5000, sizeof(int), compare) == NULL);
	CHECK(bsearch(&key, list, 0, sizeof(int), compare) == NULL);
}

struct item {
	int key, order;
	char more[12];
};

static int compare_items(const void *a, const void *b)
{
	return compare(a, b);
}

/* Elements of other sizes, in one order or another before. */
static void sorting_items(void)
{
	static struct item items[1000];

	for (int way = 0; way < 4; way++)
		for (int n = 0; n < 1000; n += 1 + n / 3) {
			long sum = 0;

			for (int i = 0; i < n; i++) {
				int keys[] = { i, -i, i * 7919 % 1009,
					i / 3 * 7919 % 11 };
				items[i].key = keys[way];
				items[i].order = ~keys[way];
				sum += keys[way];
			}
			qsort(items, (size_t)n, sizeof(*items), compare_items);
			for (int i = 0; i < n; i++) {
				CHECK(items[i].order == ~items[i].key);
				CHECK(!i || items[i - 1].key <= items[i].key);
				sum -= items[i].key;
			}
			SAME(sum, 0);
		}
}

static void sequences(void)
{
	unsigned seed = 5, same = 5;
	unsigned short x[3] = { 1, 2, 3 }, y[3] = { 1, 2, 3 };
	static char state[128];

	srand(1);
	int first = rand();
	CHECK(first >= 0 && first <= RAND_MAX);
	srand(1);
	SAME(rand(), first);
	SAME(rand_r(&seed), rand_r(&same));
	/* The 48-bit generator is fixed by POSIX. */
	srand48(0);
	SAME(lrand48(), 366850414);
	SAME(mrand48(), -1074162815);
	CHECK(fabs(drand48() - 0.3333333) < 1);
	CHECK(erand48(x) == erand48(y));
	SAME(nrand48(x), nrand48(y));
	SAME(jrand48(x), jrand48(y));
	unsigned short seeds[7] = { 1, 2, 3, 0xe66d, 0xdeec, 5, 11 };
	lcong48(seeds);
	long a = lrand48();
	CHECK(seed48(seeds) != NULL);
	CHECK(a >= 0);
	srandom(7);
	long r = random();
	srandom(7);
	SAME(random(), r);
	char *old = initstate(3, state, sizeof(state));
	r = random();
	CHECK(old != NULL && setstate(old) == state);
	setstate(state);
	CHECK(random() != r || random() != r);
}

int main(void)
{
	integers();
	floats();
	sorting();
	sorting_items();
	sequences();
	return 0;
}
