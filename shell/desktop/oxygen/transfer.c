/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Files of the host that are dropped on the desktop: written as the user,
 * under another name until they are whole.
 */
#include "impl.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct upload {
	struct upload *next;
	unsigned long number;
	uint64_t size, done;
	int fd;
	char part[4096], name[4096];
};

static struct upload *uploads;

static void end(struct upload *u, const char *error)
{
	struct upload **at = &uploads;

	while (*at != NULL && *at != u)
		at = &(*at)->next;
	if (*at == u)
		*at = u->next;
	close(u->fd);
	user_enter();
	if (error == NULL && rename(u->part, u->name) < 0)
		error = strerror(errno);
	if (error != NULL)
		unlink(u->part);
	user_leave();
	if (error != NULL)
		tell("failed\t%lu\t%s: %s", u->number, u->name, error);
	else
		tell("got\t%lu\t%llu", u->number, (unsigned long long)u->size);
	free(u);
}

/* Where it goes: a name that is not in use, "a (2).txt" if "a.txt" is. */
static void choose_name(struct upload *u, const char *folder, const char *name)
{
	const char *dot = strrchr(name, '.');
	int stem = dot != NULL && dot != name ? (int)(dot - name)
					      : (int)strlen(name);

	snprintf(u->name, sizeof(u->name), "%s/%s", folder, name);
	for (int i = 2; access(u->name, F_OK) == 0 && i < 1000; i++)
		snprintf(u->name, sizeof(u->name), "%s/%.*s (%d)%s", folder,
			stem, name, i, name + stem);
	snprintf(u->part, sizeof(u->part), "%s/.%s.%lu.part", folder, name,
		u->number);
}

void uploads_forget(void)
{
	while (uploads != NULL)
		end(uploads, "the transfer was interrupted");
}

void upload_begin(const struct ask *a)
{
	struct upload *u = need(calloc(1, sizeof(*u)));
	const char *folder = a->field[3], *name = a->field[4];
	int error;

	u->number = strtoul(a->field[1], NULL, 10);
	u->size = strtoull(a->field[2], NULL, 10);
	if (*folder == '\0')
		folder = user_home();
	if (*name == '\0' || strchr(name, '/') != NULL ||
		strcmp(name, "..") == 0 || strcmp(name, ".") == 0) {
		tell("failed\t%lu\t%s: this is no file name", u->number, name);
		free(u);
		return;
	}
	user_enter();
	choose_name(u, folder, name);
	u->fd = open(u->part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
	error = errno;
	user_leave();
	if (u->fd < 0) {
		tell("failed\t%lu\t%s: %s", u->number, u->name,
			strerror(error));
		free(u);
		return;
	}
	u->next = uploads;
	uploads = u;
	if (u->size == 0)
		end(u, NULL);
	else
		tell("got\t%lu\t0", u->number);
}

void upload_cancel(const struct ask *a)
{
	unsigned long number = strtoul(a->field[1], NULL, 10);
	struct upload *u = uploads;

	while (u != NULL && u->number != number)
		u = u->next;
	if (u != NULL)
		end(u, "it was given up");
}

void upload_data(const struct ask *a)
{
	unsigned long number = strtoul(a->field[1], NULL, 10);
	struct upload *u = uploads;

	while (u != NULL && u->number != number)
		u = u->next;
	if (u == NULL) {
		tell("failed\t%lu\tthe transfer was interrupted", number);
		return;
	}
	if (strtoull(a->field[2], NULL, 10) != u->done ||
		a->size > u->size - u->done) {
		end(u, "its parts do not fit");
		return;
	}
	for (size_t at = 0; at < a->size;) {
		ssize_t n = write(u->fd, a->rest + at, a->size - at);

		if (n < 0) {
			end(u, strerror(errno));
			return;
		}
		at += (size_t)n;
	}
	u->done += a->size;
	if (u->done == u->size)
		end(u, NULL);
	else
		tell("got\t%lu\t%llu", number, (unsigned long long)u->done);
}
