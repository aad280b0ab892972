#!/bin/sh
# SPDX-License-Identifier: MIT
#
# build.sh OUTDIR: builds the C library and makes OUTDIR a link to it:
#
#   OUTDIR/include   musl's headers and ours
#   OUTDIR/lib       libc.a, libcompiler_rt.a, crt1.o, exa.abi (the custom
#                    section of a finished program), uncounted (functions
#                    without loop counters), empty libm.a and so on
#
# Programs are compiled with libc/cc. Other wasm code, such as the kernel, may
# use the headers with
#   clang --target=wasm32-unknown-unknown -isystem OUTDIR/include
# and link OUTDIR/lib/libc.a for its string functions, which import nothing.
#
# The result is kept in the cache (see fetch-musl.sh) under a hash of all it is
# made from, so a second call only sets the link; so is every object file, so
# that a change of one source compiles one. Environment: EXA_MUSL_SOURCE,
# EXA_CACHE, EXA_CLANG, EXA_AR, EXA_NM, EXA_COMPILER_RT (the archive of
# builtins).
set -eu

name=${0##*/}
die() { echo "$name: $*" >&2; exit 1; }
[ $# = 1 ] || { echo "usage: $name OUTDIR" >&2; exit 2; }

libc=$(cd "$(dirname "$0")" && pwd -P)
abi=$libc/../kernel/abi
cache=${EXA_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/exa}
clang=${EXA_CLANG:-clang}
ar=${EXA_AR:-llvm-ar}
nm=${EXA_NM:-llvm-nm}
objects=$cache/objects
mkdir -p "$objects" "$(dirname "$1")"
out=$(cd "$(dirname "$1")" && pwd -P)/$(basename "$1")
work=$cache/sysroot.tmp.$$
trap 'rm -rf "$work"' EXIT
trap 'exit 1' INT TERM HUP

find_compiler_rt() {
	for f in "${EXA_COMPILER_RT-}" \
		"${EM_CACHE-/nonexistent}" "$HOME/.cache/emscripten" \
		"$HOME/.emscripten_cache" /usr/share/emscripten/cache; do
		[ -d "$f" ] && f=$f/sysroot/lib/wasm32-emscripten
		[ -d "$f" ] && f=$f/libcompiler_rt.a
		[ -f "$f" ] && { echo "$f"; return; }
	done
	die "no libcompiler_rt.a: install emscripten or set EXA_COMPILER_RT"
}

hash_inputs() {
	{
		stat -L -c '%n %s %Y' "$(command -v "$clang")" "$compiler_rt"
		cat "$work/musl/VERSION" "$work/musl/VERSION.debian" \
			2>/dev/null || :
		[ -z "${EXA_MUSL_SOURCE-}" ] ||
			find "$work/musl/" -type f -printf '%p %s %T@\n' | sort
		(cd "$libc" && find arch src include build.sh crt1.c -type f \
			-print0 | sort -z | xargs -0 sha256sum)
		sha256sum <"$abi/user.h"
		call_rows
	} | sha256sum | cut -c 1-16
}

# What the library sees of the call table: a call that comes to exist changes
# nothing here.
call_rows() {
	sed -n 's/^\(CALL\|ABSENT\|ALIAS\)(\([0-9]*, [a-z0-9_]*\).*/\2 &/p' \
		"$abi/calls.def" | awk '{ print $1, $2, /FAST/ }' | sort -n
}

# OUTDIR becomes a link to the finished sysroot, in one step.
publish() {
	ln -s "$1" "$out.$$"
	if [ -d "$out" ] && ! [ -L "$out" ]; then
		[ -f "$out/lib/exa.abi" ] || rmdir "$out" 2>/dev/null || {
			rm -f "$out.$$"
			die "$out is in the way"
		}
		rm -rf "$out"
	fi
	mv -fT "$out.$$" "$out"
}

# bits/syscall.h and the list of numbers for exa.fast, from the call table. The
# names ending in 32 belong to ports that once had 16-bit ids: with one of
# them musl would want the whole family.
generate_calls() {
	awk -F '[(), ]+' -v bits="$work/include/bits/syscall.h" \
		-v fast="$work/gen/exa_fast.h" '
	function define(nr, name) {
		if (name ~ /32$/) return
		print "#define __NR_" name " " nr >bits
		print "#define SYS_" name " " nr >bits
	}
	/^(CALL|ALIAS|ABSENT)\(/ { define($2, $3) }
	/^(CALL|ABSENT)\(.*FAST/ { print "case " $2 ":" >fast }
	' "$abi/calls.def"
}

generate() {
	mkdir -p "$work/include" "$work/gen" "$work/obj" "$work/lib"
	cp -R "$work/musl/include/." "$work/include"
	mkdir -p "$work/include/bits"
	cp "$work"/musl/arch/generic/bits/*.h "$work/include/bits"
	cp "$libc"/arch/exa/bits/*.h "$work/include/bits"
	cp -R "$libc/include/." "$work/include"
	sed -f "$work/musl/tools/mkalltypes.sed" \
		"$libc/arch/exa/bits/alltypes.h.in" \
		"$work/musl/include/alltypes.h.in" \
		>"$work/include/bits/alltypes.h"
	rm -f "$work"/include/*.in
	generate_calls
	printf '#define VERSION "%s"\n' "$(cat "$work/musl/VERSION")" \
		>"$work/gen/version.h"
	generate_note
}

# The custom section: id 0, its size, the name's length, the name, the version
# as a little-endian uint32_t.
generate_note() {
	version=$(sed -n 's/.*EXA_ABI_VERSION = \([0-9]*\).*/\1/p' \
		"$abi/user.h")
	printf '\000\014\007exa.abi' >"$work/lib/exa.abi"
	printf "\\$(printf %03o "$version")\\000\\000\\000" \
		>>"$work/lib/exa.abi"
}

# All sources, ours instead of musl's of the same name: "directory path key",
# where the key of an object file is a hash of all it is made from.
list_sources() {
	(cd "$libc" && find src -name '*.c') | sort >"$work/ours"
	musl_key=$(headers | sha256sum | cut -c 1-16)
	our_key=$({
		headers
		cat "$abi/user.h"
		find "$libc/src" -name '*.h' -exec cat {} +
	} | sha256sum | cut -c 1-16)
	(cd "$work/musl" && ls src/*/*.c src/malloc/mallocng/*.c) |
		grep -v -x -F -f "$work/ours" |
		(cd "$work/musl" && xargs sha256sum) |
		sed "s|^\(.\{16\}\)[^ ]* *\(.*\)|$work/musl \2 $musl_key-\1|"
	(cd "$libc" && xargs sha256sum <"$work/ours") |
		sed "s|^\(.\{16\}\)[^ ]* *\(.*\)|$libc \2 $our_key-\1|"
}

# What every object file depends on: compiler, options, headers.
headers() {
	stat -L -c '%n %s %Y' "$(command -v "$clang")"
	cat "$libc/build.sh" "$work/musl/VERSION"
	cat "$work"/gen/*.h
	(cd "$work" && find include musl/src musl/arch/generic -name '*.h' \
		-print0 | sort -z | xargs -0 cat)
	(cd "$libc" && find arch -type f -print0 | sort -z | xargs -0 cat)
}

compile_all() {
	common="--target=wasm32-unknown-unknown
		-std=c99 -ffreestanding -nostdinc
		-D_XOPEN_SOURCE=700 -D__unix__ -D__linux__ -D__EXA__
		-msign-ext -mnontrapping-fptoint -mmutable-globals
		-fno-strict-aliasing -fno-math-errno
		-I$libc/arch/exa -I$work/musl/arch/generic -I$work/gen
		-I$work/musl/src/include -I$work/musl/src/internal
		-I$libc/include -I$work/include -iquote $abi"
	export clang common work objects
	export sjlj="-mllvm -enable-emscripten-sjlj"
	export nowarn=-Wno-unused-parameter # in musl's syscall.h
	list_sources | xargs -P "$jobs" -n 48 sh -ec '
	while [ $# -gt 0 ]; do
		flags="-Os -w"
		case $2 in
		*/timer_create.c) flags="$flags $sjlj" ;;
		*/string/mem*) flags="-O2 -w -mbulk-memory" ;;
		*/string/*|*/malloc/*|*/internal/*) flags="-O2 -w" ;;
		*/stdlib/qsort*) flags="-O2 -w" ;;
		src/exa/*) flags="-O2 -Wall -Wextra $nowarn" ;;
		esac
		obj=$(echo "${2%.c}.o" | tr / -)
		if ! [ -f "$objects/$3-$obj" ]; then
			$clang $common $flags -iquote "$work/musl/${2%/*}" \
				-c "$1/$2" -o "$work/obj/$obj"
			ln "$work/obj/$obj" "$objects/$3-$obj" ||
				[ -f "$objects/$3-$obj" ]
		else
			ln "$objects/$3-$obj" "$work/obj/$obj"
		fi
		shift 3
	done' sh || die "musl does not compile"
	# With -mbulk-memory in any object the linker clears .bss by code, so a
	# used memory can be handed to a program as it is.
	$clang $common -O2 -Wall -mbulk-memory -c "$libc/crt1.c" \
		-o "$work/lib/crt1.o"
}

# Names of functions that get no loop counters: their loops end with the string
# or the memory that they walk.
list_uncounted() {
	{
		echo __exa_dfa_run
		for object in "$work"/obj/src-string-*.o \
			"$work"/obj/src-ctype-*.o \
			"$work"/obj/src-multibyte-*.o \
			"$work"/obj/src-malloc-*.o; do
			$nm --defined-only --format=just-symbols "$object"
		done
	} | sort -u >"$work/lib/uncounted"
}

# Emscripten's builtins without its run-time support.
archive() {
	$ar rcs "$work/lib/libc.a" "$work"/obj/*.o
	cp "$compiler_rt" "$work/lib/libcompiler_rt.a"
	chmod u+w "$work/lib/libcompiler_rt.a"
	$ar d "$work/lib/libcompiler_rt.a" emscripten_setjmp.o \
		emscripten_exception_builtins.o stack_ops.o stack_limits.o \
		emutls.o
	for l in m pthread rt dl util crypt resolv xnet; do
		$ar rc "$work/lib/lib$l.a"
	done
}

compiler_rt=$(find_compiler_rt)
mkdir -p "$work"
"$libc/fetch-musl.sh" --offline-ok "$work/musl"
sysroot=$cache/sysroot-$(hash_inputs)
if ! [ -f "$sysroot/lib/exa.abi" ]; then
	jobs=$(nproc 2>/dev/null || echo 2)
	version=$(cat "$work/musl/VERSION")
	echo "$name: building the C library (musl $version)" >&2
	generate
	compile_all
	list_uncounted
	archive
	rm -rf "$work/obj" "$work/gen" "$work/musl" "$work/ours"
	mv -T "$work" "$sysroot" 2>/dev/null || [ -f "$sysroot/lib/exa.abi" ]
	find "$cache" -maxdepth 1 -name 'sysroot-*' -mtime +30 -exec rm -rf {} +
	find "$objects" -type f -mtime +30 -delete
fi
publish "$sysroot"
