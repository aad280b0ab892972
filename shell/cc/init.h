/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is known of a variable while its initializer is read. */
#ifndef SHELL_CC_INIT_H
#define SHELL_CC_INIT_H

#include "shell/cc/gen.h"

struct init {
	struct sym *sym;
	struct node *chain; /* local: N_COMMA of assignments */
	char *data;         /* global: its memory, so far */
	size_t room;
	bool global;
	struct reloc *relocs; /* addr is an offset yet */
};

/* Makes room for size bytes in the memory. */
void init_ensure(struct init *in, size_t size);
/* Writes a constant for the place `to`, which is at an offset. */
void init_constant(
	struct init *in, struct node *to, struct node *from, size_t at);

#endif
