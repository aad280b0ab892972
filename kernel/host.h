/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The host: the JavaScript under kernel/host/, which plays the hardware. Every
 * import of exa.wasm is declared here and nowhere else. None of them waits:
 * what takes time has a token and its completion arrives by an export of
 * kernel/main.c.
 *
 * A slot is the small integer by which kernel and host name the wasm instance
 * of a program (see struct proc).
 */
#ifndef EXA_HOST_H
#define EXA_HOST_H

#include <stdint.h>

#ifdef __wasm__
#define HOST(name) __attribute__((import_module("host"), import_name(#name)))
#else
#define HOST(name) /* a native test's own function */
#endif

/* Milliseconds since the machine started; never goes back. */
HOST(now) double host_now(void);

/* Milliseconds since 1970-01-01 UTC. */
HOST(realtime) double host_realtime(void);

/* Fills size bytes with cryptographically strong random bytes. */
HOST(random) void host_random(void *buffer, uint32_t size);

/* Shows one line of the log on the host's console, if it wants it. */
HOST(log) void host_log(const char *text, uint32_t size);

/* The machine stops for good; the host tells the user. Does not return. */
HOST(panic) void host_panic(const char *reason, uint32_t size);

/* The machine was halted (restart 0) or wants a restart (1). */
HOST(halt) void host_halt(int restart);

/* Headless: the process that the host started (see boot) ended with the wait
 * status given. */
HOST(exited) void host_exited(int status);

/*
 * Compiles a program. Returns a module number > 0, or -ENOEXEC when it is not
 * wasm, carries no ABI note of ours or imports what we do not have.
 */
HOST(compile) int host_compile(const void *bytes, uint32_t size);

/* Forgets a module number. */
HOST(module_free) void host_module_free(int module);

/*
 * Gives slot a new instance of the module with a zeroed memory of its own (an
 * instance that was there is let go). Stores the address of the first byte
 * above static data and the size of the memory in bytes. Returns the size of
 * the stack's region (kernel/abi/user.h), -ENOMEM or -ENOEXEC.
 */
HOST(instantiate)
int host_instantiate(
	int slot, int module, uint32_t *heap_base, uint32_t *memory_size);

/*
 * Gives child a copy of parent's suspended instance: the suspended stack and
 * everything up to top. Returns 0 or -ENOMEM.
 */
HOST(clone) int host_clone(int parent, int child, uint32_t top);

/* Lets the instance of slot go. */
HOST(release) void host_release(int slot);

/* How host_resume() enters a program. */
enum host_resume_mode {
	HOST_START,  /* call _start(argument) */
	HOST_REWIND, /* continue; the suspended call's result is argument */
};

/* What came of host_resume(). */
enum host_resume_result {
	HOST_SUSPENDED, /* unwound into its memory */
	HOST_GONE,      /* the program ended or was replaced by exec */
	HOST_SEGV,      /* trap: memory, stack or table out of bounds */
	HOST_FPE,       /* trap: division by zero or overflow of a conversion */
	HOST_ILL,       /* trap: unreachable, or any other */
};

/* Runs the program in slot until it suspends or ends. */
HOST(resume) int host_resume(int slot, int mode, uint32_t argument);

/*
 * What happened outside is delivered now, although a program is on the stack
 * (busy.c): what is there at once, and if that is nothing, what comes within
 * ms milliseconds.
 */
HOST(poll) void host_poll(double ms);

/* Whether much of the host's stack is left: for other programs to run on top
 * of the current one. */
HOST(stack_room) int host_stack_room(void);

/*
 * Moves bytes between a program's memory and the kernel's. The caller has
 * checked the range.
 */
HOST(copy_in)
void host_copy_in(int slot, void *to, uint32_t from, uint32_t size);
HOST(copy_out)
void host_copy_out(int slot, uint32_t to, const void *from, uint32_t size);
HOST(load32) uint32_t host_load32(int slot, uint32_t address);
HOST(store32) void host_store32(int slot, uint32_t address, uint32_t value);
HOST(zero) void host_zero(int slot, uint32_t address, uint32_t size);

/* Grows a program's memory to size bytes. Returns the new size, or 0. */
HOST(grow) uint32_t host_grow(int slot, uint32_t size);

/*
 * Starts to fetch a URL. The completion kernel_fetched(token, ...) carries the
 * bytes, or -EIO or -ETIMEDOUT (nothing came for a while) and the reason in
 * words. A token names one fetch at a time. attempt counts retries from 0: a
 * retry asks the server, never a cache.
 */
HOST(fetch)
void host_fetch(int token, const char *url, uint32_t size, int attempt);

/*
 * Starts an operation of the store, which keeps records beyond the end of the
 * machine; servers/localfs/store.h tells ops and layouts. The completion is
 * kernel_stored(token, ...).
 */
HOST(store)
void host_store(int token, int op, const void *request, uint32_t size);

/* Sends one datagram to the UI: a struct message and its payload. */
HOST(send) void host_send(const void *datagram, uint32_t size);

/*
 * The host's own three streams (headless: Node's file descriptors 0 to 2).
 * Both return a count, -EAGAIN when it would wait (the completion is
 * kernel_stdio_ready(fd)), or another negative errno; -ENODEV in the browser.
 */
HOST(stdio_read) int host_stdio_read(int fd, void *buffer, uint32_t size);
HOST(stdio_write)
int host_stdio_write(int fd, const void *buffer, uint32_t size);

/* One of the host's files; see servers/resmgr/hostfs.c for op and result. */
HOST(file)
int host_file(int op, int a, int b, void *buffer, uint32_t size, double offset);

#endif
