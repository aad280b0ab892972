/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * netfs's fetches: retries and their pauses, what is told, late completions.
 *
 * Links: servers/netfs/fetch.c kernel/timer.c
 */
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "kernel/host.h"
#include "kernel/log.h"
#include "servers/netfs/fetch.h"
#include "test/unit/check.h"
#include "test/unit/native.h"

/* The host: what it was asked last, its clock, and the log. */
static struct {
	double now;
	int asked, token, attempt;
	char url[64], log[512];
} host;

double host_now(void)
{
	return host.now;
}

void host_fetch(int token, const char *url, uint32_t size, int attempt)
{
	CHECK(size < sizeof(host.url));
	memcpy(host.url, url, size);
	host.url[size] = '\0';
	host.asked++;
	host.token = token;
	host.attempt = attempt;
}

void klog(const char *pattern, ...)
{
	va_list ap;

	va_start(ap, pattern);
	vsnprintf(host.log, sizeof(host.log), pattern, ap);
	va_end(ap);
}

static struct fetches fetches;
static int result, done_count;
static bool retry;
static char content[16];

static void done(struct fetch *f, int r, const void *bytes, uint32_t size)
{
	result = r;
	done_count++;
	if (r < 0 && retry && fetch_again(f, "/bin/x"))
		return;
	snprintf(content, sizeof(content), "%.*s", (int)size,
		(const char *)bytes);
	fetch_end(f);
}

static void begin(struct fetch *f)
{
	memset(&host, 0, sizeof(host));
	memset(&fetches, 0, sizeof(fetches));
	list_init(&fetches.all);
	done_count = 0;
	retry = true;
	CHECK_INT(fetch_start(f, &fetches, "http://h/", "a.txt", done), 0);
	CHECK_STR(host.url, "http://h/a.txt");
	CHECK_INT(host.asked, 1);
	CHECK_INT(host.attempt, 0);
}

static void test_success(void)
{
	struct fetch f;

	begin(&f);
	fetch_completed(&fetches, (uint32_t)host.token, 0, "text", 4);
	CHECK_INT(result, 0);
	CHECK_STR(content, "text");
	CHECK(list_empty(&fetches.all));
	CHECK_STR(host.log, "");
	CHECK(timer_run(1e9) == 0);
}

/* Three retries, after 100, 400 and 1600 ms; the last reason is told. */
static void test_failure(void)
{
	static const double pause[] = { 100, 400, 1600 };
	struct fetch f;

	begin(&f);
	for (int i = 0; i < 3; i++) {
		fetch_completed(
			&fetches, (uint32_t)host.token, -EIO, "HTTP 404", 8);
		CHECK_INT(host.asked, i + 1);
		CHECK_STR(host.log, "");
		host.now += pause[i] - 1;
		timer_run(host.now);
		CHECK_INT(host.asked, i + 1);
		host.now += 1;
		timer_run(host.now);
		CHECK_INT(host.asked, i + 2);
		CHECK_INT(host.attempt, i + 1);
	}
	fetch_completed(
		&fetches, (uint32_t)host.token, -ETIMEDOUT, "too slow", 8);
	CHECK_INT(result, -ETIMEDOUT);
	CHECK_INT(done_count, 4);
	CHECK_STR(host.log, "netfs: http://h/a.txt: too slow (/bin/x)");
	CHECK(list_empty(&fetches.all));
}

static void test_late_success(void)
{
	struct fetch f;
	int first;

	begin(&f);
	first = host.token;
	fetch_completed(&fetches, (uint32_t)first, -EIO, "off", 3);
	timer_run(host.now = 100);
	CHECK(host.token != first);
	/* What the first attempt brings now is too late. */
	fetch_completed(&fetches, (uint32_t)first, 0, "old", 3);
	CHECK_INT(done_count, 1);
	fetch_completed(&fetches, (uint32_t)host.token, 0, "new", 3);
	CHECK_STR(content, "new");
	CHECK_STR(host.log, "");
	fetch_completed(&fetches, 0, 0, "", 0);
	CHECK_INT(done_count, 2);
}

/* Ended while it waits for its next attempt: there is none. */
static void test_end(void)
{
	struct fetch f;

	begin(&f);
	fetch_completed(&fetches, (uint32_t)host.token, -EIO, "off", 3);
	fetch_end(&f);
	CHECK(timer_run(1e9) == 0);
	CHECK_INT(host.asked, 1);
}

/* Reasons of any length and none; no memory. */
static void test_reason(void)
{
	char words[300];
	struct fetch f;

	memset(words, 'w', sizeof(words));
	begin(&f);
	fetch_completed(&fetches, (uint32_t)host.token, -EIO, words, 300);
	CHECK_INT(strlen(f.reason), FETCH_REASON - 1);
	timer_run(host.now += 100);
	fetch_completed(&fetches, (uint32_t)host.token, -ENOMEM, "", 0);
	CHECK_STR(f.reason, "no memory for it");
	fetch_end(&f);
	native_fail_after(0);
	CHECK_INT(fetch_start(&f, &fetches, "a", "b", done), -ENOMEM);
	native_fail_after(-1);
	CHECK(list_empty(&fetches.all));
}

int main(void)
{
	test_success();
	test_failure();
	test_late_success();
	test_end();
	test_reason();
	return check_status();
}
