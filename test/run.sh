#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Runs the tests of both trees and ends with one line: N passed, N failed.
# usage: run.sh [--full] [FILTER]     (called by `./exa test`, all is built)
#
# --full fuzzes for minutes instead of seconds and runs the slow checks.
set -u

top=$(cd "$(dirname "$0")/.." && pwd)
build=$top/build
export EXA_FUZZ_SECONDS=5 EXA_FUZZ_CALLS=40000
# For an ./exa in a test: it need not build (cmake/setup.sh).
export EXA_BUILT="$build"
config=quick
filter=.
for argument; do
	case $argument in
	--full)
		export EXA_FUZZ_SECONDS=120 EXA_FUZZ_CALLS=1000000
		EXA_FUZZ_SEED=$(date +%s)
		export EXA_FUZZ_SEED
		config=full
		;;
	-*)
		echo "usage: ./exa test [--full] [FILTER]" >&2
		exit 2
		;;
	*) filter=$argument ;;
	esac
done

# One run over both trees, so that all cores stay busy to the end.
echo 'subdirs(native wasm)' >"$build/CTestTestfile.cmake"
rm -f "$build/tests.xml"
ctest --test-dir "$build" -C "$config" -R "$filter" \
	-j "$(nproc)" --timeout 120 \
	--output-on-failure --output-junit "$build/tests.xml" 9>&-

if [ ! -f "$build/tests.xml" ]; then
	echo 'test: no result was written' >&2
	exit 1
fi
# What the shell and dash agree in.
grep -o '[0-9]* of [0-9]* agree: [a-z]*' "$build/tests.xml"
for failed in "$build"/ports/*.failed; do
	[ -e "$failed" ] || continue
	echo "test: what needs the port $(basename "$failed" .failed) fails:" \
		"$(cat "$failed")"
done
total=$(grep -c '^[[:space:]]*<testcase ' "$build/tests.xml")
passed=$(grep '^[[:space:]]*<testcase ' "$build/tests.xml" |
	grep -c 'status="run"')
failed=$((total - passed))
echo "$passed passed, $failed failed"
[ "$passed" -gt 0 ] && [ "$failed" -eq 0 ]
