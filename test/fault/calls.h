/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The fuzzer of the system calls (calls.c): what its files share. All that is
 * random comes from one generator, so that a seed tells the whole batch.
 */
#ifndef TEST_FAULT_CALLS_H
#define TEST_FAULT_CALLS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* A row of kernel/abi/calls.def. */
struct row {
	uint32_t number;
	const char *name;
	bool fast;
	const char *kind[6];
};

extern const struct row rows[];
extern const size_t row_count;

enum { SCRATCH_FDS = 40, ARENA = 65536 };

/* What good pointers point to. It lies at the end of the memory, so that what
 * a call puts there beyond what it is asked for hits nothing that we need. */
extern uint8_t *arena;
void make_arena(void);

enum {
	BATCH = 400, /* calls of one process */
	TELL = 50,   /* it tells of so many */
	USER = 1000,
};

#define FOLDER "/tmp/fuzz"

struct fuzz {
	bool root, verbose;
	uint64_t seed;
	long calls, batch;
	long done;
};

extern struct fuzz fuzz;

/* Tells what went wrong and how to do it again, and ends. */
_Noreturn void failed(const char *what);

/* calls_batch.c: becomes the process of the batch at hand; a byte is written
 * to progress for TELL calls. */
_Noreturn void start_batch(int progress);

/* calls_bystander.c */
void start_bystander(void);
void ask_bystander(void);
void end_bystander(void);

/* calls_random.c: the generator. */
void random_seed(uint64_t seed);
uint32_t random_word(void);
uint32_t random_sparse(void); /* of whose bits a quarter is set */
uint32_t random_below(uint32_t limit);
bool random_once_in(uint32_t n);
uint32_t random_of(const uint32_t *values, size_t count);

/* calls_arg.c: chooses the arguments of one call. root: of a caller whom
 * everything is allowed: it gets no other process's pid. */
void make_arguments(const struct row *row, bool root, uint32_t args[6]);
uint32_t random_descriptor(void);
const char *random_path(void);

/* calls_shape.c: a pointer to what argument number i of this call points to:
 * a structure with likely content, now and then to something else. */
uint32_t make_pointer(const char *call, int i);
/* Any pointer; mostly to size bytes of the arena. */
uint32_t arena_pointer(uint32_t size);

/* calls_world.c: descriptors of every kind, files to name. */
void make_world(bool root);
/* The descriptors that calls of one kind work on: from, and behind the last. */
enum { ON_FILES, ON_DIRECTORIES, ON_SOCKETS, ON_EPOLL, ON_TIMER, ON_KINDS };
extern int world_from[ON_KINDS], world_to[ON_KINDS];

#endif
