#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Runs one fuzzer for EXA_FUZZ_SECONDS (5 if unset), in a folder of its own so
# that a crashing input is kept. EXA_FUZZ_SEED: 1 if unset, so that one tree
# passes or fails alike everywhere.
# usage: fuzz.sh PROGRAM CORPUS
set -eu

program=$1
corpus=$2
found=$program.found
mkdir -p "$found"
cd "$found"
set -- "$found"
[ ! -d "$corpus" ] || set -- "$@" "$corpus"
exec "$program" -max_total_time="${EXA_FUZZ_SECONDS:-5}" -timeout=5 \
	-seed="${EXA_FUZZ_SEED:-1}" \
	-rss_limit_mb=1024 -verbosity=0 -print_final_stats=1 "$@"
