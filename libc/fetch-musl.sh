#!/bin/sh
# SPDX-License-Identifier: MIT
#
# fetch-musl.sh [--offline-ok] DEST: makes DEST a link to musl's source tree.
#
# The source is Debian's source package "musl", fetched by apt with a private
# configuration: package sources derived from the system's with deb-src, lists
# and caches of its own. Nothing on the system changes and root is not
# needed. apt verifies the chain from the archive's signature to the files.
# It is kept in the cache ($EXA_CACHE, else $XDG_CACHE_HOME/exa, else
# ~/.cache/exa). With --offline-ok a copy in the cache is used without asking
# the mirror for a newer one. EXA_MUSL_SOURCE=dir is used as it is instead.
set -eu

name=${0##*/}
die() { echo "$name: $*" >&2; exit 1; }
say() { echo "$name: $*" >&2; }

offline_ok=
if [ "${1-}" = --offline-ok ]; then offline_ok=1; shift; fi
[ $# = 1 ] || { echo "usage: $name [--offline-ok] DEST" >&2; exit 2; }
dest=$1
cache=${EXA_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/exa}
tree=$cache/musl
tmp=$cache/musl.tmp.$$

link() {
	[ -f "$1/include/alltypes.h.in" ] || die "$1 is not musl's source tree"
	ln -s "$1" "$dest.$$"
	mv -fT "$dest.$$" "$dest"
}

# The system's package sources as deb-src, Debian's (or a derivative's) only:
# third parties have no source of musl and often none at all.
derive_sources() {
	for f in /etc/apt/sources.list.d/*.sources; do
		[ -f "$f" ] || continue
		awk -v RS= -v FS='\n' '
		/(^|\n)Enabled:[ \t]*no/ { next }
		/(^|\n)URIs:[^\n]*(debian|ubuntu)/ {
			for (i = 1; i <= NF; i++) {
				if ($i ~ /^#/) continue
				sub(/^Types:.*/, "Types: deb-src", $i)
				print $i
			}
			print ""
		}' "$f" >>"$1/exa.sources"
	done
	for f in /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
		[ -f "$f" ] || continue
		awk '/^[ \t]*deb[ \t].*(debian|ubuntu)/ {
			sub(/^[ \t]*deb/, "deb-src"); print
		}' "$f" >>"$1/exa.list"
	done
	[ -s "$1/exa.sources" ] || rm -f "$1/exa.sources"
	[ -s "$1/exa.list" ] || rm -f "$1/exa.list"
	[ -f "$1/exa.sources" ] || [ -f "$1/exa.list" ] ||
		die "no Debian package sources in /etc/apt; set" \
			EXA_MUSL_SOURCE
}

private_apt() {
	apt-get -q -o Dir::Etc::sourcelist=/dev/null \
		-o Dir::Etc::sourceparts="$tmp/sources" \
		-o Dir::State::lists="$tmp/lists" -o Dir::Cache="$tmp/cache" \
		-o APT::Sandbox::User="$(id -un)" \
		-o APT::Get::AllowUnauthenticated=false \
		-o Acquire::AllowInsecureRepositories=false \
		-o Acquire::Languages=none \
		"$@"
}

# Unpacks what the .dsc lists, after checking it against the .dsc once more.
unpack() {
	dsc=$(echo musl_*.dsc)
	[ -f "$dsc" ] || die "apt gave no source package"
	awk '/^[^ ]/ { on = /^Checksums-Sha256:/ }
		on && NF == 3 { print $1 "  " $3 }' "$dsc" >SHA256
	sha256sum --quiet --ignore-missing -c SHA256 >&2 ||
		die "checksums of the source package do not match"
	rm -f ./*.asc
	tar -xf musl_*.orig.tar.*
	mv musl-*/ tree
	tar -xf musl_*.debian.tar.*
	if [ -f debian/patches/series ]; then
		sed 's/#.*//; /^[ \t]*$/d' debian/patches/series |
		while read -r patch _; do
			patch -s -d tree -p1 <"debian/patches/$patch" ||
				die "Debian's patch $patch does not apply"
		done
	fi
	sed -n 's/^Version: //p' "$dsc" | head -n 1 >tree/VERSION.debian
}

fetch() {
	command -v apt-get >/dev/null ||
		die "no apt-get here: unpack musl, set EXA_MUSL_SOURCE to it"
	mkdir -p "$tmp/sources" "$tmp/lists/partial" "$tmp/src" \
		"$tmp/cache/archives/partial"
	trap 'rm -rf "$tmp"' EXIT
	derive_sources "$tmp/sources"
	say "fetching musl from Debian's archive"
	private_apt update >"$tmp/log" 2>&1 || :
	(cd "$tmp/src" && private_apt source --download-only musl) \
		>>"$tmp/log" 2>&1 ||
		{ tail -n 15 "$tmp/log" >&2; die "apt could not get musl"; }
	(cd "$tmp/src" && unpack)
	if [ -d "$tree" ]; then mv -T "$tree" "$tmp/old"; fi
	mv -T "$tmp/src/tree" "$tree" || [ -f "$tree/VERSION.debian" ]
	say "musl $(cat "$tree/VERSION.debian") is in $tree"
}

if [ -n "${EXA_MUSL_SOURCE-}" ]; then
	link "$(cd "$EXA_MUSL_SOURCE" && pwd -P)"
	exit
fi
mkdir -p "$cache"
if [ -z "$offline_ok" ] || ! [ -f "$tree/VERSION.debian" ]; then fetch; fi
link "$tree"
