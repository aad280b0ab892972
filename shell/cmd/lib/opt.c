/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Option parsing; see cmd.h. getopt() of musl would bring stdio and the
 * multibyte functions for its messages.
 */
#include "cmd.h"

#include <string.h>

static _Noreturn void bad(const char *text, int c)
{
	char letter[] = { '\'', (char)c, '\'', '\0' };

	cmd_tell(text, " -- ", letter);
	cmd_usage();
}

int opt_next(struct opts *o)
{
	char *word = o->argv[o->next];
	const char *p;
	int c;

	if (!o->at) {
		if (!word || word[0] != '-' || !word[1])
			return -1;
		if (word[1] == '-' && !word[2]) {
			o->next++;
			return -1;
		}
		o->at = 1;
	}
	c = word[o->at++];
	p = c == ':' ? NULL : strchr(o->spec, c);
	if (!p)
		bad("invalid option", c);
	if (p[1] == ':') {
		o->arg = word + o->at;
		if (!*o->arg)
			o->arg = o->argv[++o->next];
		if (!o->arg)
			bad("option requires an argument", c);
		o->at = 0;
		o->next++;
	} else if (!word[o->at]) {
		o->at = 0;
		o->next++;
	}
	return c;
}
