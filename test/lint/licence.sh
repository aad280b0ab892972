#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Every file names its licence near its top: MIT for what is linked into
# programs, the GPL for the rest. JSON has no comments; pictures, data of
# tests and some files of /etc have no place for one.
. "$(dirname "$0")/common.sh"

for file in $(files); do
	case $file in
	*.json | *.png | LICENSE | */corpus/* | */data/*) continue ;;
	www/rootfs/etc/group | www/rootfs/etc/passwd) continue ;;
	www/rootfs/etc/hostname | www/rootfs/etc/issue) continue ;;
	www/rootfs/etc/motd | www/rootfs/usr/local/README) continue ;;
	libc/* | kernel/abi/*) licence=MIT ;;
	*) licence=GPL-3.0-or-later ;;
	esac
	head -n 5 "$file" | grep -q "SPDX-License-Identifier: $licence" ||
		complain "$file: no line SPDX-License-Identifier: $licence"
done
finish
