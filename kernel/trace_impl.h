/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of tracing share. */
#ifndef EXA_TRACE_IMPL_H
#define EXA_TRACE_IMPL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "kernel/abi/trace.h"
#include "kernel/proc.h"

struct tracer {
	int refs;   /* the file, and each traced process */
	int traced; /* processes attached now */
	bool open;  /* the file is: somebody may still read */
	bool attached_once;
	pid_t pid; /* who made it */
	uid_t uid; /* its effective user then */
	struct exa_trace_options options;
	/* Records: whole ones up to length, of which start bytes were read. */
	uint8_t *bytes;
	size_t start, length, max;
	uint32_t lost;
	struct waitq readers, writers;
};

/* The record being made; its bytes lie behind the tracer's length. */
struct record {
	struct tracer *tracer;
	size_t at; /* end of it so far */
	bool failed;
};

/* trace_record.c: begin, fill, end. Nothing in between sleeps. */
void record_begin(struct record *r, struct proc *p, enum exa_trace_type type,
	uint32_t number, const uint32_t *args);
/* The header, to be filled in; NULL when there is no room. */
struct exa_trace_record *record_header(struct record *r);
/* A chunk of kernel memory, or of the current program's: what of it is not
 * there is left out. */
void record_bytes(
	struct record *r, uint32_t address, const void *bytes, uint32_t size);
void record_user(struct record *r, uint32_t address, uint32_t size);
/* Up to a NUL, at most max bytes. */
void record_string(struct record *r, uint32_t address, uint32_t max);
void record_end(struct record *r);

/* trace_take.c: the memory that the arguments stand for; when: enum kind_when
 * of kernel/abi/kinds.h. */
void trace_take(struct record *r, uint32_t number, const uint32_t *args,
	unsigned when, int32_t result);
/* Whether argument n of the call is a descriptor. */
bool trace_takes_fd(uint32_t number, int n);

#endif
