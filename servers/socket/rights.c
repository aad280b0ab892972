/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Open files that travel in messages. A socket's file in a message that lies
 * in the queue of that very socket, or of another one that lies in a queue
 * in turn, would never be closed: nobody can read the message. So when a
 * descriptor of a socket was closed while sockets are on their way, those are
 * looked for that no process can reach, and their messages lose their files.
 */
#include <errno.h>
#include <string.h>

#include "kernel/alloc.h"
#include "servers/resmgr/file.h"
#include "servers/socket/socket.h"

/* Files on their way at once, of all users but root. */
enum { MOST_FILES = 4096 };

static struct {
	/* Closing a file may free messages with files in turn. They are closed
	 * one after the other, never inside one another. */
	struct rights *doomed;
	bool closing;
	bool wanted;            /* rights_collect() was called meanwhile */
	struct socket *to_scan; /* marked ones, through next_marked */
	int files;              /* in packets */
	int sockets;            /* of those */
} state;

int rights_new(const int *fd, int count, struct rights **result)
{
	struct rights *r;

	if (state.files + count > MOST_FILES && current->cred.euid != 0)
		return -ETOOMANYREFS;
	r = kmalloc(sizeof(*r) + (size_t)count * sizeof(r->file[0]));
	if (r == NULL)
		return -ENOMEM;
	r->count = 0;
	while (r->count < count) {
		struct file *f = file_of(fd[r->count]);

		if (f == NULL) {
			rights_free(r);
			return -EBADF;
		}
		f->refs++;
		r->file[r->count++] = f;
	}
	*result = r;
	return 0;
}

struct rights *rights_copy(const struct rights *r)
{
	size_t size = sizeof(*r) + (size_t)r->count * sizeof(r->file[0]);
	struct rights *copy = kmalloc(size);

	if (copy == NULL)
		return NULL;
	memcpy(copy, r, size);
	for (int i = 0; i < copy->count; i++)
		copy->file[i]->refs++;
	return copy;
}

static void count_files(struct rights *r, int by)
{
	for (int i = 0; r != NULL && i < r->count; i++) {
		struct socket *s = socket_of(r->file[i]);

		state.files += by;
		if (s == NULL)
			continue;
		s->inflight += by;
		state.sockets += by;
	}
}

void rights_enter(struct rights *r)
{
	count_files(r, 1);
}

void rights_leave(struct rights *r)
{
	count_files(r, -1);
}

static void close_doomed(void)
{
	struct rights *r;

	state.closing = true;
	while ((r = state.doomed) != NULL) {
		state.doomed = r->next;
		for (int i = 0; i < r->count; i++)
			file_put(r->file[i]);
		kfree(r);
	}
	state.closing = false;
}

void rights_free(struct rights *r)
{
	if (r == NULL)
		return;
	r->next = state.doomed;
	state.doomed = r;
	if (state.closing)
		return;
	close_doomed();
	if (state.wanted)
		rights_collect();
}

static void mark(struct socket *s)
{
	if (s == NULL || s->marked)
		return;
	s->marked = true;
	s->next_marked = state.to_scan;
	state.to_scan = s;
}

/* Marks what can be had from s: by receiving and by accepting. */
static void scan(struct socket *s)
{
	struct list *n;

	for (n = s->packets.next; n != &s->packets; n = n->next) {
		struct rights *r = list_entry(n, struct packet, link)->rights;

		for (int i = 0; r != NULL && i < r->count; i++)
			mark(socket_of(r->file[i]));
	}
	for (n = s->pending.next; n != &s->pending; n = n->next)
		mark(list_entry(n, struct socket, pending_link));
}

/* Takes the files out of all messages in the queue of s. */
static void strip(struct socket *s)
{
	struct list *n;

	for (n = s->packets.next; n != &s->packets; n = n->next) {
		struct packet *p = list_entry(n, struct packet, link);
		struct rights *r = p->rights;

		p->rights = NULL;
		rights_leave(r);
		rights_free(r);
	}
}

static void mark_reachable(void)
{
	struct socket *s;

	for (s = socket_next(NULL); s != NULL; s = socket_next(s))
		s->marked = false;
	for (s = socket_next(NULL); s != NULL; s = socket_next(s))
		if (s->file != NULL && s->file->refs > s->inflight)
			mark(s);
	while ((s = state.to_scan) != NULL) {
		state.to_scan = s->next_marked;
		scan(s);
	}
}

void rights_collect(void)
{
	struct socket *s;

	state.wanted = state.sockets > 0;
	while (state.wanted && !state.closing) {
		state.wanted = false;
		mark_reachable();
		state.closing = true; /* rights_free() only collects */
		for (s = socket_next(NULL); s != NULL; s = socket_next(s))
			if (!s->marked)
				strip(s);
		close_doomed();
	}
}
