#!/bin/sh
# SPDX-License-Identifier: MIT
#
# debian-source.sh fetch [--offline-ok] NAME
#	gets Debian's source package NAME into the cache
# debian-source.sh unpack NAME TREE [SKIP]
#	unpacks it as TREE, which must not exist, with Debian's patches but
#	those whose names match the regular expression SKIP
#
# apt fetches, with a private configuration: package sources derived from the
# system's with deb-src, lists and caches of its own. Nothing on the system
# changes and root is not needed. apt verifies the chain from the archive's
# signature to the files; unpack checks the files against the .dsc again. They
# are kept in the cache ($EXA_CACHE, else $XDG_CACHE_HOME/exa, else
# ~/.cache/exa) as source/NAME; with --offline-ok what is there is used without
# asking the mirror for a newer version.
set -eu

name=${0##*/}
die() { echo "$name: $*" >&2; exit 1; }
say() { echo "$name: $*" >&2; }
usage() { sed -n '4,8s/^# \{0,1\}//p' "$0" >&2; exit 2; }

cache=${EXA_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/exa}

# The system's package sources as deb-src, Debian's (or a derivative's) only:
# third parties have other packages and often no sources at all.
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
		die "no Debian package sources in /etc/apt"
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

# In a folder with one source package: its files are those of its .dsc.
check_sums() {
	dsc=$(echo ./*.dsc)
	[ -f "$dsc" ] || die "not exactly one .dsc file in $PWD"
	awk '/^[^ ]/ { on = /^Checksums-Sha256:/ }
		on && NF == 3 { print $1 "  " $3 }' "$dsc" |
		sha256sum --quiet -c >&2 ||
		die "checksums of the source package do not match"
}

fetch() {
	offline_ok=
	if [ "${1-}" = --offline-ok ]; then offline_ok=1; shift; fi
	[ $# = 1 ] || usage
	kept=$cache/source/$1
	if [ -n "$offline_ok" ] && [ -d "$kept" ]; then return; fi
	command -v apt-get >/dev/null || die "no apt-get to get $1 with"
	tmp=$cache/source.tmp.$$
	mkdir -p "$tmp/sources" "$tmp/lists/partial" "$tmp/src" \
		"$tmp/cache/archives/partial" "$cache/source"
	trap 'rm -rf "$tmp"' EXIT
	trap 'exit 1' INT TERM HUP
	derive_sources "$tmp/sources"
	say "fetching $1 from Debian's archive"
	private_apt update >"$tmp/log" 2>&1 || :
	(cd "$tmp/src" && private_apt source --download-only "$1") \
		>>"$tmp/log" 2>&1 ||
		{ tail -n 15 "$tmp/log" >&2; die "apt could not get $1"; }
	(cd "$tmp/src" && check_sums)
	if [ -d "$kept" ]; then mv -T "$kept" "$tmp/old"; fi
	mv -T "$tmp/src" "$kept" || [ -d "$kept" ]
}

unpack() {
	[ $# = 2 ] || [ $# = 3 ] || usage
	kept=$cache/source/$1
	[ -d "$kept" ] || die "$1 has not been fetched"
	[ ! -e "$2" ] || die "$2 exists"
	(cd "$kept" && check_sums)
	mkdir -p "$2"
	for archive in "$kept"/*.orig.tar.*; do
		case $archive in
		*.asc) ;;
		*) tar -xf "$archive" -C "$2" --strip-components=1 ;;
		esac
	done
	tar -xf "$kept"/*.debian.tar.* -C "$2"
	if [ -f "$2/debian/patches/series" ]; then
		sed 's/#.*//; /^[ \t]*$/d' "$2/debian/patches/series" |
		while read -r patch _; do
			if echo "$patch" | grep -qE "${3:-^\$}"; then
				continue
			fi
			patch -s -d "$2" -p1 <"$2/debian/patches/$patch" ||
				die "Debian's patch $patch does not apply"
		done
	fi
	sed -n 's/^Version: //p' "$kept"/*.dsc | head -n 1 \
		>"$2/VERSION.debian"
}

[ $# -ge 1 ] || usage
command=$1
shift
case $command in
fetch) fetch "$@" ;;
unpack) unpack "$@" ;;
*) usage ;;
esac
