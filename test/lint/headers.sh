#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Every header has a guard and compiles alone.
. "$(dirname "$0")/common.sh"

for header in $(files 'kernel/*.h' 'servers/*.h' 'shell/*.h'); do
	grep -q '^#ifndef' "$header" || complain "$header: no guard"
	# Unquoted on purpose: a list of words.
	echo "#include \"$header\"" |
		clang $machine_flags -D_GNU_SOURCE -Ishell/sh -Werror \
			-fsyntax-only -x c - ||
		complain "$header: does not compile alone"
done
finish
