/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looks up functions and variables of the library. */
#include "shell/cc/native.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

void list_of(va_list *list, void *area)
{
#ifdef __x86_64__
	/* All registers are used up, as it were. */
	struct {
		unsigned gp, fp;
		void *area, *save;
	} all = { 48, 304, area, NULL };

	memcpy(list, &all, sizeof(all));
#else
	memcpy(list, &area, sizeof(area));
#endif
}

native_fn *find_native(const char *name)
{
	static const struct native *const tables[] = { natives_string,
		natives_stdlib, natives_stdio, natives_math, natives_unix,
		natives_process, natives_socket };
	const struct native *n;
	size_t i;

	for (i = 0; i < sizeof(tables) / sizeof(*tables); i++)
		for (n = tables[i]; n->name; n++)
			if (!strcmp(n->name, name))
				return n->call;
	return NULL;
}

void *find_native_var(const char *name)
{
	static FILE *files[3];
	static const struct {
		const char *name;
		void *at;
	} vars[] = { { "stdin", &files[0] }, { "stdout", &files[1] },
		{ "stderr", &files[2] }, { "optarg", &optarg },
		{ "optind", &optind }, { "opterr", &opterr },
		{ "optopt", &optopt }, { "environ", &environ },
		{ "timezone", &timezone }, { "daylight", &daylight },
		{ "tzname", &tzname } };
	size_t i;

	files[0] = stdin;
	files[1] = stdout;
	files[2] = stderr;
	for (i = 0; i < sizeof(vars) / sizeof(*vars); i++)
		if (!strcmp(vars[i].name, name))
			return vars[i].at;
	return NULL;
}
