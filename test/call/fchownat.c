/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chown(), lchown() and fchownat(), by a user that is not root. */
#define _GNU_SOURCE
#include "test/call/call.h"

int main(void)
{
	uid_t uid = getuid();
	gid_t gid = getgid();
	struct stat st;
	int dir;

	scratch();
	make_file("f", "");
	OK(symlink("f", "l"));
	OK(symlink("nowhere", "dangling"));
	OK(symlink("loop", "loop"));
	dir = (int)OK(open(".", O_RDONLY));
	OK(chown("f", uid, gid));
	OK(chown("f", (uid_t)-1, gid));
	OK(chown("f", uid, (gid_t)-1));
	OK(stat("f", &st));
	SAME(st.st_uid, uid);
	SAME(st.st_gid, gid);
	OK(chmod("f", 06755));
	OK(chown("f", (uid_t)-1, gid));
	SAME(mode_of("f"), S_IFREG | 0755);
	OK(lchown("dangling", uid, gid));
	OK(fchownat(dir, "dangling", uid, gid, AT_SYMLINK_NOFOLLOW));
	OK(fchownat(dir, "l", uid, gid, 0));
	OK(fchownat(dir, "", uid, gid, AT_EMPTY_PATH));

	FAILS(chown("f", uid + 1, (gid_t)-1), EPERM);
	FAILS(chown("f", 0, 0), EPERM);
	FAILS(chown("f", (uid_t)-1, 60000), EPERM);
	FAILS(chown("/", uid, gid), EPERM);
	FAILS(chown("/bin/sh", uid, gid), on_exa() ? EROFS : EPERM);
	FAILS(chown("no", uid, gid), ENOENT);
	FAILS(chown("", uid, gid), ENOENT);
	FAILS(chown("dangling", uid, gid), ENOENT);
	FAILS(chown("loop", uid, gid), ELOOP);
	FAILS(chown("f/x", uid, gid), ENOTDIR);
	FAILS(chown(bad_pointer(), uid, gid), EFAULT);
	FAILS(fchownat(99, "f", uid, gid, 0), EBADF);
	FAILS(fchownat(dir, "f", uid, gid, 1 << 20), EINVAL);
	OK(unlink("f"));
	OK(unlink("l"));
	OK(unlink("dangling"));
	OK(unlink("loop"));
	scratch_end();
	return 0;
}
