/* SPDX-License-Identifier: MIT */
/*
 * setjmp for wasm; replaces musl's header. The compiler rewrites only calls
 * that name setjmp and longjmp themselves, so the other names are macros for
 * these. sigsetjmp stores the mask first and then is a plain setjmp of the
 * same buffer; siglongjmp puts the mask back.
 */
#ifndef _SETJMP_H
#define _SETJMP_H

#ifdef __cplusplus
extern "C" {
#endif

#include <features.h>

#include <bits/setjmp.h>

typedef struct __jmp_buf_tag {
	__jmp_buf __jb;
	unsigned long __fl; /* mask saved? */
	unsigned long __ss[128 / sizeof(long)];
} jmp_buf[1];

#define __setjmp_attr __attribute__((__returns_twice__))

int setjmp(jmp_buf) __setjmp_attr;
_Noreturn void longjmp(jmp_buf, int);

#define setjmp setjmp

#if defined(_POSIX_SOURCE) || defined(_POSIX_C_SOURCE) || \
	defined(_XOPEN_SOURCE) || defined(_GNU_SOURCE) || defined(_BSD_SOURCE)
typedef jmp_buf sigjmp_buf;
struct __jmp_buf_tag *__exa_sigsave(sigjmp_buf, int);
_Noreturn void siglongjmp(sigjmp_buf, int);

#define sigsetjmp(env, savemask) setjmp(__exa_sigsave((env), (savemask)))
#endif

#if defined(_XOPEN_SOURCE) || defined(_GNU_SOURCE) || defined(_BSD_SOURCE)
#define _setjmp(env) setjmp(env)
#define _longjmp(env, val) longjmp((env), (val))
#endif

#undef __setjmp_attr

#ifdef __cplusplus
}
#endif

#endif
