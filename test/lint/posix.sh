#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What docs/posix.md says of each function is what libc.a and the kernel do.
. "$(dirname "$0")/common.sh"

sysroot=$(libc/cc -print-sysroot)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# The whole library as one module, whose text tells who calls whom with what.
wasm-ld -o "$work/libc.wasm" --whole-archive "$sysroot/lib/libc.a" \
	--no-whole-archive "$sysroot/lib/libcompiler_rt.a" --no-entry \
	--import-memory --allow-undefined --export-all || exit 1
node test/lint/once.mjs "$work/libc.wasm" || exit 1
wasm-dis "$work/libc.wasm" -o "$work/libc.wat" || exit 1
# The names in the tests: as written, and after the preprocessor.
cat test/call/*.c test/boot/*.c test/posix/*.c >"$work/tests"
for file in test/posix/*.c; do
	libc/cc -E -I. "$file" | awk '
		/^# [0-9]/ { own = $3 == "\"'"$file"'\""; next }
		own' >>"$work/tests"
done
node test/lint/posix.mjs "$work/libc.wat" "$work/tests" "$sysroot/include"
