/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Character devices by number, and their nodes in /dev. */
#ifndef EXA_DEVICE_H
#define EXA_DEVICE_H

#include <sys/types.h>

struct file;

/* The number of /dev/ptmx. */
enum { DEVICE_PTMX_MAJOR = 5, DEVICE_PTMX_MINOR = 2 };

/* Opens the device with that number for f: sets f->ops and f->data. Returns 0
 * or -ENXIO and the like. */
int device_open(dev_t rdev, struct file *f);

/* Makes the nodes of /dev as the current process, which is root. */
int device_make_nodes(void);

#endif
