#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# A program that no one here wrote: Debian's source package NAME is built
# unmodified by the compiler driver, and by the host's compiler too, and its
# tests are run on the machine.
#
# usage: run.sh NAME                   build what is out of date, then test
#        run.sh --download-only NAME   get the sources into the cache
#        run.sh --build-only NAME      get and build
#
# NAME.sh in this folder is read by this script and defines
#   skip     regular expression: those of Debian's patches that are left out
#   needs    other ports that the tests run; $tools will have their programs
#   native   empty: the host's compiler is not asked to build it
#   build WHERE   builds in the current folder, which has the sources; WHERE is
#            "machine" or "native", $cc, $ar and $ranlib are set accordingly
#   check    tests, in the current folder: machine/ and native/ are what was
#            built; each problem is a line on standard output
# Nothing of theirs is kept in the tree: all is in build/ports/NAME/HASH, the
# hash being of all inputs of the build.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
phase=all
case ${1-} in
--download-only | --build-only)
	phase=${1#--}
	shift
	;;
esac
if [ $# -ne 1 ] || [ ! -f "$here/$1.sh" ]; then
	sed -n '/^# usage/,/^#$/s/^# //p' "$0" >&2
	exit 2
fi
name=$1
skip='' needs='' native=yes
# shellcheck source=/dev/null
. "$here/$name.sh"

"$top/libc/debian-source.sh" fetch --offline-ok "$name"
for port in $needs; do
	if [ "$phase" = download-only ]; then
		"$here/run.sh" --download-only "$port"
	else
		"$here/run.sh" --build-only "$port"
	fi
done
[ "$phase" != download-only ] || exit 0

folder=$top/build/ports/$name
cache=${EXA_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/exa}
mkdir -p "$folder"

# One at a time; what is started inherits no lock.
exec 8>"$folder/lock"
flock 8

hash=$({
	cat "$here/$name.sh" "$here/run.sh" "$cache/source/$name"/*.dsc
	cat "$top/libc/cc" "$top/libc/debian-source.sh"
	sysroot=$("$top/libc/cc" -print-sysroot)
	readlink -f "$sysroot"
} | sha256sum | cut -c 1-16)

# build_in WHERE: unpacks and builds; says what went wrong.
build_in()
{
	where=$1
	if [ "$where" = machine ]; then
		cc=$top/libc/cc ar=$top/libc/ar ranlib=$top/libc/ranlib
	else
		cc=gcc ar=ar ranlib=ranlib
	fi
	"$top/libc/debian-source.sh" unpack "$name" "$where" "$skip"
	if ! (cd "$where" && build "$where") >"$where.log" 2>&1 8>&-; then
		tail -n 40 "$where.log"
		echo "$name: does not build: $PWD/$where.log"
		exit 1
	fi
}

if [ ! -f "$folder/$hash/built" ]; then
	rm -rf "$folder"/[0-9a-f]*
	mkdir "$folder/$hash"
	cd "$folder/$hash"
	build_in machine
	[ -z "$native" ] || build_in native
	: >built
fi
cd "$folder/$hash"
[ "$phase" = all ] || exit 0

# A folder with the programs of the ports that are needed, to be in PATH.
tools=$PWD/tools
mkdir -p "$tools"
for port in $needs; do
	cp -P "$top/build/ports/$port"/*/bin/* "$tools"
done

# machine COMMAND: a shell on the machine does it, seeing this folder as /p
# and the tools as /tools.
machine()
{
	"$top/exa" sh -v "$PWD:/p" -v "$tools:/tools:ro" -c "
		PATH=\$PATH:/tools TMPDIR=/tmp
		export PATH TMPDIR
		$1" </dev/null
}

check >problems 8>&-
cat problems
[ ! -s problems ]
