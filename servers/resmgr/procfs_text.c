/* SPDX-License-Identifier: GPL-3.0-or-later */
/* procfs: text that grows while a file's content is put together. */
#include <string.h>

#include "kernel/alloc.h"
#include "kernel/log.h"
#include "servers/resmgr/procfs_impl.h"

enum { FIRST_SIZE = 1024, PIECE = 256 };

static bool make_room(struct procfs_text *t, size_t size)
{
	size_t wanted = t->size > 0 ? t->size : FIRST_SIZE;
	char *bytes;

	if (t->failed || size <= t->size - t->used)
		return !t->failed;
	while (wanted - t->used < size)
		wanted *= 2;
	bytes = kmalloc(wanted);
	if (bytes == NULL) {
		t->failed = true;
		return false;
	}
	memcpy(bytes, t->bytes, t->used);
	kfree(t->bytes);
	t->bytes = bytes;
	t->size = wanted;
	return true;
}

void procfs_add_bytes(struct procfs_text *t, const void *bytes, size_t size)
{
	if (size == 0 || !make_room(t, size))
		return;
	memcpy(t->bytes + t->used, bytes, size);
	t->used += size;
}

void procfs_add(struct procfs_text *t, const char *pattern, ...)
{
	va_list ap;
	int length;

	if (!make_room(t, PIECE))
		return;
	va_start(ap, pattern);
	length = vformat(t->bytes + t->used, PIECE, pattern, ap);
	va_end(ap);
	t->used += length < PIECE ? (size_t)length : PIECE - 1;
}

void procfs_add_word(struct procfs_text *t, const char *word)
{
	for (; *word != '\0'; word++) {
		unsigned char c = (unsigned char)*word;

		if (c == ' ' || c == '\t' || c == '\n' || c == '\\')
			procfs_add(t, "\\%03o", c);
		else
			procfs_add_bytes(t, word, 1);
	}
}
