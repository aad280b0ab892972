/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The options of `set`, in the order in which $- shows them. */
#ifndef SH_OPTIONS_H
#define SH_OPTIONS_H

#include <stdbool.h>

enum option {
	OPT_ERREXIT,
	OPT_NOGLOB,
	OPT_HASHALL,
	OPT_IGNOREEOF,
	OPT_INTERACTIVE,
	OPT_MONITOR,
	OPT_NOEXEC,
	OPT_STDIN,
	OPT_XTRACE,
	OPT_VERBOSE,
	OPT_VI,
	OPT_EMACS,
	OPT_NOCLOBBER,
	OPT_ALLEXPORT,
	OPT_NOTIFY,
	OPT_NOUNSET,
	OPT_NOLOG,
	OPT_PIPEFAIL,
	OPT_NOSUGGEST,   /* no suggestions from history */
	OPT_NOHIGHLIGHT, /* no colours in the line */
	OPT_COUNT,
};

struct option_entry {
	char letter; /* 0: has a name only */
	const char *name;
};

extern const struct option_entry option_table[OPT_COUNT];

/* Set one option and do what its change entails; false if unknown. */
bool option_letter(int letter, bool on);
bool option_name(const char *name, bool on);
void option_set(enum option o, bool on);

/* All options as bits, for `local -`. */
unsigned options_pack(void);
void options_unpack(unsigned bits);

#endif
