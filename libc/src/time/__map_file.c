/* SPDX-License-Identifier: MIT */
/*
 * Replaces musl's, which makes a shared mapping (time zones, catalogs): these
 * readers are as well served by a private copy.
 */
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include "syscall.h"

hidden const unsigned char *__map_file(const char *, size_t *);

const unsigned char *__map_file(const char *pathname, size_t *size)
{
	struct stat st;
	const unsigned char *map = MAP_FAILED;
	int fd = sys_open(pathname, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

	if (fd < 0)
		return 0;
	if (!fstat(fd, &st)) {
		map = mmap(0, st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
		*size = st.st_size;
	}
	__syscall(SYS_close, fd);
	return map == MAP_FAILED ? 0 : map;
}
