#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# ports.sh list              the ports, the version each has, what it is
# ports.sh build NAME...     builds them and prints where they are
set -eu

top=$(cd "$(dirname "$0")/.." && pwd)

usage()
{
	echo 'usage: ./exa ports list | build NAME...' >&2
	exit 2
}

list()
{
	for recipe in "$top"/shell/ports/*/recipe.cmake; do
		name=${recipe%/recipe.cmake}
		name=${name##*/}
		built=$top/build/ports/$name
		if [ -f "$built/version" ]; then
			state=$(cat "$built/version")
		elif [ -f "$built.failed" ]; then
			state='left out'
		else
			state='not built'
		fi
		# The first sentence or half of one.
		what=$(sed -n '3,/^exa_port/s/^# //p' "$recipe" | tr '\n' ' ' |
			sed 's/[.;:] .*//')
		printf '%-14s %-20s %s\n' "$name" "$state" "$what"
	done
}

command=${1-}
[ $# -eq 0 ] || shift
case $command in
list) list ;;
build)
	[ $# -gt 0 ] || usage
	for name; do
		cmake -DNAME="$name" -P "$top/cmake/port.cmake"
	done
	;;
*) usage ;;
esac
