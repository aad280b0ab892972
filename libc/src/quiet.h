/* SPDX-License-Identifier: MIT */
/* Functions that never wait, though they use a FILE: it is a string. */
#ifndef EXA_QUIET_H
#define EXA_QUIET_H

/*
 * Before the declaration of __exa_quiet_NAME: libc/cc knows it by that name,
 * by which programs that have it export it.
 */
#define QUIET(name) __attribute__((export_name("__exa_quiet_" #name)))

#endif
