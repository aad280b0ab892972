#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Each of POSIX's headers compiles alone, as C99 and as C11, strictly; and it
# declares, or defines as a macro, what test/lint/posix.list has under it, but
# for what docs/posix.md says is in no library.
. "$(dirname "$0")/common.sh"

sysroot=$(libc/cc -print-sysroot)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

awk -F '|' '$5 ~ /not in musl|not in libc.a/ { gsub(/ /, "\n", $4); print $4 }
' docs/posix.md | grep . >"$work/absent"

# One source a header: each name is a macro or can have its address taken.
awk -v work="$work" '
FILENAME != "-" { absent[$1]; next }
/^#/ { next }
/^[a-z]/ {
	header = $1
	sub(/:$/, "", header)
	$1 = ""
	file = header
	gsub("/", "_", file)
	file = work "/" file ".c"
	print "#include <" header ">\nint unused;" >file
}
{
	for (i = 1; i <= NF; i++) {
		if ($i == "" || $i in absent)
			continue
		printf "#ifndef %s\nvoid test_%s(void);\n", $i, $i >file
		printf "void test_%s(void) { (void)&%s; }\n", $i, $i >file
		print "#endif" >file
	}
}' "$work/absent" - <test/lint/posix.list

for header in assert complex cpio errno float inttypes iso646 limits \
	netinet/in netinet/tcp pthread stdarg stdbool stddef stdint \
	sys/types sys/un tar tgmath; do
	file=$work/$(echo "$header" | tr / _).h.c
	[ -f "$file" ] ||
		printf '#include <%s.h>\nint unused;\n' "$header" >"$file"
done

# Of ndbm.h nothing is left.
rm -f "$work/ndbm.h.c"
mkdir "$work/alone"
for file in "$work"/*.c; do
	sed '/^#ifndef/,$d' "$file" >"$work/alone/${file##*/}"
done

# compiles STANDARD FEATURE FOLDER
compiles()
{
	clang --target=wasm32-unknown-unknown "-std=$1" "-D$2" -D__unix__ \
		-D__linux__ -nostdinc -isystem "$sysroot/include" \
		-Wsystem-headers -pedantic-errors -fsyntax-only -w \
		-Werror=implicit-function-declaration "$3"/*.c \
		2>"$work/log" && return
	grep error "$work/log" | sed "s,$work/,,"
	complain "headers: -std=$1 -D$2: see above"
}

# The names are those of the language POSIX builds on; C11 took gets() away.
compiles c99 _XOPEN_SOURCE=700 "$work"
compiles c99 _POSIX_C_SOURCE=200809L "$work/alone"
compiles c11 _XOPEN_SOURCE=700 "$work/alone"
compiles c11 _POSIX_C_SOURCE=200809L "$work/alone"
finish
