/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How busy the machine is, for the task bar: from /proc. */
#include "impl.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

enum { EVERY = 2000 };

static bool watched;
static long long next_ms;
static unsigned long long last_busy, last_all;

static long long now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000LL + t.tv_nsec / 1000000;
}

void status_watch(bool on)
{
	watched = on;
	next_ms = now_ms();
}

int status_due(void)
{
	long long left = next_ms - now_ms();

	if (!watched)
		return -1;
	return left > 0 ? (int)left : 0;
}

/* Per cent of the time since the last look. */
static int busy(void)
{
	unsigned long long user = 0, nice = 0, system = 0, idle = 0, all, used;
	FILE *f = fopen("/proc/stat", "re");
	int percent = 0;

	if (f == NULL)
		return 0;
	if (fscanf(f, "cpu %llu %llu %llu %llu", &user, &nice, &system,
		    &idle) != 4)
		idle = 0;
	fclose(f);
	used = user + nice + system;
	all = used + idle;
	if (all > last_all)
		percent = (int)(100 * (used - last_busy) / (all - last_all));
	last_busy = used;
	last_all = all;
	return percent;
}

static void memory(unsigned long long *used, unsigned long long *total)
{
	FILE *f = fopen("/proc/meminfo", "re");
	unsigned long long kib, left = 0;
	char line[128];

	*total = 0;
	while (f != NULL && fgets(line, sizeof(line), f) != NULL) {
		if (sscanf(line, "MemTotal: %llu", &kib) == 1)
			*total = kib * 1024;
		else if (sscanf(line, "MemAvailable: %llu", &kib) == 1)
			left = kib * 1024;
	}
	if (f != NULL)
		fclose(f);
	*used = *total - left;
}

void status_tell(void)
{
	unsigned long long used, total;

	memory(&used, &total);
	tell("status\t%d\t%llu\t%llu", busy(), used, total);
	places_look();
	next_ms = now_ms() + EVERY;
}
