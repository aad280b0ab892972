#!/bin/sh
# SPDX-License-Identifier: MIT
#
# fetch-musl.sh [--offline-ok] DEST: makes DEST a link to musl's source tree.
#
# The source is Debian's source package "musl" (see debian-source.sh), kept
# unpacked in the cache. With --offline-ok a copy in the cache is used without
# asking the mirror for a newer one. EXA_MUSL_SOURCE=dir is used as it is
# instead.
set -eu

name=${0##*/}
die() { echo "$name: $*" >&2; exit 1; }

offline_ok=
if [ "${1-}" = --offline-ok ]; then offline_ok=1; shift; fi
[ $# = 1 ] || { echo "usage: $name [--offline-ok] DEST" >&2; exit 2; }
dest=$1
source=$(cd "$(dirname "$0")" && pwd)/debian-source.sh
cache=${EXA_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/exa}
tree=$cache/musl
tmp=$cache/musl.tmp.$$

link() {
	[ -f "$1/include/alltypes.h.in" ] || die "$1 is not musl's source tree"
	ln -s "$1" "$dest.$$"
	mv -fT "$dest.$$" "$dest"
}

fetch() {
	command -v apt-get >/dev/null ||
		die "no apt-get here: unpack musl, set EXA_MUSL_SOURCE to it"
	trap 'rm -rf "$tmp"' EXIT
	trap 'exit 1' INT TERM HUP
	"$source" fetch ${offline_ok:+--offline-ok} musl ||
		die "set EXA_MUSL_SOURCE to a tree of musl instead"
	mkdir -p "$tmp"
	"$source" unpack musl "$tmp/tree"
	if [ -d "$tree" ]; then mv -T "$tree" "$tmp/old"; fi
	mv -T "$tmp/tree" "$tree" || [ -f "$tree/VERSION.debian" ]
	echo "$name: musl $(cat "$tree/VERSION.debian") is in $tree" >&2
}

if [ -n "${EXA_MUSL_SOURCE-}" ]; then
	link "$(cd "$EXA_MUSL_SOURCE" && pwd -P)"
	exit
fi
mkdir -p "$cache"
if [ -z "$offline_ok" ] || ! [ -f "$tree/VERSION.debian" ]; then fetch; fi
link "$tree"
