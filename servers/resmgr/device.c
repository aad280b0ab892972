/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Character devices: the memory devices here, the host's streams in
 * hoststream.c, terminals in servers/tty. Numbers are Linux's where it has
 * such a device.
 */
#include "servers/resmgr/device.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

#include "kernel/copy.h"
#include "kernel/host.h"
#include "kernel/log.h"
#include "servers/init/init.h"
#include "servers/oxygen/oxygen.h"
#include "servers/resmgr/create.h"
#include "servers/resmgr/file.h"
#include "servers/resmgr/hoststream.h"
#include "servers/resmgr/vnode.h"
#include "servers/tty/pty.h"
#include "servers/tty/tty.h"

static int null_read(struct file *f, struct uio *io, int64_t *pos)
{
	(void)f;
	(void)io;
	(void)pos;
	return 0;
}

/* Takes everything and keeps nothing. */
static int null_write(struct file *f, struct uio *io, int64_t *pos)
{
	(void)f;
	(void)pos;
	return (int)io->left;
}

static int zero_read(struct file *f, struct uio *io, int64_t *pos)
{
	(void)f;
	(void)pos;
	return (int)uio_put_zeros(io, io->left);
}

static int full_write(struct file *f, struct uio *io, int64_t *pos)
{
	(void)f;
	(void)pos;
	return io->left > 0 ? -ENOSPC : 0;
}

static int random_read(struct file *f, struct uio *io, int64_t *pos)
{
	uint32_t total = io->left;
	uint8_t bytes[512];

	(void)f;
	(void)pos;
	while (io->left > 0) {
		uint32_t size = io->left < sizeof(bytes) ? io->left
							 : sizeof(bytes);

		host_random(bytes, size);
		uio_put(io, bytes, size);
	}
	return (int)total;
}

static int control_write(struct file *f, struct uio *io, int64_t *pos)
{
	char text[64];
	size_t length = uio_get(io, text, sizeof(text));

	(void)f;
	(void)pos;
	return init_control(text, length) < 0 ? -EIO : (int)length;
}

static const struct file_ops null_ops = { .read = null_read,
	.write = null_write,
	.seekable = true,
	.rewound = true };
static const struct file_ops zero_ops = { .read = zero_read,
	.write = null_write,
	.seekable = true,
	.rewound = true };
static const struct file_ops full_ops = { .read = zero_read,
	.write = full_write,
	.seekable = true,
	.rewound = true };
static const struct file_ops random_ops = { .seekable = true,
	.rewound = true,
	.read = random_read,
	.write = null_write };
static const struct file_ops control_ops = { .write = control_write };

static int open_tty(struct file *f, unsigned minor)
{
	return tty_open(f, (int)minor);
}

static int open_controlling(struct file *f, unsigned minor)
{
	(void)minor;
	return tty_open_controlling(f);
}

static int open_ptmx(struct file *f, unsigned minor)
{
	(void)minor;
	return ptmx_open(f);
}

/* The machine's console is its first terminal. */
static int open_console(struct file *f, unsigned minor)
{
	(void)minor;
	return tty_open(f, 1);
}

enum {
	MAJOR_MEMORY = 1,
	MAJOR_TTY = 4,
	MAJOR_TTY_AUX = 5,
	MAJOR_MISC = 10,
	MAJOR_HOST = 60,
};

/* A device: its node, and how it is opened. */
static const struct {
	const char *path;
	mode_t mode;
	unsigned major, minor;
	const struct file_ops *ops;
	int (*open)(struct file *f, unsigned minor);
} devices[] = {
	{ "/dev/null", 0666, MAJOR_MEMORY, 3, &null_ops, NULL },
	{ "/dev/zero", 0666, MAJOR_MEMORY, 5, &zero_ops, NULL },
	{ "/dev/full", 0666, MAJOR_MEMORY, 7, &full_ops, NULL },
	{ "/dev/random", 0666, MAJOR_MEMORY, 8, &random_ops, NULL },
	{ "/dev/urandom", 0666, MAJOR_MEMORY, 9, &random_ops, NULL },
	{ "/dev/tty1", 0620, MAJOR_TTY, 1, NULL, open_tty },
	{ "/dev/tty", 0666, MAJOR_TTY_AUX, 0, NULL, open_controlling },
	{ "/dev/console", 0600, MAJOR_TTY_AUX, 1, NULL, open_console },
	{ "/dev/ptmx", 0666, DEVICE_PTMX_MAJOR, DEVICE_PTMX_MINOR, NULL,
		open_ptmx },
	{ "/dev/oxygen", 0666, MAJOR_MISC, 201, NULL, oxygen_open },
	{ "/dev/initctl", 0600, MAJOR_MISC, 200, &control_ops, NULL },
	{ "/dev/host0", 0666, MAJOR_HOST, 0, NULL, hoststream_open },
	{ "/dev/host1", 0666, MAJOR_HOST, 1, NULL, hoststream_open },
	{ "/dev/host2", 0666, MAJOR_HOST, 2, NULL, hoststream_open },
};

int device_open(dev_t rdev, struct file *f)
{
	if (major(rdev) == MAJOR_PTS)
		return pts_open(f, (int)minor(rdev));
	for (size_t i = 0; i < sizeof(devices) / sizeof(devices[0]); i++) {
		if (makedev(devices[i].major, devices[i].minor) != rdev)
			continue;
		if (devices[i].open != NULL)
			return devices[i].open(f, devices[i].minor);
		f->ops = devices[i].ops;
		return 0;
	}
	return -ENXIO;
}

static int make_link(const char *name, const char *target)
{
	struct path path;
	int error = path_resolve(AT_FDCWD, name, PATH_PARENT, &path);

	if (error < 0)
		return error;
	error = node_create(&path, S_IFLNK | 0777, 0, target, NULL);
	path_release(&path);
	return error;
}

int device_make_nodes(void)
{
	int error = 0;

	for (size_t i = 0; i < sizeof(devices) / sizeof(devices[0]); i++) {
		dev_t rdev = makedev(devices[i].major, devices[i].minor);
		struct path path;

		error = path_resolve(
			AT_FDCWD, devices[i].path, PATH_PARENT, &path);
		if (error < 0)
			return error;
		error = node_create(
			&path, S_IFCHR | devices[i].mode, rdev, NULL, NULL);
		path_release(&path);
		if (error < 0)
			return error;
	}
	error = make_link("/dev/fd", "/proc/self/fd");
	if (error == 0)
		error = make_link("/dev/stdin", "/proc/self/fd/0");
	if (error == 0)
		error = make_link("/dev/stdout", "/proc/self/fd/1");
	if (error == 0)
		error = make_link("/dev/stderr", "/proc/self/fd/2");
	return error;
}
