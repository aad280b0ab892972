#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# port-step.sh NAME: builds a port for the machine, for the build: makes
# build/ports/NAME a link to it, or writes build/ports/NAME.failed. The stamp
# changes when the result does. Succeeds either way.
set -eu

top=$(cd "$(dirname "$0")/.." && pwd)
name=$1
ports=$top/build/ports
mkdir -p "$ports"
rm -f "$ports/$name.failed"
[ -L "$ports/$name" ] || rm -rf "${ports:?}/$name"
if folder=$(cmake -DNAME="$name" -DREASON="$ports/$name.failed" \
	-P "$top/cmake/port.cmake"); then
	ln -sfn "$folder" "$ports/$name"
else
	folder=none
	rm -f "$ports/$name"
	[ -s "$ports/$name.failed" ] || echo 'its recipe is wrong' \
		>"$ports/$name.failed"
fi
if [ "$folder" = none ]; then
	# No stamp: to be tried again, while what needs the stamp is made.
	rm -f "$ports/$name.stamp"
elif ! echo "$folder" | cmp -s - "$ports/$name.stamp"; then
	echo "$folder" >"$ports/$name.stamp"
fi
