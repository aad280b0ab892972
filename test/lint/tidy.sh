#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# clang-tidy finds nothing in any C file. What was clean is remembered in
# build/lint/ and looked at again when it, a header or the settings changed.
. "$(dirname "$0")/common.sh"

done=build/lint/tidy
mkdir -p "$done"
newest=$(files '*.h' .clang-tidy kernel/abi/calls.def test/lint/tidy.sh |
	xargs ls -t | head -n 1)

# Prints the flags for a file: tests of the host against the host's headers.
flags_of()
{
	case $1 in
	test/unit/*) echo "-std=c11 -I. -Itest/unit" ;;
	kernel/* | servers/*) echo "$machine_flags -D_GNU_SOURCE" ;;
	shell/desktop/* | libc/window/*) echo "$machine_flags -D_GNU_SOURCE" ;;
	shell/sh/*) echo "$machine_flags -Ishell/sh" ;;
	shell/cc/*) echo "$machine_flags -D_GNU_SOURCE" ;;
	*) echo "$machine_flags" ;;
	esac
}

files 'kernel/*.c' 'servers/*.c' 'shell/*.c' 'test/*.c' ':!test/cc' |
	while IFS= read -r file; do
		stamp=$done/$(echo "$file" | tr / _)
		if [ "$stamp" -nt "$file" ] && [ "$stamp" -nt "$newest" ]; then
			continue
		fi
		echo "clang-tidy --quiet '$file' -- $(flags_of "$file") " \
			"2>'$stamp.err' && touch '$stamp'"
	done | xargs -r -d '\n' -n 1 -P "$(nproc)" sh -c
