/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between completion and where names come from. */
#ifndef SH_EDIT_COMPLETE_H
#define SH_EDIT_COMPLETE_H

#include <stdbool.h>
#include <stddef.h>

#include "expand.h"

struct want {
	const char *lead; /* what the names must begin with */
	size_t word;      /* where the word starts in the line */
	size_t from;      /* where they go */
	char quote;       /* open there */
	bool plain;       /* they are put there as they are */
	const char *end;  /* behind a single one; NULL: a blank */
	struct args names;
};

void candidates_path(struct want *w, const char *dir);
void candidates_command(struct want *w);
void candidates_var(struct want *w);
void candidates_user(struct want *w);
void candidates_job(struct want *w);

#endif
