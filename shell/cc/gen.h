/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Code, and what makes it. */
#ifndef SHELL_CC_GEN_H
#define SHELL_CC_GEN_H

#include "shell/cc/cc.h"

/* --- code -----------------------------------------------------------------*/

struct insn {
	uint16_t op, x;
	int32_t a;
	union {
		struct {
			int32_t b, c;
		};
		int64_t imm;
		void *ptr;
	};
};

union slot {
	int32_t i;
	uint32_t u;
	int64_t l;
	uint64_t ul;
	float f;
	double d;
	void *p;
	char *s;
	long n;
	size_t z;
};

typedef void native_fn(union slot *args);

enum { MAGIC = 0x46554e43 };

struct func {
	uint32_t magic; /* so that a pointer to something else is found out */
	const char *name;
	struct token *used; /* where it is called first */
	native_fn *native;
	struct insn *code;
	int *lines;
	int ncode, frame;
	const char *file;
	struct func *next;
};

enum { SLOT = 8, LOW = 1024 };

struct reloc {
	struct reloc *next;
	struct sym *sym;
	struct func *func;
	int insn;   /* in func's code, or */
	char *addr; /* a pointer in memory, */
	size_t off; /* which is not there yet */
	int64_t add;
};
void add_reloc(char *addr, struct sym *s, int64_t add);

/* gen.c */
extern struct func *fn; /* what is being compiled */
extern struct type *fn_type;
extern int ret_slot;  /* where the address for a struct is kept */
extern int va_slot;   /* where variable arguments begin */
extern int frame_top; /* what is taken of the frame */
extern int frame_max;
extern int frame_kept;
int emit(int op, int a, int b, int c);
int emit_imm(int op, int a, int64_t imm);
int emit_jump(void);
int here(void);
void patch(int insn, int target);
int temp(size_t size, size_t align);
int gen(struct node *n, int want);
void gen_drop(struct node *n);
/* Code that jumps when n is `when`; the jumps are chained from `chain`. */
int gen_jump(struct node *n, bool when, int chain);
void patch_chain(int chain, int target);
enum pk { P_FRAME, P_GLOBAL, P_PTR, P_INDEX };
struct place {
	enum pk kind;
	int slot; /* offset in the frame, or of the pointer */
	struct sym *sym;
	char *addr;
	int64_t off;
	int index, scale; /* P_INDEX: the index's slot */
	struct member *bits;
};
struct place gen_place(struct node *n);
int place_addr(struct place p, int want);
int load(struct place p, struct type *t, int want);
void store(struct place p, struct type *t, int from);
void copy_place(struct place to, struct place from, size_t size);
int dest(int want);
int true_value(int slot, const struct type *t, int want);
int gen_neg(struct node *n, int want);
int gen_pdiff(struct node *n, int want);
int gen_call(struct node *n, int want);
int gen_va_arg(struct node *n, int want);
int gen_binary(struct node *n, int want);
int gen_cast(struct node *n, int want);
int gen_assign(struct node *n, int want);
struct place call_place(struct node *n);
void at_line(const struct token *t);
void gen_return(struct node *n);
struct place struct_place(struct node *n);
int from_constant(int64_t v, struct type *t, int want);
int gen_jump_value(int slot, struct type *t, bool when, int chain);
int class_of(const struct type *t); /* 0 int, 1 long long, 2 float, 3 double */
void gen_begin(struct sym *s);
void gen_end(void);
struct func *func_of(const char *name, bool is_static);
void link_functions(void);

/* --- running --------------------------------------------------------------*/

int vm_main(struct func *f, int argc, char **argv);
void vm_call(struct func *f, union slot *args, int n);
native_fn *find_native(const char *name);
void *find_native_var(const char *name);

/* loop.c; the word itself is read. */
void if_statement(void);
void while_statement(void);
void do_statement(void);
void for_statement(void);
void switch_statement(void);
void case_statement(struct token *at);
void jump_statement(struct token *at);

#endif
