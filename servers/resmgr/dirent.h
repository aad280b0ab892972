/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Directory entries as programs read them, and cursors in directories. */
#ifndef EXA_DIRENT_H
#define EXA_DIRENT_H

#include <stdint.h>

/* struct linux_dirent64 of getdents64(2). */
struct user_dirent {
	uint64_t ino;
	int64_t next;
	uint16_t size;
	uint8_t type;
	char name[];
};

/*
 * The position of a directory file: 0 before ".", 1 before "..", then
 * DIR_FIRST plus the file system's own cursor, which starts at 0. A file
 * system passes (its next cursor + DIR_FIRST) as next to dir_fill.entry.
 */
enum { DIR_FIRST = 2 };

#endif
