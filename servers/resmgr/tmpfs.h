/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tmpfs: files in the kernel's memory. Also the root and /dev. */
#ifndef EXA_TMPFS_H
#define EXA_TMPFS_H

struct filesystem;

/* Mount type. Options: "size=BYTES" (default 64 MiB of file data),
 * "mode=OCTAL" of the root directory, "uid=N". */
int tmpfs_mount(struct filesystem *fs, const char *source, const char *options);

#endif
