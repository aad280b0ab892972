/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Moving bytes between programs and the kernel. Every address a program hands
 * over goes through here and is checked against its memory: -EFAULT.
 */
#ifndef EXA_COPY_H
#define EXA_COPY_H

#include <stddef.h>
#include <stdint.h>

#include "kernel/proc.h"

int copy_from_user(void *to, uint32_t from, size_t size);
int copy_to_user(uint32_t to, const void *from, size_t size);

/*
 * Copies a string with its NUL into a buffer of size bytes. Returns its
 * length, -EFAULT, or -ENAMETOOLONG when it does not fit.
 */
int copy_string_from_user(char *to, uint32_t from, size_t size);

/*
 * A path from the current program, in new kernel memory that the caller frees.
 * Returns 0, -EFAULT, -ENAMETOOLONG (PATH_MAX) or -ENOMEM.
 */
int copy_path_from_user(char **path, uint32_t from);

struct iovec;

/*
 * Where data of a read goes to or of a write comes from: one range or several
 * of a program's memory, or of the kernel's when proc is NULL. The functions
 * below advance it.
 */
struct uio {
	struct proc *proc;
	uint32_t address;
	uint32_t left;            /* bytes in all */
	uint32_t piece;           /* at address, when there are several */
	const struct iovec *next; /* the ranges behind; NULL: only one */
};

/* A uio over the current program's memory; -EFAULT if it is not all there. */
int uio_user(struct uio *io, uint32_t address, uint32_t size);

/*
 * A uio over several ranges of the current program's memory. The vector is
 * the kernel's and must stay as long as the uio. -EFAULT if one is not all
 * there; -EINVAL if they are more than INT_MAX bytes together.
 */
int uio_vector(struct uio *io, const struct iovec *vector, uint32_t count);

/* A uio over kernel memory. */
struct uio uio_kernel(void *memory, uint32_t size);

/* Moves up to size bytes; returns how many (limited by what is left). */
size_t uio_put(struct uio *io, const void *from, size_t size);
size_t uio_get(struct uio *io, void *to, size_t size);

/* Like uio_put() of zero bytes. */
size_t uio_put_zeros(struct uio *io, size_t size);

/* Goes on by up to size bytes without moving any. */
size_t uio_skip(struct uio *io, size_t size);

#endif
