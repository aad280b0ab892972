/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text of a system call, from the argument kinds in calls.def. */
#ifndef EXA_TRACEFMT_H
#define EXA_TRACEFMT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Whether the call fills a buffer, so that its text is known afterwards. */
bool tracefmt_has_output(uint32_t number);

/* Writes "name(arg, arg)". Strings are read from the current process. */
void tracefmt_call(char *line, size_t size, uint32_t number,
	const uint32_t *args, int32_t result);

/* Writes " = result" and the name of the error, if it is one. */
void tracefmt_result(char *line, size_t size, int32_t result);

#endif
