#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# No file has over 400 lines, no line of code over 80 columns, no C function
# over 60 lines; none ends in blanks.
. "$(dirname "$0")/common.sh"

problems=$(files '*.c' '*.h' '*.sh' '*.cmake' '*.def' '*.js' '*.mjs' \
	CMakeLists.txt exa libc/cc ':!test/shell/cases' | xargs awk '
	FNR == 1 { within = 0 }
	FNR == 401 { print FILENAME ": over 400 lines" }
	{
		line = $0
		while (match(line, /\t/)) {
			blanks = 8 - (RSTART - 1) % 8
			line = substr(line, 1, RSTART - 1) \
				sprintf("%" blanks "s", "") \
				substr(line, RSTART + 1)
		}
		# Bytes of UTF-8 beyond the first of a character do not count.
		gsub(/[\200-\277]/, "", line)
		if (length(line) > 80 && FILENAME !~ /\.m?js$/)
			print FILENAME ":" FNR ": over 80 columns"
	}
	/[ \t]$/ { print FILENAME ":" FNR ": ends in blanks" }
	FILENAME ~ /\.c$/ && /^{/ { within = FNR }
	FILENAME ~ /\.c$/ && /^}/ && within {
		if (FNR - within > 61)
			print FILENAME ":" within ": function of " \
				FNR - within - 1 " lines"
		within = 0
	}')
[ -z "$problems" ] || complain "$problems"
finish
