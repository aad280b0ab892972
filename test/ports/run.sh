#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# run.sh NAME: tests the port NAME (shell/ports/NAME) on the machine, as NAME.sh
# in this folder says, which is read by this script and defines
#
#   native   empty: the host's compiler is not asked to build it
#   check    tests, in a folder of their own: machine/ and native/ are copies
#            of the sources as they were built, root/ is what is installed;
#            each problem is a line on standard output
#
# Programs run as the system has them, in /bin; those of a port that is for
# tests only are in /p/root/bin.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
if [ $# -ne 1 ] || [ ! -f "$here/$1.sh" ]; then
	echo "usage: $0 NAME, one of the files NAME.sh of $here" >&2
	exit 2
fi
name=$1
native=yes
# shellcheck source=/dev/null
. "$here/$name.sh"

work=$top/build/port-tests/$name
rm -rf "$work"
mkdir -p "$work"
cd "$work"
folder=$(cmake -DNAME="$name" -P "$top/cmake/port.cmake")
cp -a "$folder/src" machine
cp -a "$folder/root" root
if [ -n "$native" ]; then
	folder=$(cmake -DNAME="$name" -DWHERE=native -P "$top/cmake/port.cmake")
	cp -a "$folder/src" native
fi

# machine COMMAND: a shell on the machine does it, seeing this folder as /p.
machine()
{
	"$top/exa" sh -v "$PWD:/p" -c "
		PATH=/p/root/bin:\$PATH TMPDIR=/tmp
		export PATH TMPDIR
		$1" </dev/null
}

# A check that ends early fails, and what it had found is told, too.
: >problems
trap 'cat "$work/problems"' EXIT
check >problems
[ ! -s problems ]
