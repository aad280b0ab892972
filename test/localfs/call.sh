#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# call.sh FOLDER NAME: runs a call test with its files on a new localfs.
set -eu
store=$(mktemp -d)
trap 'rm -rf "$store"' EXIT
"$(dirname "$0")/../../exa" sh --home "$store" -v "$1":/t \
	-c "SCRATCH=\$HOME /t/$2"
