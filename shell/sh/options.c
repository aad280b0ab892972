/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The options of `set`; XCU 2.14, set. */
#include "shell.h"

const struct option_entry option_table[OPT_COUNT] = {
	[OPT_ERREXIT] = { 'e', "errexit" },
	[OPT_NOGLOB] = { 'f', "noglob" },
	[OPT_HASHALL] = { 'h', "hashall" },
	[OPT_IGNOREEOF] = { 'I', "ignoreeof" },
	[OPT_INTERACTIVE] = { 'i', "interactive" },
	[OPT_MONITOR] = { 'm', "monitor" },
	[OPT_NOEXEC] = { 'n', "noexec" },
	[OPT_STDIN] = { 's', "stdin" },
	[OPT_XTRACE] = { 'x', "xtrace" },
	[OPT_VERBOSE] = { 'v', "verbose" },
	[OPT_VI] = { 'V', "vi" },
	[OPT_EMACS] = { 'E', "emacs" },
	[OPT_NOCLOBBER] = { 'C', "noclobber" },
	[OPT_ALLEXPORT] = { 'a', "allexport" },
	[OPT_NOTIFY] = { 'b', "notify" },
	[OPT_NOUNSET] = { 'u', "nounset" },
	[OPT_NOLOG] = { 0, "nolog" },
	[OPT_PIPEFAIL] = { 0, "pipefail" },
	[OPT_NOSUGGEST] = { 0, "nosuggest" },
	[OPT_NOHIGHLIGHT] = { 0, "nohighlight" },
};

void option_set(enum option o, bool on)
{
	if (o == OPT_NOEXEC && sh.interactive)
		return; /* there would be no way back */
	sh.opt[o] = on;
	if (o == OPT_MONITOR)
		jobs_control(on);
	if (o == OPT_VI && on)
		sh.opt[OPT_EMACS] = false;
	if (o == OPT_EMACS && on)
		sh.opt[OPT_VI] = false;
}

bool option_letter(int letter, bool on)
{
	int i;

	for (i = 0; i < OPT_COUNT; i++)
		if (option_table[i].letter == letter) {
			option_set((enum option)i, on);
			return true;
		}
	return false;
}

bool option_name(const char *name, bool on)
{
	int i;

	for (i = 0; i < OPT_COUNT; i++)
		if (!strcmp(option_table[i].name, name)) {
			option_set((enum option)i, on);
			return true;
		}
	return false;
}

unsigned options_pack(void)
{
	unsigned bits = 0;
	int i;

	for (i = 0; i < OPT_COUNT; i++)
		bits |= (unsigned)sh.opt[i] << i;
	return bits;
}

void options_unpack(unsigned bits)
{
	int i;

	for (i = 0; i < OPT_COUNT; i++)
		if (sh.opt[i] != ((bits >> i & 1) != 0))
			option_set((enum option)i, bits >> i & 1);
}
