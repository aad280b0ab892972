/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The argument block of a new image: argc, argv, envp, the auxiliary vector,
 * then the strings, written at the first byte above the program's static data
 * as crt1 expects; the break starts behind it.
 */
#include <elf.h>
#include <errno.h>
#include <string.h>

#include "kernel/alloc.h"
#include "kernel/exec.h"
#include "kernel/host.h"
#include "kernel/proc.h"
#include "kernel/vm.h"

enum { AUX_PAIRS = 12 };

static uint32_t *put_aux(uint32_t *at, uint32_t type, uint32_t value)
{
	*at++ = type;
	*at++ = value;
	return at;
}

static uint32_t *put_auxv(uint32_t *at, const struct proc *p, bool secure,
	uint32_t random, uint32_t name)
{
	at = put_aux(at, AT_PAGESZ, VM_PAGE);
	at = put_aux(at, AT_CLKTCK, 100);
	at = put_aux(at, AT_UID, p->cred.ruid);
	at = put_aux(at, AT_EUID, p->cred.euid);
	at = put_aux(at, AT_GID, p->cred.rgid);
	at = put_aux(at, AT_EGID, p->cred.egid);
	at = put_aux(at, AT_SECURE, secure);
	at = put_aux(at, AT_RANDOM, random);
	at = put_aux(at, AT_EXECFN, name);
	return put_aux(at, AT_NULL, 0);
}

/* Writes one vector of string addresses, ended by 0. */
static uint32_t *put_vector(
	uint32_t *at, uint32_t count, const char **string, uint32_t *address)
{
	while (count-- > 0) {
		uint32_t length = (uint32_t)strlen(*string) + 1;

		*at++ = *address;
		*address += length;
		*string += length;
	}
	*at++ = 0;
	return at;
}

/* The last string, behind the environment, is the file's name. */
static uint32_t find_name(const struct exec_args *args, uint32_t strings)
{
	uint32_t at = args->size - 1;

	while (at > 0 && args->strings[at - 1] != '\0')
		at--;
	return strings + at;
}

int exec_put_block(struct proc *p, const struct exec_args *args, bool secure)
{
	uint32_t words = 1 + args->argc + 1 + args->envc + 1 + 2 * AUX_PAIRS;
	uint32_t random = p->vm.brk + words * 4;
	uint32_t strings = random + 16;
	uint32_t end = (strings + args->size + 15) & ~15U;
	const char *string = args->strings;
	uint32_t address = strings;
	uint32_t *block, *at;

	if (vm_reserve(p, end) < 0)
		return -ENOMEM;
	block = kzalloc(words * 4 + 16);
	if (block == NULL)
		return -ENOMEM;
	*block = args->argc;
	at = put_vector(block + 1, args->argc, &string, &address);
	p->vm.arg_start = strings;
	p->vm.arg_end = p->vm.env_start = address;
	at = put_vector(at, args->envc, &string, &address);
	p->vm.env_end = address;
	p->vm.auxv_start = p->vm.brk + (uint32_t)(at - block) * 4;
	at = put_auxv(at, p, secure, random, find_name(args, strings));
	p->vm.auxv_end = p->vm.brk + (uint32_t)(at - block) * 4;
	host_random(block + words, 16);
	host_copy_out(p->slot, p->vm.brk, block, words * 4 + 16);
	host_copy_out(p->slot, strings, args->strings, args->size);
	kfree(block);
	p->entry_argument = p->vm.brk;
	p->vm.brk_start = p->vm.brk = p->vm.top = end;
	vm_note_peak(p);
	return 0;
}
