# SPDX-License-Identifier: GPL-3.0-or-later
#
# Read by the lint scripts: goes to the top of the tree and offers
#   files PATTERN...  the project's files that match, tracked or new
#   complain TEXT...  prints and remembers a complaint
#   finish            ends with status 0 if there was none
cd "$(dirname "$0")/../.." || exit 2
complaints=0

files()
{
	git ls-files --cached --others --exclude-standard -- "$@" |
		while IFS= read -r file; do
			[ ! -f "$file" ] || echo "$file"
		done
}

complain()
{
	echo "$*"
	complaints=$((complaints + 1))
}

finish()
{
	[ "$complaints" -eq 0 ]
	exit
}

# What C of the machine is compiled with, for tools that parse it.
machine_flags="--target=wasm32-unknown-unknown -std=c11 -D__unix__ \
-D__linux__ -nostdinc -isystem $(libc/cc -print-sysroot)/include -I. \
-Wall -Wextra"
