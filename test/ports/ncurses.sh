# SPDX-License-Identifier: GPL-3.0-or-later
#
# What tput says of terminals is what the host's says: of those that are in the
# program, and of one that is in the database alone.
# Runs: full
# shellcheck shell=sh disable=SC2034,SC2154

native=

check()
{
	mkdir -p out
	for terminal in xterm xterm-256color vt100 linux vt220; do
		for what in el bold cols 'cup 3 4' kcuu1 smcup; do
			machine "/bin/tput -T$terminal $what" 2>out/errors |
				od -c >out/machine
			# shellcheck disable=SC2086
			tput -T$terminal $what 2>out/errors | od -c >out/native
			cmp -s out/machine out/native ||
				echo "tput -T$terminal $what differs"
		done
	done
}
