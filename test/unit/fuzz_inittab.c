/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Fuzzes the parser of /etc/inittab: every line that is no comment becomes an
 * entry or an error, in order, and entries keep to their limits.
 *
 * Links: servers/init/inittab.c
 */
#include "servers/init/inittab.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(int condition)
{
	if (!condition)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct inittab t;
	uint32_t line = 0;
	size_t at = 0, found = 0;

	if (inittab_parse(&t, (const char *)data, size) < 0)
		return 0;
	for (size_t i = 0; i < t.entry_count; i++) {
		const struct inittab_entry *e = &t.entries[i];

		require(e->line > line && e->levels != 0);
		require(strlen(e->id) - 1 < INITTAB_ID);
		require(strlen(e->process) <= INITTAB_PROCESS);
		line = e->line;
	}
	line = 0;
	for (size_t i = 0; i < t.error_count; i++) {
		require(t.errors[i].line > line);
		require(*inittab_explain(t.errors[i].reason));
		line = t.errors[i].line;
	}
	while (inittab_next(&t, &at, ~0u, ~0u))
		found++;
	require(found == t.entry_count);
	inittab_default(&t);
	inittab_free(&t);
	return 0;
}
