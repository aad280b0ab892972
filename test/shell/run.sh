#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# run.sh SHELL_CMD [FILE...]: run every case of the files (all *.sh here but
# this one) with the given shell command and with dash, and compare standard
# output, exit status, and whether there was anything on standard error.
#
# A file holds the cases of one subject. A line `#### NAME` starts a case; its
# text up to the next such line is given to SHELL_CMD -c. Where POSIX and dash
# differ, a line `#> TEXT` in a case is a line of the output that is right,
# and `#= N` the status (0 if absent): dash is then not asked.
#
# Prints `ok NAME` or `FAIL NAME` with what differs, and last `N passed, N
# failed`; the exit status is 1 if any failed. ORACLE names another shell
# than dash, CASE_TIMEOUT the seconds a case may take.

# Cases are about descriptors too: none but the three is to be open.
exec 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&-

cmd=${1:?usage: run.sh SHELL_CMD [FILE...]}
shift
here=$(cd "$(dirname "$0")" && pwd)
oracle=${ORACLE:-dash}
limit=${CASE_TIMEOUT:-20}
[ $# -gt 0 ] || set -- "$here"/*.sh
tmp=$(mktemp -d "${TMPDIR:-/tmp}/shtest.XXXXXX") || exit 2
trap 'rm -rf "$tmp"' EXIT
trap 'exit 130' INT TERM
passed=0
failed=0

# Cut a file into $tmp/cases/NNN.sh with the names in $tmp/cases/NNN.name.
cut_cases() {
	rm -rf "$tmp/cases"
	mkdir "$tmp/cases"
	awk -v dir="$tmp/cases" '
		/^#### / {
			if (out) { close(out); close(want) }
			n++
			base = sprintf("%s/%04d", dir, n)
			out = base ".sh"; want = base ".want"
			print substr($0, 6) > (base ".name")
			close(base ".name")
			printf "" > out
			next
		}
		!out { next }
		/^#> / { print substr($0, 4) > want }
		/^#>$/ { print "" > want }
		/^#= / { print substr($0, 4) > (base ".status") }
		{ print > out }
	' "$1"
}

# one PREFIX SHELL_CMD: run $script, leaving PREFIX.out, .err, .status.
one() {
	rm -rf "$tmp/dir"
	mkdir "$tmp/dir"
	(
		cd "$tmp/dir" || exit 2
		# The command may hold options: it is split here on purpose.
		timeout "$limit" $2 -c "$script" \
			</dev/null >"$1.out" 2>"$1.err"
		echo $? >"$1.status"
	) 2>/dev/null
	if [ -s "$1.err" ]; then echo yes; else echo no; fi >"$1.told"
}

# expect BASE: what is right, from the case itself or from the oracle.
expect() {
	if [ -f "$1.want" ] || [ -f "$1.status" ]; then
		: >"$tmp/want.out"
		[ ! -f "$1.want" ] || cp "$1.want" "$tmp/want.out"
		echo 0 >"$tmp/want.status"
		[ ! -f "$1.status" ] || cp "$1.status" "$tmp/want.status"
		cp "$tmp/got.told" "$tmp/want.told"
		return
	fi
	one "$tmp/want" "$oracle"
}

report() {
	echo "FAIL $1"
	failed=$((failed + 1))
	for part in out status told; do
		cmp -s "$tmp/want.$part" "$tmp/got.$part" && continue
		echo "  $part: wanted"
		head -n 8 "$tmp/want.$part" | sed 's/^/  | /'
		echo "  $part: got"
		head -n 8 "$tmp/got.$part" | sed 's/^/  | /'
	done
	head -n 3 "$tmp/got.err" | sed 's/^/  stderr | /'
}

for file do
	[ "$(basename "$file")" = run.sh ] && continue
	subject=$(basename "$file" .sh)
	cut_cases "$file"
	for case in "$tmp"/cases/*.sh; do
		[ -f "$case" ] || continue
		base=${case%.sh}
		name="$subject: $(cat "$base.name")"
		script=$(cat "$case")
		one "$tmp/got" "$cmd"
		expect "$base"
		if cmp -s "$tmp/want.out" "$tmp/got.out" &&
			cmp -s "$tmp/want.status" "$tmp/got.status" &&
			cmp -s "$tmp/want.told" "$tmp/got.told"; then
			echo "ok $name"
			passed=$((passed + 1))
		else
			report "$name"
		fi
	done
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
