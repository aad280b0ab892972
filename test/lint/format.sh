#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# C is formatted as .clang-format says: clang-format -i FILE puts it right.
. "$(dirname "$0")/common.sh"
files '*.c' '*.h' | xargs clang-format --dry-run -Werror
