/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The window server (docs/oxygen.md): what the rest of the kernel sees of it.
 * It has no process: programs enter it by their open files of /dev/oxygen, and
 * the document by datagrams.
 */
#ifndef EXA_OXYGEN_H
#define EXA_OXYGEN_H

#include <stdint.h>

struct file;
struct message;

/* Whether a datagram of that type is for oxygen. */
static inline int oxygen_wants(uint32_t type)
{
	return type >> 8 == 2;
}

/* A datagram of the document came. Wrong ones are counted and dropped. */
void oxygen_datagram(
	const struct message *m, const uint8_t *bytes, uint32_t size);

/* open() of /dev/oxygen. Returns 0 or -ENOMEM. */
int oxygen_open(struct file *f, unsigned minor);

#endif
