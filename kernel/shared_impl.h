/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What shared.c and sharedmap.c share. */
#ifndef EXA_SHARED_IMPL_H
#define EXA_SHARED_IMPL_H

#include "kernel/list.h"
#include "kernel/shared.h"
#include "kernel/vm.h"

struct shared_page {
	uint8_t *bytes; /* NULL: zeros */
	uint32_t version;
	bool mapped; /* by somebody, once: to be kept like the file */
	bool dirty;  /* newer than the file */
};

struct shared_object {
	struct list link;
	struct vnode *v; /* a reference; NULL: anonymous */
	int maps;
	uint32_t version;
	struct shared_page *page;
	uint32_t pages;
	uint32_t charged; /* bytes of shared.charged */
};

struct shared_map {
	struct shared_map *next;
	struct shared_range at;
	struct shared_object *object;
	uint32_t seen; /* the version that the memory has */
};

extern struct shared_state {
	struct list objects;
	bool pending; /* something is dirty or no longer mapped */
	bool lost;    /* there was no memory for a page, and the log says so */
	uint64_t charged; /* bytes that objects have or may come to have */
	uint8_t copy[VM_PAGE];
} shared;

/* Frees an object that nobody maps, all but its vnode. */
void shared_discard(struct shared_object *o);

/* What the program in slot has written to a mapping goes to the object. */
void shared_store_map(int slot, struct shared_map *m);

/* What is newer than a process's memory goes there. */
void shared_load(struct proc *p);

/* Reads a page of the object's file anew. Returns 0 or -errno. */
int shared_fill(struct shared_object *o, uint32_t index, uint32_t version);

#endif
