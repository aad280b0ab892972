/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The argument and environment strings on their way from one image to the next.
 */
#include <errno.h>
#include <string.h>

#include "kernel/alloc.h"
#include "kernel/copy.h"
#include "kernel/exec.h"
#include "kernel/proc.h"

enum { ARGS_MAX = 2 * 1024 * 1024 }; /* strings and pointers, as for E2BIG */

int exec_args_add(struct exec_args *args, const char *string)
{
	uint32_t length = (uint32_t)strlen(string) + 1;
	uint32_t pointers = (args->argc + args->envc + 3) * 4;

	if (args->size + length + pointers > ARGS_MAX)
		return -E2BIG;
	if (args->size + length > args->max) {
		uint32_t max = (args->size + length) * 2;
		char *strings = kmalloc(max);

		if (strings == NULL)
			return -ENOMEM;
		memcpy(strings, args->strings, args->size);
		kfree(args->strings);
		args->strings = strings;
		args->max = max;
	}
	memcpy(args->strings + args->size, string, length);
	args->size += length;
	return 0;
}

int exec_args_prepend(struct exec_args *args, const char *string)
{
	uint32_t length = (uint32_t)strlen(string) + 1;
	int error = exec_args_add(args, string);

	if (error < 0)
		return error;
	memmove(args->strings + length, args->strings, args->size - length);
	memcpy(args->strings, string, length);
	args->argc++;
	return 0;
}

void exec_args_free(struct exec_args *args)
{
	kfree(args->strings);
	memset(args, 0, sizeof(*args));
}

/* Adds the strings of a user vector; counts them in *count. */
static int add_vector(struct exec_args *args, uint32_t vector, uint32_t *count)
{
	char *buffer;
	uint32_t pointer;
	int error = 0;

	if (vector == 0)
		return 0;
	buffer = kmalloc(ARGS_MAX / 16);
	if (buffer == NULL)
		return -ENOMEM;
	while (error == 0) {
		error = copy_from_user(&pointer, vector, 4);
		if (error < 0 || pointer == 0)
			break;
		error = copy_string_from_user(buffer, pointer, ARGS_MAX / 16);
		if (error >= 0)
			error = exec_args_add(args, buffer);
		else if (error == -ENAMETOOLONG)
			error = -E2BIG;
		++*count;
		vector += 4;
	}
	kfree(buffer);
	return error;
}

int exec_args_from_user(struct exec_args *args, uint32_t argv, uint32_t envp)
{
	int error;

	memset(args, 0, sizeof(*args));
	error = add_vector(args, argv, &args->argc);
	if (error == 0)
		error = add_vector(args, envp, &args->envc);
	if (error < 0)
		exec_args_free(args);
	return error;
}
