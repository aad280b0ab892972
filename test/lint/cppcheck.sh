#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs: full
# cppcheck finds no error in any C file.
. "$(dirname "$0")/common.sh"
files 'kernel/*.c' 'servers/*.c' 'shell/*.c' |
	xargs cppcheck --quiet --std=c11 --error-exitcode=1 -j "$(nproc)" \
		--enable=warning,portability --inline-suppr -I . \
		--suppress=missingIncludeSystem
