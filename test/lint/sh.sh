#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# ShellCheck finds nothing in the scripts that run on the host.
. "$(dirname "$0")/common.sh"

# SC2154, SC2034: variables shared with the file that reads this one; SC3013:
# dash has -nt; SC1007: empty values in lists of assignments are meant.
for file in exa $(files 'cmake/*.sh' 'test/*.sh' 'libc/*.sh' libc/cc); do
	case $file in
	test/cmd/run.sh) ;;
	test/shell/cases/* | test/cmd/*) continue ;;
	esac
	head -n 1 "$file" | grep -q '^#!.*sh$\|^# SPDX' || continue
	shellcheck -s sh -S warning -e SC1007,SC2154,SC2034,SC3013 "$file" ||
		complain "$file: see above"
done
finish
