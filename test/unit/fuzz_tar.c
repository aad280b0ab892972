/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Fuzzes the reader of tar archives (shell/cmd/lib/tarread.c): whatever comes
 * in, members come out as tar.h says, until there is none. The first byte says
 * how: as it is; with the checksum of each block put right, without which
 * hardly anything is reached; or as the records of an extended header.
 *
 * Links: shell/cmd/lib/tarread.c shell/cmd/lib/alloc.c shell/cmd/lib/fmt.c
 * Links: shell/cmd/lib/num.c shell/cmd/lib/say.c shell/cmd/lib/out.c
 * Links: shell/cmd/lib/text.c shell/cmd/lib/cmd.c
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "shell/cmd/lib/tarhead.h"

#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(int condition)
{
	if (!condition)
		abort();
}

static void put_right(struct tar_head *h)
{
	const unsigned char *p = (const void *)h;
	unsigned sum = 0;

	memset(h->sum, ' ', sizeof(h->sum));
	for (size_t i = 0; i < sizeof(*h); i++)
		sum += p[i];
	for (size_t i = 6; i-- > 0; sum /= 8)
		h->sum[i] = (char)('0' + sum % 8);
	h->sum[6] = '\0';
}

static void put(int fd, const void *bytes, size_t size, size_t at)
{
	require(pwrite(fd, bytes, size, (off_t)at) == (ssize_t)size);
}

/* An extended header with these records, and what it is for. */
static void put_extended(int fd, const uint8_t *data, size_t size)
{
	size_t behind = (size + 2 * TAR_BLOCK - 1) / TAR_BLOCK * TAR_BLOCK;
	struct tar_head h = { .name = "x", .type = 'x' };

	for (size_t i = 11, left = size; i-- > 0; left /= 8)
		h.size[i] = (char)('0' + left % 8);
	put_right(&h);
	put(fd, &h, sizeof(h), 0);
	put(fd, data, size, TAR_BLOCK);
	h = (struct tar_head){ .name = "file", .type = TAR_FILE };
	put_right(&h);
	put(fd, &h, sizeof(h), behind);
}

static int file_of(const uint8_t *data, size_t size)
{
	static int fd = -1;
	struct tar_head h;

	if (fd < 0)
		fd = memfd_create("tar", 0);
	require(fd >= 0 && ftruncate(fd, 0) == 0);
	if (size > 0 && data[0] % 4 == 2) {
		put_extended(fd, data + 1, size - 1);
	} else {
		put(fd, data, size, 0);
	}
	for (size_t at = 0;
		size > 0 && data[0] % 4 == 0 && at + sizeof(h) <= size;
		at += sizeof(h)) {
		memcpy(&h, data + at, sizeof(h));
		put_right(&h);
		put(fd, &h, sizeof(h), at);
	}
	require(lseek(fd, 0, SEEK_SET) == 0);
	return fd;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	int fd = file_of(data, size), result;
	struct tar_member m;
	size_t members = 0;

	while ((result = tar_get(fd, &m)) > 0) {
		size_t n = strlen(m.name);

		require(++members <= size / TAR_BLOCK + 1);
		require(n < 2 || m.name[n - 1] != '/');
		require(m.target != NULL && m.mode <= 07777);
		require(m.mtime.tv_nsec >= 0 && m.mtime.tv_nsec < 1000000000);
		require(m.type == TAR_FILE || m.size == 0 ||
			strchr("1256", m.type) == NULL);
		/* Contents are blocks of this, too. */
		tar_skip_pad(fd, m.size);
		free(m.name);
		free(m.target);
	}
	require(result == 0 || result == -1);
	return 0;
}
