/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fchown(), by a user that is not root. */
#define _GNU_SOURCE
#include "test/call/call.h"

int main(void)
{
	uid_t uid = getuid();
	gid_t gid = getgid();
	struct stat st;
	int fd, other;

	scratch();
	make_file("f", "");
	fd = (int)OK(open("f", O_RDONLY));
	OK(fchown(fd, uid, gid));
	OK(fchown(fd, (uid_t)-1, (gid_t)-1));
	OK(fstat(fd, &st));
	SAME(st.st_uid, uid);
	SAME(st.st_gid, gid);
	OK(chmod("f", 04755));
	OK(fchown(fd, uid, gid));
	SAME(mode_of("f"), S_IFREG | 0755);
	FAILS(fchown(fd, 0, (gid_t)-1), EPERM);
	FAILS(fchown(fd, (uid_t)-1, 60000), EPERM);
	other = (int)OK(open("/", O_RDONLY));
	FAILS(fchown(other, uid, gid), EPERM);
	OK(close(other));
	other = (int)OK(open("/bin/sh", O_RDONLY));
	FAILS(fchown(other, uid, gid), on_exa() ? EROFS : EPERM);
	OK(close(other));
	other = (int)OK(open("f", O_PATH));
	FAILS(syscall(SYS_fchown, other, uid, gid), EBADF);
	OK(close(fd));
	FAILS(fchown(fd, uid, gid), EBADF);
	FAILS(fchown(-1, uid, gid), EBADF);
	OK(unlink("f"));
	scratch_end();
	return 0;
}
