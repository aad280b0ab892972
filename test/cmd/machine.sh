#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: test/cmd/machine.sh            compare
#        test/cmd/machine.sh record     record
#
# Runs the cases of test/cmd/tools/*.case, one line of sh each, on the headless
# machine, all in one shell, each in an empty folder, and compares what they
# print with test/cmd/machine.expected. That is what BusyBox of the same
# sources and configuration, compiled for the host, has printed: read what
# changes when it is recorded. In a case $B is the folder of the commands, for
# those that the shell has built in. $EXA is the command to test, ./exa unless
# set. The last line is "N passed, N failed".
set -u
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
exa=${EXA:-$top/exa}
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
trap 'exit 2' HUP INT TERM

if [ "${1-}" != record ] && [ ! -e "$top/build/ports/busybox/done" ]; then
	echo 'there is no BusyBox in this build; "./exa ports build busybox"' \
		'says why'
	exit 1
fi

number=0
cat >"$work/all.sh" <<'END'
umask 022
export TZ=UTC0
cd /tmp && rm -rf cases.$$ && mkdir cases.$$ && cd cases.$$ || exit 2
END
cat "$here"/tools/*.case | grep -v '^#\|^$' >"$work/cases"
while IFS= read -r line; do
	number=$((number + 1))
	printf '%s\n' "$line" >"$work/$number"
	printf 'mkdir %s; cd %s; cat $W/%s; ( . $W/%s ) </dev/null 2>&1; ' \
		$number $number $number $number
	printf 'echo "status $?"; cd ..\n'
done <"$work/cases" >>"$work/all.sh"
echo 'cd /tmp; chmod -R u+rwx cases.$$; rm -rf cases.$$' >>"$work/all.sh"
chmod -R a+rX "$work"

if [ "${1-}" = record ]; then
	folder=$(cmake -DNAME=busybox -DWHERE=native -P "$top/cmake/port.cmake")
	mkdir "$work/bin"
	cp "$folder/root/bin/busybox" "$work/bin"
	"$work/bin/busybox" --list | while read -r name; do
		[ "$name" = busybox ] || ln -s busybox "$work/bin/$name"
	done
	as=
	[ "$(id -u)" -ne 0 ] ||
		as='setpriv --reuid=1000 --regid=1000 --clear-groups'
	chmod a+x "$work" "$work/bin"
	{
		echo '# SPDX-License-Identifier: GPL-3.0-or-later'
		ulimit -f 100000
		W="$work" B="$work/bin" PATH="$work/bin:/usr/bin" \
			$as "$work/bin/ash" "$work/all.sh" 2>&1
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
