/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Archives of tar: ustar headers (POSIX: pax, ustar Interchange Format) with
 * extended ones (pax) before them for what does not fit. The names GNU tar
 * gives to long names are read, too.
 */
#ifndef EXA_CMD_TAR_H
#define EXA_CMD_TAR_H

#include "cmd.h"

#include <sys/stat.h>
#include <sys/types.h>
#include <time.h>

enum { TAR_BLOCK = 512 };

enum tar_type {
	TAR_FILE = '0',
	TAR_LINK = '1', /* another name of target */
	TAR_SYMLINK = '2',
	TAR_DIRECTORY = '5',
	TAR_FIFO = '6',
};

struct tar_member {
	char *name, *target; /* no slash at the end */
	char type;           /* enum tar_type, or what else there is */
	mode_t mode;         /* 07777 */
	uid_t uid;
	gid_t gid;
	unsigned long long size; /* of the content that follows */
	struct timespec mtime;
};

/* Writes a member's headers; the content follows, padded by tar_pad(). */
void tar_put(struct out *o, const struct tar_member *m);
void tar_pad(struct out *o, unsigned long long size);
/* The end of the archive. */
void tar_end(struct out *o);

/*
 * Reads the next headers from fd. Returns 1; 0 at the end; or -1: it is no
 * archive from here on, errno says what reading it answered, or is 0. name
 * and target are the caller's to free.
 */
int tar_get(int fd, struct tar_member *m);

/* Goes on behind what pads a content of that size; false at the end of file. */
bool tar_skip_pad(int fd, unsigned long long size);

/* Reads all of size; false at the end of file, or with errno. */
bool tar_read(int fd, void *to, size_t size);

/*
 * What home-export and home-import have in common: returns $HOME; *archive is
 * the file that was named, or NULL. Ends the program if it was called wrongly.
 */
const char *tar_home(int argc, char **argv, const char **archive);

#endif
