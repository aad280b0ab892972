/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A program's address space. From address 0: stack, static data, the argument
 * block, the break, then anonymous mappings in the order they came. Wasm
 * memory is never given back, so all of it is kept dense and pages freed by
 * munmap are used again, lowest first.
 */
#ifndef EXA_VM_H
#define EXA_VM_H

#include <stdbool.h>
#include <stdint.h>

enum { VM_PAGE = 4096 };

/* A free hole or mapping is described by whole pages. */
struct vm_hole {
	uint32_t start, end; /* addresses */
};

struct shared_map;

struct vm {
	uint32_t stack; /* bytes of its stack, with the Asyncify area */
	uint32_t size;  /* bytes the instance's memory has */
	uint32_t brk_start;
	uint32_t brk;
	uint32_t map_start;    /* first mapping; 0 while there is none */
	uint32_t top;          /* end of the last mapping or the break */
	struct vm_hole *holes; /* free ranges below top, by address */
	uint32_t nholes, max_holes;
	/* What exec wrote: strings, and the auxiliary vector. */
	uint32_t arg_start, arg_end, env_start, env_end;
	uint32_t auxv_start, auxv_end;
	struct shared_map *shared; /* shared mappings (shared.c) */
	bool live; /* its process runs, and the memory is up to date */
};

struct proc;

/* Starts an address space whose static data ends at heap_base. */
void vm_init(struct vm *vm, uint32_t stack, uint32_t heap_base, uint32_t size);

/* Copies the description for a forked child. Returns 0 or -ENOMEM. */
int vm_copy(struct vm *to, const struct vm *from);

/* Frees the description. */
void vm_destroy(struct vm *vm);

/* Bytes in use: all but the holes. */
uint32_t vm_used(const struct vm *vm);

/* Keeps p->peak, after top may have grown. */
void vm_note_peak(struct proc *p);

/* Makes [0, end) exist in p's memory. Returns 0 or -ENOMEM. */
int vm_reserve(struct proc *p, uint32_t end);

/* Size in bytes as whole pages; 0 when that does not fit 32 bits. */
uint32_t vm_page_up(uint32_t size);

/* Whether all of [start, end), whole pages, is in use: no hole, and below the
 * top. */
bool vm_is_mapped(const struct vm *vm, uint32_t start, uint32_t end);

/*
 * Room for a mapping of the current process: anywhere (its address or 0), or
 * at the place given, which may be in use. All of it is zero. 0 or -ENOMEM.
 */
uint32_t vm_take(uint32_t size);
int vm_take_at(uint32_t start, uint32_t end);

/* Whether all of [start, end) is free, in a hole or above the top. */
bool vm_is_free(const struct vm *vm, uint32_t start, uint32_t end);

/* Gives back the part of [start, end) that mappings use. 0 or -ENOMEM. */
int vm_release(uint32_t start, uint32_t end);

#endif
