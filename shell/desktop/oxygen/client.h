/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who has a connection to the manager's socket: control.c has the connections,
 * request.c does what they ask. */
#ifndef EXA_MANAGER_CLIENT_H
#define EXA_MANAGER_CLIENT_H

#include "impl.h"

enum { REQUEST = 8192 }; /* bytes of the longest */

/* What a connection is about. */
struct client {
	int fd; /* -1: free */
	char in[REQUEST + 1];
	size_t size;
	unsigned long shot;   /* waits for this picture; 0: does not */
	unsigned long number; /* of a download; 0: none */
	uint64_t left, done;  /* of it */
	bool wanted;          /* the document takes more of it */
};

/* Answers with a line and these bytes, and ends the connection. */
void answer(struct client *c, const char *head, const char *bytes, size_t size);
/* Answers that it was not done. */
void refuse(struct client *c, const char *why);
/* Answers with the result of act(). */
void finish(struct client *c, int result);

/* Does what is asked in c->in. */
void request_do(struct client *c);

#endif
