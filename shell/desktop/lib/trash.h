/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The bin, as freedesktop's Trash specification 1.0 says: a home's
 * .local/share/Trash, which has files/ and, for each of them, info/ tells from
 * where it came. Of other file systems than the home's nothing can be put
 * there.
 *
 * Functions return NULL, or what is wrong.
 */
#ifndef EXA_DESKTOP_TRASH_H
#define EXA_DESKTOP_TRASH_H

#include <stddef.h>

/* Puts path, a whole one, there. */
const char *trash_put(const char *home, const char *path);

/* Puts what has that name in the bin back to where it was; to: the place, of
 * size bytes. What is there already is not touched. */
const char *trash_restore(
	const char *home, const char *name, char *to, size_t size);

/* Forgets where it came from: it was deleted for good. */
void trash_forget(const char *home, const char *name);

/* The folder that has what was put there. */
void trash_folder(const char *home, char *folder, size_t size);

/* A path with %XX for what is not plain ASCII; "" if it does not fit. */
void path_encode(char *to, size_t size, const char *path);

/* The other way round, in place. What is no %XX stays. */
void path_decode(char *path);

/* A name that is like another one: the number goes before its ending. */
void path_number(char *to, size_t size, const char *name, int number);

#endif
