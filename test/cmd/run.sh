#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: test/cmd/run.sh BINDIR [-v] [name...]
#
# Runs the cases of test/cmd/cases/*.case (those named) with the commands in
# BINDIR and with the host's, in two empty directories, and compares standard
# output, whether the status is 0, and whether there was a message. A case is
# one line of sh; in it $B is the directory of the commands, for those that
# the shell has built in. Lines under a case that begin with "> " are its
# expected output, standard error included; then the host has no say. Prints a
# line for what differs (with -v for all), and "N passed, N failed" at the end.
set -u
bin=$(cd "${1:?usage: run.sh BINDIR [-v] [name...]}" && pwd) || exit 2
shift
verbose=
if [ "${1-}" = -v ]; then
	verbose=1
	shift
fi
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d) || exit 2
trap 'chmod -R u+rwx "$work" 2>/dev/null; rm -rf "$work"' EXIT
trap 'exit 2' HUP INT TERM
export LC_ALL=C.UTF-8 TZ=UTC0
unset POSIXLY_CORRECT COLUMNS LS_COLORS PS_FORMAT
umask 022
shell=$(command -v dash || command -v sh)
passed=0 failed=0

# The host's commands in one directory, as BINDIR has ours.
mkdir "$work/host"
for path in "$bin"/*; do
	name=${path##*/}
	for dir in /bin /usr/bin /sbin /usr/sbin; do
		if [ -x "$dir/$name" ]; then
			ln -s "$dir/$name" "$work/host/$name"
			break
		fi
	done
done

# run DIR BIN SCRIPT: leaves DIR.out, DIR.err and DIR.status.
run()
{
	chmod -R u+rwx "$work/$1" 2>/dev/null
	rm -rf "${work:?}/$1"
	mkdir "$work/$1"
	(
		cd "$work/$1" || exit 2
		export B="$2" PATH="$2:/usr/bin:/bin"
		exec timeout 20 "$shell" -c "$3" </dev/null \
			>"$work/$1.out" 2>"$work/$1.err"
	)
	echo $? >"$work/$1.status"
}

report()
{
	if [ "$1" = ok ]; then
		passed=$((passed + 1))
		[ -z "$verbose" ] || echo "ok   $2: $3"
	else
		failed=$((failed + 1))
		echo "FAIL $2: $3"
		sed 's/^/     | /' "$work/why"
	fi
}

# Two files hold the same sort of status: both zero or both not.
same_status()
{
	read -r left <"$1"
	read -r right <"$2"
	[ "$left" -eq 0 ] && [ "$right" -eq 0 ] ||
		{ [ "$left" -ne 0 ] && [ "$right" -ne 0 ]; }
}

compare_with_host()
{
	run host_dir "$work/host" "$2"
	verdict=ok
	if ! diff "$work/host_dir.out" "$work/ours.out" >"$work/why"; then
		verdict=FAIL
	elif ! same_status "$work/host_dir.status" "$work/ours.status"; then
		verdict=FAIL
		echo "status differs" | cat - "$work/ours.err" \
			"$work/host_dir.status" "$work/ours.status" >"$work/why"
	elif [ -s "$work/ours.err" ] && [ ! -s "$work/host_dir.err" ]; then
		verdict=FAIL
		cp "$work/ours.err" "$work/why"
	elif [ ! -s "$work/ours.err" ] && [ -s "$work/host_dir.err" ]; then
		verdict=FAIL
		echo "no message, but the host says:" |
			cat - "$work/host_dir.err" >"$work/why"
	fi
	report "$verdict" "$1" "$2"
}

compare_with_text()
{
	cat "$work/ours.out" "$work/ours.err" >"$work/ours.all"
	if diff "$work/expected" "$work/ours.all" >"$work/why"; then
		report ok "$1" "$2"
	else
		report FAIL "$1" "$2"
	fi
}

one_case()
{
	[ -n "$2" ] || return 0
	run ours "$bin" "$2"
	if grep -q "Sanitizer\|runtime error" "$work/ours.err"; then
		cp "$work/ours.err" "$work/why"
		report FAIL "$1" "$2"
	elif [ -f "$work/expected" ]; then
		compare_with_text "$1" "$2"
	else
		compare_with_host "$1" "$2"
	fi
	rm -f "$work/expected"
}

case_file()
{
	topic=$(basename "$1" .case)
	script=
	while IFS= read -r line; do
		case $line in
		'> '* | '>') # expected output of the case above
			line=${line#>}
			printf '%s\n' "${line# }" >>"$work/expected"
			;;
		'#'* | '') ;;
		*)
			one_case "$topic" "$script"
			script=$line
			;;
		esac
	done <"$1"
	one_case "$topic" "$script"
}

if [ $# -eq 0 ]; then
	for file in "$here"/cases/*.case; do
		case_file "$file"
	done
else
	for name; do
		case_file "$here/cases/$name.case"
	done
fi
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
