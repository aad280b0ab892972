/* SPDX-License-Identifier: GPL-3.0-or-later */
/* copy_file_range(): offsets, ends, overlaps, errors. */
#define _GNU_SOURCE
#include "call.h"

int main(void)
{
	off_t from = 2, to = 10, huge = INT64_MAX - 2;
	char text[20] = "";
	int in, out, other, fds[2];

	scratch();
	make_file("f", "0123456789");
	in = (int)OK(open("f", O_RDWR));
	out = (int)OK(open("g", O_RDWR | O_CREAT, 0600));
	SAME(copy_file_range(in, NULL, out, NULL, 4, 0), 4);
	SAME(lseek(in, 0, SEEK_CUR), 4);
	SAME(lseek(out, 0, SEEK_CUR), 4);
	SAME(copy_file_range(in, &from, out, &to, 3, 0), 3);
	SAME(from, 5);
	SAME(to, 13);
	SAME(lseek(in, 0, SEEK_CUR), 4);
	SAME(copy_file_range(in, NULL, out, NULL, 100, 0), 6);
	SAME(copy_file_range(in, NULL, out, NULL, 100, 0), 0);
	SAME(pread(out, text, 20, 0), 13);
	SAME(memcmp(text, "0123456789234", 13), 0);
	/* Inside one file. */
	from = 0;
	to = 5;
	SAME(copy_file_range(in, &from, in, &to, 3, 0), 3);
	SAME(pread(in, text, 10, 0), 10);
	SAME(memcmp(text, "0123401289", 10), 0);
	from = 0;
	to = 5;
	FAILS(copy_file_range(in, &from, in, &to, 8, 0), EINVAL);
	FAILS(copy_file_range(in, NULL, out, NULL, 1, 1), EINVAL);
	SAME(copy_file_range(in, &huge, out, NULL, 10, 0), 0);
	FAILS(copy_file_range(99, NULL, out, NULL, 1, 0), EBADF);
	FAILS(copy_file_range(in, NULL, 99, NULL, 1, 0), EBADF);
	FAILS(copy_file_range(in, bad_pointer(), out, NULL, 1, 0), EFAULT);
	other = (int)OK(open("g", O_WRONLY | O_APPEND));
	FAILS(copy_file_range(in, NULL, other, NULL, 1, 0), EBADF);
	FAILS(copy_file_range(other, NULL, out, NULL, 1, 0), EBADF);
	OK(close(other));
	other = (int)OK(open(".", O_RDONLY));
	FAILS(copy_file_range(other, NULL, out, NULL, 1, 0), EISDIR);
	OK(close(other));
	OK(pipe(fds));
	FAILS(copy_file_range(fds[0], NULL, out, NULL, 1, 0), EINVAL);
	FAILS(copy_file_range(in, NULL, fds[1], NULL, 1, 0), EINVAL);
	OK(close(fds[0]));
	OK(close(fds[1]));
	OK(close(in));
	OK(close(out));
	OK(unlink("f"));
	OK(unlink("g"));
	scratch_end();
	return 0;
}
