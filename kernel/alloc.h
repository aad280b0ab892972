/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The kernel's memory. Results are 16-byte aligned and not zeroed. */
#ifndef EXA_ALLOC_H
#define EXA_ALLOC_H

#include <stddef.h>

/* Returns size bytes (size > 0), or NULL when the kernel's limit is reached. */
void *kmalloc(size_t size);

/* The same from a reserve that programs cannot use up: for what the host
 * delivers, which nobody could be told of if it were lost. */
void *kmalloc_vital(size_t size);

/* kmalloc() and zero. */
void *kzalloc(size_t size);

/* A copy of string, or NULL. */
char *kstrdup(const char *string);

/* Returns memory from kmalloc(); NULL is allowed. */
void kfree(void *memory);

/* Bytes handed out now, and bytes the module's memory has in all. */
size_t kmalloc_used(void);
size_t kmalloc_total(void);
/* Bytes that kmalloc() would still give. */
size_t kmalloc_left(void);

#endif
