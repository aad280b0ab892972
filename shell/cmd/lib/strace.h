/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The parts of strace. The kernel sends records (kernel/abi/trace.h); the
 * kinds of arguments in kernel/abi/calls.def say how they are printed.
 */
#ifndef EXA_CMD_STRACE_H
#define EXA_CMD_STRACE_H

#include "cmd.h"

#include <stdint.h>

#include "../../../kernel/abi/kinds.h"
#include "../../../kernel/abi/trace.h"

enum { CALL_ARGS = 6 };

/* A row of calls.def. */
struct st_row {
	uint32_t number;
	const char *name;
	uint8_t kind[CALL_ARGS];
};

/* NULL when there is no such call. The second walks all: NULL is the end. */
const struct st_row *st_row(uint32_t number);
const struct st_row *st_row_at(size_t index);
/* The bit of a call in exa_trace_options. */
unsigned st_bit(uint32_t number);

/* A call being printed: its start, and its end once that is known. For a call
 * that never waits both are the same record. */
struct st_call {
	const struct exa_trace_record *enter, *leave;
	const struct st_row *row;
};

/* The program's memory as a record kept it: `size` bytes at an address, or
 * NULL. *some: how many of them are there, at least one. */
const uint8_t *st_peek(
	const struct exa_trace_record *r, uint32_t address, uint32_t size);
const uint8_t *st_peek_some(
	const struct exa_trace_record *r, uint32_t address, uint32_t *some);

static inline uint32_t st_u32(const uint8_t *p, size_t at)
{
	return p[at] | p[at + 1] << 8 | p[at + 2] << 16 |
		(uint32_t)p[at + 3] << 24;
}

static inline unsigned st_u16(const uint8_t *p, size_t at)
{
	return p[at] | (unsigned)p[at + 1] << 8;
}

static inline uint64_t st_u64(const uint8_t *p, size_t at)
{
	return st_u32(p, at) | (uint64_t)st_u32(p, at + 4) << 32;
}

/* What was asked for. */
struct st_options {
	unsigned follow;     /* -f; 2: a file for each process */
	unsigned quiet;      /* -q */
	unsigned hex;        /* -x: bytes that are no text, -xx: all */
	unsigned time;       /* -t to -ttt */
	bool relative;       /* -r */
	bool spent;          /* -T */
	bool count;          /* -c, -C */
	bool lines;          /* not with -c */
	bool paths;          /* -y */
	bool wall;           /* -w */
	bool verbose;        /* -v: nothing abbreviated */
	uint32_t string_max; /* -s */
	size_t column;       /* -a: where results begin */
	const char *sort;    /* -S */
	const char *file;    /* -o */
	uint32_t calls[EXA_TRACE_WORDS]; /* -e trace= */
	uint64_t signals;                /* -e signal= */
};

extern struct st_options st_options;

/* strace_line.c: the line at hand. */
void st_put(const char *fmt, ...) CMD_FORMAT(1, 2);
void st_text(const char *text);
/* A string as in C, in quotes; `more`: "..." follows. */
void st_quote(const uint8_t *bytes, uint32_t size, bool more);
/* Blanks up to the column of results. */
void st_align(void);
size_t st_column(void);
/* Begins and ends a line of a process. */
void st_begin(int32_t pid, uint64_t time_us);
void st_end(void);
/* -ff: goes on with a process's line; starts its file anew. */
void st_continue(int32_t pid, size_t column);
void st_fresh(int32_t pid);
/* Opens -o's file, or standard error. */
void st_open(void);
void st_flush(void);
/* From now on lines tell whose they are. */
void st_several(void);

/* strace_args.c: "name(" and arguments as far as they are known, the rest. */
void st_call_start(const struct st_call *c);
void st_call_rest(const struct st_call *c);
void st_result(const struct st_call *c);

/* strace_data.c, strace_struct.c, strace_move.c, strace_net.c: argument n, in
 * its kind; false: not one of theirs. p: its memory, or NULL where there is
 * none. */
bool st_data(const struct st_call *c, enum kind kind, int n);
bool st_struct(
	enum kind kind, const uint8_t *p, const struct st_call *c, int n);
void st_timespec(const uint8_t *p);
void st_ioctl(const struct st_call *c, int n);
void st_fcntl(const struct st_call *c, int n);
bool st_net(const struct st_call *c, enum kind kind, int n);
void st_siginfo(int sig, const struct exa_trace_signal *s);
void st_address(uint32_t address);
void st_iovec(const struct exa_trace_record *r, uint32_t address,
	uint32_t count, uint32_t total);
/* The record that has the memory of argument n, as its kind says. */
const struct exa_trace_record *st_source(
	const struct st_call *c, enum kind kind);
/* The kind is filled in by the call. */
bool st_is_result(enum kind kind);

/* strace_flags.c: names of values and bits; false: the kind has none. */
bool st_flags(enum kind kind, uint32_t value);
/* Bits of a list given by name: "open", "poll" and so on, see there. */
enum st_list {
	LIST_POLL,
	LIST_EPOLL,
	LIST_SA,
	LIST_SS,
	LIST_MODE,
	LIST_IFLAG,
	LIST_OFLAG,
	LIST_CFLAG,
	LIST_LFLAG,
	LIST_SPAWN,
	LIST_LOCK,
	LIST_SICODE,
	LIST_CLD,
};
void st_bits(enum st_list list, uint32_t value);
/* The name of one value, or its number. */
void st_value(enum st_list list, uint32_t value);
void st_mode(uint32_t mode);
void st_signal(uint32_t sig);
void st_sigset(const uint8_t *p);
const char *st_errno(int number);

/* strace_count.c */
void st_count(const struct st_call *c);
void st_count_print(void);

/* strace_filter.c: one -e; ends the command with a message if it is wrong. */
void st_filter(const char *text);
void st_filter_all(void);

/* strace_show.c: a record. */
void st_show(const struct exa_trace_record *r);
/* A process whose being attached needs no mention. */
void st_show_known(int32_t pid);
/* Processes that are still traced are let go. */
void st_show_detached(void);

#endif
