/* SPDX-License-Identifier: MIT */
/*
 * What fstat and fstatat fill in, and what the kernel writes: the same 112
 * bytes as struct kstat. struct timespec is time_t, long, 4 bytes of padding.
 */
struct stat {
	dev_t st_dev;
	ino_t st_ino;
	mode_t st_mode;
	nlink_t st_nlink;
	uid_t st_uid;
	gid_t st_gid;
	dev_t st_rdev;
	off_t st_size;
	blksize_t st_blksize;
	unsigned __pad;
	blkcnt_t st_blocks;
	struct timespec st_atim;
	struct timespec st_mtim;
	struct timespec st_ctim;
};
