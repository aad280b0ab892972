#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Fuzzes the system calls with EXA_FUZZ_CALLS calls (100000 if unset) from
# EXA_FUZZ_SEED (1 if unset). Fails on what the fuzzer says and when the machine
# itself ends early; the whole output is then printed.
# usage: run.sh EXA FOLDER user|root
set -u

exa=$1
folder=$2
who=$3
seed=${EXA_FUZZ_SEED:-1}
calls=${EXA_FUZZ_CALLS:-100000}

echo "fuzz: seed $seed, $calls calls as $who"
log=$folder/$who.log
"$exa" sh --root -v "$folder:/t:ro" \
	-c "/t/calls -s $seed -n $calls $who && echo done" >"$log" 2>&1
status=$?
cat "$log"
[ $status -eq 0 ] && grep -q '^done$' "$log"
