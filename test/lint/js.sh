#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# eslint finds nothing in any JavaScript.
. "$(dirname "$0")/common.sh"
exec node_modules/.bin/eslint .
