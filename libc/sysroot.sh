# SPDX-License-Identifier: MIT
#
# Read by cc when EXA_SYSROOT is not set: sets sysroot to the C library that
# belongs to these sources, building it if it is missing or older than they.
# $here is this directory. One process when all is fresh.

cache=${EXA_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/exa}
here=$(cd "$here" && pwd -P)
sysroot=$cache/cc$(printf %s "$here" | tr / ,)
if ! [ -f "$sysroot/lib/exa.abi" ] ||
	[ -n "$(find "$here/arch" "$here/src" "$here/include" "$here/crt1.c" \
		"$here/build.sh" "$here/../kernel/abi" -newer "$sysroot" \
		-print -quit)" ]; then
	"$here/build.sh" "$sysroot" >&2
fi
