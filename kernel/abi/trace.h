/* SPDX-License-Identifier: MIT */
/*
 * What a tracer reads (exa_tracefd, exa_trace): one record after the other,
 * each the header below and chunks of the traced program's memory. strace
 * makes text of them; the kernel only says what happened.
 */
#ifndef EXA_ABI_TRACE_H
#define EXA_ABI_TRACE_H

#include <stdint.h>

enum exa_trace_type {
	EXA_TRACE_ENTER = 1, /* a call starts: number, args; chunks: inputs */
	EXA_TRACE_LEAVE,     /* it ends: the same, result; chunks: outputs */
	EXA_TRACE_CALL,      /* both at once: a call that never waits */
	EXA_TRACE_SIGNAL,    /* number: the signal; chunk: exa_trace_signal */
	EXA_TRACE_STOP,      /* number: the signal that stopped it */
	EXA_TRACE_EXIT,      /* result: the wait status */
	EXA_TRACE_ATTACH,    /* from now on this process is traced */
	EXA_TRACE_LOST,      /* result: records there was no room for */
};

/* size counts the whole record; a multiple of 8. */
struct exa_trace_record {
	uint32_t size;
	uint32_t type; /* enum exa_trace_type */
	int32_t pid;
	uint32_t number;  /* of the call */
	uint64_t time_us; /* since 1970 */
	uint32_t cpu_us;  /* LEAVE, CALL: CPU time in the kernel */
	int32_t result;
	uint32_t args[6];
};

/* Followed by its bytes and padding up to a multiple of 8. */
struct exa_trace_chunk {
	uint32_t address, size;
};

/* Instead of addresses, which are lower: the signal's data; the path of the
 * descriptor that is argument n (EXA_TRACE_PATHS): this plus n steps. */
enum {
	EXA_TRACE_SIGNAL_AT = 0x60000000,
	EXA_TRACE_PATH_AT = 0x70000000,
	EXA_TRACE_PATH_STEP = 0x10000,
};

struct exa_trace_signal {
	int32_t code, pid;
	uint32_t uid;
	int32_t status;
	uint32_t value, address;
	int32_t utime, stime; /* SIGCHLD: clock ticks */
	int32_t error;
};

/* Calls are numbered without the gap between Linux's and our own. */
enum {
	EXA_TRACE_DENSE = 512, /* numbers below are themselves */
	EXA_TRACE_OWN = 1000,  /* this one is EXA_TRACE_DENSE, and so on */
	EXA_TRACE_WORDS = 17,
};

/* Of exa_tracefd(); without: 32 bytes, all calls. */
struct exa_trace_options {
	uint32_t string_max; /* bytes kept of a buffer; up to 65536 */
	uint32_t flags;      /* EXA_TRACE_PATHS */
	uint32_t calls[EXA_TRACE_WORDS]; /* a bit for each call wanted */
};

enum { EXA_TRACE_PATHS = 1 }; /* paths of descriptors, too */

/* Flags of exa_trace(). */
enum {
	EXA_TRACE_FOLLOW = 1,     /* children too */
	EXA_TRACE_AFTER_EXEC = 2, /* nothing before it calls execve */
};

#endif
