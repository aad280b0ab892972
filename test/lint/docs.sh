#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What the documents list is what the code has.
. "$(dirname "$0")/common.sh"
exec node test/lint/docs.mjs
