/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The host's standard streams as devices: /dev/host0 to host2 (headless). */
#ifndef EXA_HOSTSTREAM_H
#define EXA_HOSTSTREAM_H

struct file;

int hoststream_open(struct file *f, unsigned fd);

/* The host's stream fd, which was found busy, can be tried again. */
void hoststream_ready(unsigned fd);

#endif
