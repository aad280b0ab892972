#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What the build of ports does when something is wrong: a source that cannot be
# had is told by name and the build goes on; a recipe that is for another
# version, and one that does not build, likewise. The machine says so, too.
set -eu

top=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/tree/shell/ports/lua5.4" "$work/bin" "$work/cache/source"
ln -s "$top/libc" "$work/tree"
cp -r "$top/cmake" "$work/tree"
cache=${EXA_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/exa}
EXA_SYSROOT=$(readlink -f "$("$top/libc/cc" -print-sysroot)")
EXA_CACHE=$work/cache
export EXA_CACHE EXA_SYSROOT
recipe=$work/tree/shell/ports/lua5.4/recipe.cmake

# step WANTED: the build's step succeeds, makes no link, and says WANTED.
step()
{
	"$work/tree/cmake/port-step.sh" lua5.4 >"$work/log" 2>&1 || {
		cat "$work/log"
		echo "the step fails, wanted: $1"
	}
	failed=$work/tree/build/ports/lua5.4.failed
	[ ! -e "$work/tree/build/ports/lua5.4" ] || echo "there is a link: $1"
	[ ! -e "$work/tree/build/ports/lua5.4.stamp" ] || echo "a stamp: $1"
	grep -q "$1" "$failed" || {
		cat "$failed" "$work/log"
		echo "does not say: $1"
	}
}

run()
{
	# No source: apt-get is one that has nothing.
	printf '#!/bin/sh\necho "E: Unable to find it" >&2\nexit 100\n' \
		>"$work/bin/apt-get"
	chmod +x "$work/bin/apt-get"
	cp "$top/shell/ports/lua5.4/recipe.cmake" "$recipe"
	(
		export PATH="$work/bin:$PATH"
		step 'source package lua5.4 could not be had: .*apt could not'
	)
	ln -s "$cache/source/lua5.4" "$work/cache/source"
	echo 'exa_port(lua5.4 VERSION 6.2 BUILD [==[true]==])' >"$recipe"
	step 'has version 5\.4.*the recipe is for 6\.2'
	echo 'exa_port(lua5.4 BUILD [==[echo broken; exit 3]==])' >"$recipe"
	step 'it does not build, see /'
	echo 'exa_port(lua5.4 BULID [==[true]==])' >"$recipe"
	step 'recipe is wrong'
	# And what is mended is built.
	echo 'exa_port(lua5.4 BUILD [==[put src/lua.h /lua.h]==])' >"$recipe"
	"$work/tree/cmake/port-step.sh" lua5.4 >"$work/log" 2>&1
	cmp "$work/tree/build/ports/lua5.4/root/lua.h" \
		"$work/tree/build/ports/lua5.4/src/src/lua.h"
	[ ! -e "$work/tree/build/ports/lua5.4.failed" ] ||
		echo 'it is still said to fail'
}

# A system that lacks a port says so where its user begins.
lacking()
{
	mkdir -p "$work/site"
	node "$top/cmake/rootfs.mjs" "$work/site/fs" "$work/lua5.4/root" \
		"$top/www/rootfs"
	grep -q '^Without lua5.4: not built' "$work"/site/fs/*.txt ||
		echo 'motd does not tell what is left out'
}

# Two ports that have the same file: the build says which.
colliding()
{
	for port in one two; do
		mkdir -p "$work/$port/root/bin"
		: >"$work/$port/root/bin/x"
	done
	node "$top/cmake/rootfs.mjs" "$work/none" "$work/one/root" \
		"$work/two/root" 2>&1 |
		grep -q 'ports one and two both have /bin/x' ||
		echo 'two ports may have the same file'
}

trap 'cat "$work/problems"; rm -rf "$work"' EXIT
{ run; lacking; colliding; } >"$work/problems" 2>&1
[ ! -s "$work/problems" ]
