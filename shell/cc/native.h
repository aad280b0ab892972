/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Functions of the library that programs can call: a table of each kind, of a
 * name and code. a[0], a[1]... are the arguments, a->i, a->p... the result. The
 * variable ones are in memory that the last argument points to.
 */
#ifndef SHELL_CC_NATIVE_H
#define SHELL_CC_NATIVE_H

#include "shell/cc/vm.h"

#include <stdarg.h>

struct native {
	const char *name;
	native_fn *call;
};

#define DEFINE(name, code)                  \
	static void n_##name(union slot *a) \
	{                                   \
		(void)a;                    \
		code;                       \
	}
#define ENTRY(name, code) { #name, n_##name },

extern const struct native natives_string[], natives_stdlib[], natives_stdio[],
	natives_math[], natives_unix[], natives_process[], natives_socket[];

/* A va_list for what `area` points to. */
void list_of(va_list *list, void *area);

#endif
