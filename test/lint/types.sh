#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The types that JSDoc gives the JavaScript hold.
. "$(dirname "$0")/common.sh"
exec node_modules/.bin/tsc -p tsconfig.json
