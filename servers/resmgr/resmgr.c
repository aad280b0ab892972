/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * resmgr, the first process. Its job, processes, devices and the VFS, is done
 * by straight-line code on the callers' kernel halves; the server itself
 * builds the tree at boot.
 */
#include "servers/resmgr/resmgr.h"

#include <errno.h>
#include <fcntl.h>

#include "kernel/boot.h"
#include "kernel/log.h"
#include "kernel/proc.h"
#include "servers/resmgr/create.h"
#include "servers/resmgr/device.h"
#include "servers/resmgr/file.h"
#include "servers/resmgr/vnode.h"

/* The skeleton of the root: directories, in order. */
static const struct {
	const char *path;
	mode_t mode;
} directories[] = {
	{ "/bin", 0755 }, { "/dev", 0755 }, { "/etc", 0755 }, { "/home", 0755 },
	{ "/mnt", 0755 }, { "/proc", 0755 }, { "/root", 0755 },
	{ "/run", 0755 }, { "/srv", 0755 }, { "/tmp", 0755 }, { "/usr", 0755 },
	{ "/var", 0755 }, { "/var/log", 0755 }, { "/var/spool", 0755 },
	{ "/var/spool/cron", 0755 },
	{ "/var/spool/cron/crontabs", 01777 }, /* crontab is nobody special */
};

/* Symbolic links, as pairs of name and target. */
static const char *const links[][2] = {
	{ "/sbin", "bin" },
	{ "/lib", "usr/lib" },
	{ "/var/run", "../run" },
	{ "/var/tmp", "../tmp" },
};

/* What is mounted where: type, source, target, options. */
static const struct {
	const char *type, *source, *target, *options;
	bool readonly;
} mounts[] = {
	{ "netfs", "bin", "/bin", "", true },
	{ "netfs", "usr", "/usr", "", true },
	{ "netfs", "etc", "/etc", "", true },
	{ "proc", "proc", "/proc", "", false },
	{ "devpts", "devpts", "/dev/pts", "gid=5,mode=620,ptmxmode=666",
		false },
	{ "tmpfs", "shm", "/dev/shm", "mode=1777", false },
	{ "tmpfs", "tmpfs", "/tmp", "mode=1777", false },
	{ "tmpfs", "tmpfs", "/run", "mode=755", false },
};

static int make_node(const char *name, mode_t mode, const char *target)
{
	struct path path;
	int error = path_resolve(AT_FDCWD, name, PATH_PARENT, &path);

	if (error < 0)
		return error;
	error = path.v != NULL ? 0 : node_create(&path, mode, 0, target, NULL);
	path_release(&path);
	return error;
}

static int mount_on(const char *type, const char *source, const char *target,
	bool readonly, const char *options)
{
	struct path path;
	int error = path_resolve(AT_FDCWD, target, PATH_FOLLOW, &path);

	if (error < 0)
		return error;
	error = mount_add(type, source, path.v, target, readonly, options);
	path_release(&path);
	if (error < 0)
		klog("mount %s on %s: error %d", type, target, -error);
	return error;
}

int resmgr_equip(struct proc *p)
{
	p->files = files_new();
	if (p->files == NULL)
		return -ENOMEM;
	p->root = p->cwd = mount_root();
	vnode_ref(p->root);
	vnode_ref(p->cwd);
	p->umask = 022;
	return 0;
}

static int resmgr_start(void)
{
	size_t count = sizeof(directories) / sizeof(directories[0]);
	int error = mount_add("tmpfs", "root", NULL, "/", false, "mode=755");

	if (error == 0)
		error = resmgr_equip(current);
	current->umask = 0;
	for (size_t i = 0; error == 0 && i < count; i++)
		error = make_node(directories[i].path,
			S_IFDIR | directories[i].mode, NULL);
	count = sizeof(links) / sizeof(links[0]);
	for (size_t i = 0; error == 0 && i < count; i++)
		error = make_node(links[i][0], S_IFLNK | 0777, links[i][1]);
	if (error == 0)
		error = mount_on("devtmpfs", "dev", "/dev", false, "mode=755");
	if (error == 0)
		error = device_make_nodes();
	if (error == 0)
		error = make_node("/dev/pts", S_IFDIR | 0755, NULL);
	if (error == 0)
		error = make_node("/dev/shm", S_IFDIR | 0755, NULL);
	return error;
}

/* Makes the directories that lead to path, and path itself. */
static int make_directories(char *path)
{
	int error = 0;

	for (char *p = path + 1; error == 0 && *p != '\0'; p++) {
		if (*p != '/')
			continue;
		*p = '\0';
		error = make_node(path, S_IFDIR | 0755, NULL);
		*p = '/';
	}
	return error == 0 ? make_node(path, S_IFDIR | 0755, NULL) : error;
}

static void mount_host(const struct boot_mount *m)
{
	char source[12];
	int error = make_directories(m->path);

	format(source, sizeof(source), "%d", m->number);
	if (error == 0)
		error = mount_on("hostfs", source, m->path, m->readonly, "");
	if (error < 0)
		klog("boot: cannot mount host directory %d on %s: error %d",
			m->number, m->path, -error);
}

/* What is at that path, and belongs to root, shall be the user's. */
static void give_to_user(const char *name)
{
	struct stat st = { 0 };
	struct path path;

	if (path_resolve(AT_FDCWD, name, 0, &path) < 0)
		return;
	if (!path.v->fs->readonly && vnode_getattr(path.v, &st) == 0 &&
		st.st_uid == 0) {
		st.st_uid = st.st_gid = 1000;
		path.v->fs->ops->setattr(path.v, &st, ATTR_UID | ATTR_GID);
	}
	path_release(&path);
}

/* What is to outlive the machine: /home, which else is in memory, and what is
 * installed. */
static int mount_store(void)
{
	char options[80];

	if (boot.store != NULL) {
		format(options, sizeof(options), "store=%s", boot.store);
		if (mount_on("localfs", "home", "/home", false, options) == 0) {
			if (mount_on("localfs", "local", "/usr/local", false,
				    options) == 0)
				give_to_user("/usr/local");
			return 0;
		}
	}
	klog("boot: /home is in memory and is lost with the machine");
	return mount_on("tmpfs", "tmpfs", "/home", false, "mode=755");
}

static int make_home(void)
{
	int error = make_node("/home/exa", S_IFDIR | 0755, NULL);

	if (error == 0)
		give_to_user("/home/exa");
	return error;
}

int resmgr_mount_all(void)
{
	int error = 0;

	for (size_t i = 0; i < sizeof(mounts) / sizeof(mounts[0]); i++) {
		error = mount_on(mounts[i].type, mounts[i].source,
			mounts[i].target, mounts[i].readonly,
			mounts[i].options);
		if (error < 0)
			return error;
	}
	error = mount_store();
	if (error == 0)
		error = make_home();
	if (error == -EROFS)
		error = 0; /* another machine writes the store */
	for (int i = 0; i < boot.mounts; i++)
		mount_host(&boot.mount[i]);
	return error;
}

struct server resmgr_server = {
	.name = "resmgr",
	.start = resmgr_start,
};
