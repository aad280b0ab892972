/* SPDX-License-Identifier: MIT */
/*
 * The run-time half of -enable-emscripten-sjlj. The compiler gives each
 * function that calls setjmp a table, calls saveSetjmp() for each setjmp,
 * turns every other call in it into an import env.invoke_<signature>, and after
 * such a call asks testSetjmp() whether a longjmp was meant for it. The host's
 * invoke catches what _emscripten_throw_longjmp threw and calls setThrew(1, 0).
 *
 * The host does not restore __stack_pointer: the table keeps it for each setjmp
 * and testSetjmp() puts it back. Nothing here may have a stack frame. A table
 * is lost when a longjmp passes over its function: 48 bytes leak.
 */
#include <stdlib.h>
#include <setjmp.h>
#include "exa_libc.h"

/*
 * The compiler allocates the table as 40 bytes, calls it four entries long
 * and clears the first word. Ours has 12 bytes an entry and ends with an entry
 * whose id is 0: three entries and the end's id are just 40 bytes.
 */
struct entry {
	uint32_t id;
	uint32_t label;
	uint32_t sp;
};

uintptr_t __THREW__;
int __threwValue;
static uint32_t temp_ret0;
static uint32_t last_id;

void _emscripten_throw_longjmp(void) __attribute__((__import_module__("env"),
	__import_name__("_emscripten_throw_longjmp")));

void setTempRet0(uint32_t);
uint32_t getTempRet0(void);
void setThrew(uintptr_t, int);
struct entry *saveSetjmp(uint32_t *, uint32_t, struct entry *, uint32_t);
uint32_t testSetjmp(uint32_t, const struct entry *, uint32_t);
_Noreturn void emscripten_longjmp(uintptr_t, int);

void setTempRet0(uint32_t value)
{
	temp_ret0 = value;
}

uint32_t getTempRet0(void)
{
	return temp_ret0;
}

void setThrew(uintptr_t threw, int value)
{
	if (!__THREW__) {
		__THREW__ = threw;
		__threwValue = value;
	}
}

/*
 * Notes that a longjmp with env must come back to label. Returns the table,
 * which may have moved, and leaves its new size in temp_ret0, as the compiler
 * expects. A buffer that is set again at the same place keeps its entry, so a
 * setjmp in a loop does not make the table grow.
 */
struct entry *saveSetjmp(
	uint32_t *env, uint32_t label, struct entry *table, uint32_t size)
{
	uint32_t sp = __exa_get_sp(), i;

	if (!table)
		__builtin_trap();
	for (i = 0; table[i].id; i++)
		if (table[i].id == *env && table[i].label == label)
			break;
	if (!table[i].id) {
		if (i + 1 >= size) {
			size *= 2;
			table = realloc(table, size * sizeof *table);
			if (!table)
				__builtin_trap();
		}
		if (!++last_id)
			last_id = 1;
		*env = table[i].id = last_id;
		table[i].label = label;
		table[i + 1].id = 0;
	}
	table[i].sp = sp;
	temp_ret0 = size;
	return table;
}

/*
 * The label that id's longjmp must go to, or 0: it is meant for a caller.
 * Back on the main stack no handler runs on an alternate one any more.
 */
uint32_t testSetjmp(uint32_t id, const struct entry *table, uint32_t size)
{
	uint32_t i;

	(void)size;
	for (i = 0; table[i].id; i++) {
		if (table[i].id != id)
			continue;
		__exa_set_sp(table[i].sp);
		if (table[i].sp <= (uint32_t)&__global_base &&
			!__exa_on_stack(
				__exa_altstack.base, __exa_altstack.size)) {
			__exa_main_sp = 0;
			__exa_altstack.size = 0;
		}
		return table[i].label;
	}
	return 0;
}

/* Where calls to longjmp go that the compiler has rewritten. */
_Noreturn void emscripten_longjmp(uintptr_t env, int value)
{
	setThrew(env, value ? value : 1);
	_emscripten_throw_longjmp();
	__builtin_unreachable();
}

/* Where those go that it has not: through a pointer, from other languages. */
_Noreturn void longjmp(jmp_buf env, int value)
{
	emscripten_longjmp((uintptr_t)env, value);
}
