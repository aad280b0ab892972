#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: test/cmd/machine.sh            compare
#        test/cmd/machine.sh BINDIR     record
#
# Runs those cases of test/cmd/cases that need no other commands than ours on
# the headless machine, all in one shell, and compares what they print with
# test/cmd/machine.expected. That file is recorded with the same commands
# compiled for the host, in BINDIR, whose run.sh compares them with the
# host's own; record as an ordinary user. $EXA is the command to test, ./exa
# unless set. The last line is "N passed, N failed".
set -u
here=$(cd "$(dirname "$0")" && pwd)
exa=${EXA:-$here/../../exa}
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
trap 'exit 2' HUP INT TERM

# What the machine lacks, or answers differently for a good reason.
other='seq|stat|awk|cut|tr|cksum|od|sed|grep|expand|mktemp|cmp|tail|mkfifo'
other="$other|readlink|sh|date|ps|uname|uptime|mount|umount|stty|getty|id"
other="$other|tty|shutdown|df|home-export|home-import|nosuch|missing-command|/etc|/usr|/dev/shm"
other="$other|rm -rf /|ls -[a-zA-Z]*[lgo][a-zA-Z]*"

number=0
cat >"$work/all.sh" <<'END'
umask 022
export TZ=UTC0
cd /tmp && rm -rf cases.$$ && mkdir cases.$$ && cd cases.$$ || exit 2
END
cat "$here"/cases/*.case | grep -v '^[#>]\|^$' | grep -Evw -e "$other" \
	>"$work/cases"
while IFS= read -r line; do
	number=$((number + 1))
	printf '%s\n' "$line" >"$work/$number"
	printf 'mkdir %s; cd %s; cat $W/%s; ( . $W/%s ) </dev/null 2>&1; ' \
		$number $number $number $number
	printf 'echo "status $?"; cd ..\n'
done <"$work/cases" >>"$work/all.sh"
echo 'cd /tmp; chmod -R u+rwx cases.$$; rm -rf cases.$$' >>"$work/all.sh"
chmod -R a+rX "$work"

if [ $# -eq 1 ]; then
	export W="$work" B="$1" PATH="$1:$PATH"
	{
		echo '# SPDX-License-Identifier: GPL-3.0-or-later'
		dash "$work/all.sh" 2>&1
	} >"$here/machine.expected"
	exit
fi
tail -n +2 "$here/machine.expected" >"$work/expected"
"$exa" sh -v "$work:/w:ro" -c 'W=/w B=/bin; export B; . /w/all.sh' \
	>"$work/got" 2>&1
if diff "$work/expected" "$work/got"; then
	echo "$number passed, 0 failed"
else
	failed=$(diff "$work/expected" "$work/got" | grep -c '^[0-9]')
	[ "$failed" -le "$number" ] || failed=$number
	echo "$((number - failed)) passed, $failed failed"
	exit 1
fi
