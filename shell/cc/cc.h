/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cc, a C interpreter: what its parts share. Source text becomes tokens
 * (lex.c), macros are expanded (pp*.c), the parser makes a tree of each
 * expression (expr*.c, node.c) and emits code for it and for each statement at
 * once (stmt.c, gen*.c), which vm.c runs. Sizes of types are those of the
 * compiler that cc itself was built by, and pointers are pointers: functions
 * of the C library are called with them as they are (native*.c).
 */
#ifndef SHELL_CC_CC_H
#define SHELL_CC_CC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* --- util.c ---------------------------------------------------------------*/

/* A source file. */
struct source {
	const char *name; /* as messages say it */
	const char *text;
	struct source *as; /* after #line: what tokens say they are from, */
	int lines_off;     /* and what is added to their lines */
	bool once;         /* #pragma once */
};

enum tk { T_EOF, T_IDENT, T_PUNCT, T_NUM, T_CHAR, T_STR, T_OTHER };

struct hide {
	const char *name;
	struct hide *next;
};

struct token {
	struct token *next;
	enum tk kind;
	bool bol, space, quiet; /* first in its line; blanks before it */
	const char *name;       /* its text, one address for each spelling */
	const char *at;         /* where it is in its file */
	int len, line;
	struct source *file;
	struct hide *hide; /* macros it is not expanded by */
	struct type *type; /* of T_NUM, T_CHAR, T_STR, see literal() */
	int64_t val;
	double fval;
	char *str;
};

void *take(size_t size);
char *take_text(const char *text, size_t len);
const char *intern(const char *text, size_t len);
_Noreturn void die(const char *format, ...)
	__attribute__((format(printf, 1, 2)));
_Noreturn void fail(const struct token *t, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
void warning(const struct token *t, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

void say(void);
void attempt(void (*f)(void));

/* A map of interned names. */
struct entry {
	const char *name;
	void *value;
	struct entry *next;
};
struct map {
	struct entry **slots;
	unsigned size, used;
};
void *map_get(const struct map *m, const char *name);
void map_put(struct map *m, const char *name, void *value);

/* Text that grows. */
struct text {
	char *data;
	size_t len, room;
};
void text_add(struct text *t, const void *data, size_t len);

/* --- lex.c, literal.c -----------------------------------------------------*/

struct token *lex(struct source *file);
/* Gives T_NUM, T_CHAR and T_STR their types and values; joins strings. */
void literal(struct token *t);
bool is(const struct token *t, const char *text);

/* --- pp.c, ppdir.c, macro.c -----------------------------------------------*/

struct token *preprocess(struct source *file);
void pp_init(void);
void pp_define(const char *name, const char *body);
void pp_undef(const char *name);
void pp_path(const char *folder);
void pp_print(const struct token *t, struct text *out);
struct source *source_read(const char *path);

struct macro {
	bool function, variadic;
	int nparams;
	const char **params;
	struct token *body;
	struct token *(*built_in)(const struct token *use);
};
extern struct map macros, pp_once;
struct token *copy_token(const struct token *t);
struct token *make_token(
	const struct token *like, enum tk kind, const char *text);
bool expand(struct token **rest, struct token *t);
struct token *expand_all(struct token *t);
struct token *directive(struct token *hash);
struct token *rest_of_line(struct token **t);
int64_t pp_condition(struct token *line, const struct token *where);
const char *find_header(const char *name);

/* --- type.c ---------------------------------------------------------------*/

enum ty {
	TY_VOID,
	TY_BOOL,
	TY_CHAR,
	TY_SHORT,
	TY_INT,
	TY_LONG,
	TY_LLONG,
	TY_FLOAT,
	TY_DOUBLE,
	TY_LDOUBLE,
	TY_PTR,
	TY_ARRAY,
	TY_STRUCT,
	TY_FUNC,
};

struct member {
	struct member *next;
	const char *name; /* NULL: none */
	struct type *type;
	size_t at;
	int width, bit; /* width 0: not a bit-field */
};

struct record {
	const char *tag;
	struct member *members;
	size_t size, align;
	bool is_union, complete;
	int unit; /* the file, counted, that it is of */
};

struct param {
	struct param *next;
	const char *name;
	struct type *type;
	struct token *at;
	struct sym *sym;
};

struct type {
	enum ty kind;
	bool uns, plain_char, is_const, is_enum;
	size_t size, align;
	struct type *base; /* of pointers and arrays; what functions return */
	int64_t len;       /* of arrays, -1: not known */
	struct node *vla;  /* the length, if it is not constant */
	struct sym *vla_size; /* where its size is kept */
	struct record *record;
	struct param *params;
	bool variadic, no_proto;
};

extern struct type ty_void, ty_bool, ty_char, ty_schar, ty_uchar, ty_short,
	ty_ushort, ty_int, ty_uint, ty_long, ty_ulong, ty_llong, ty_ullong,
	ty_float, ty_double, ty_ldouble;
#define ty_size (&ty_ulong)

struct type *pointer_to(struct type *base);
struct type *array_of(struct type *base, int64_t len);
struct type *function_of(struct type *returns);
struct type *qualified(struct type *t);
size_t size_of(const struct type *t);
size_t align_of(const struct type *t);
bool is_int(const struct type *t);
bool is_float(const struct type *t);
bool is_number(const struct type *t);
bool is_scalar(const struct type *t);
bool is_complete(const struct type *t);
bool same_type(const struct type *a, const struct type *b);
const char *type_name(const struct type *t);
struct member *find_member(
	const struct record *r, const char *name, size_t *at);

/* --- symbols, tree --------------------------------------------------------*/

enum sk { S_TYPE, S_CONST, S_LOCAL, S_GLOBAL, S_FUNC };

struct sym {
	enum sk kind;
	const char *name;
	struct type *type;
	struct token *at;
	int64_t value; /* of S_CONST */
	int slot;      /* of S_LOCAL: where in the frame */
	char *addr;    /* of S_GLOBAL: its memory */
	struct func *func;
	bool defined, is_static, tentative;
	struct sym *next; /* all that have a place */
};

enum nk {
	N_NUM,
	N_FNUM,
	N_VAR,
	N_FUNC,
	N_STR,
	N_DEREF,
	N_ADDR,
	N_MEMBER,
	N_ASSIGN,
	N_ASSIGN_OP,
	N_POST,
	N_COND,
	N_COMMA,
	N_AND,
	N_OR,
	N_NOT,
	N_NEG,
	N_CAST,
	N_BINARY,
	N_PADD,
	N_PDIFF,
	N_CALL,
	N_INIT,
	N_VA_START,
	N_VA_ARG,
	N_ALLOCA,
	N_ZERO,
	N_HOLD,
	N_PAIR,
};

enum bin {
	B_ADD,
	B_SUB,
	B_MUL,
	B_DIV,
	B_MOD,
	B_AND,
	B_OR,
	B_XOR,
	B_SHL,
	B_SHR,
	B_EQ,
	B_NE,
	B_LT,
	B_LE,
	B_GT,
	B_GE,
};

struct node {
	enum nk kind;
	enum bin op;
	struct type *type;
	struct token *at;
	struct node *a, *b, *c, *next;
	struct sym *sym;
	struct member *member;
	size_t off; /* of N_MEMBER */
	int64_t val;
	double fval;
	bool dropped; /* nobody uses the value */
	bool init;    /* of N_ASSIGN: const may be written */
};

struct node *node(enum nk kind, struct token *at, struct type *type);
struct node *number(int64_t val, struct type *type, struct token *at);
struct node *cast(struct node *n, struct type *to);
struct node *decay(struct node *n);
struct node *binary(
	enum bin op, struct node *a, struct node *b, struct token *at);
struct node *assign(struct node *to, struct node *from, struct token *at);
struct node *convert_to(struct node *n, struct type *to, const char *what);
struct node *deref(struct node *n, struct token *at);
struct node *address(struct node *n, struct token *at);
struct node *member_of(struct node *n, struct token *name);
struct node *truth(struct node *n);
bool is_vla(const struct type *t);
struct node *size_node(struct type *t, struct token *at);
bool is_null(const struct node *n);
struct node *promote(struct node *n);
struct node *scaled(
	struct node *p, struct node *i, bool minus, struct token *at);
struct node *conditional(
	struct node *c, struct node *a, struct node *b, struct token *at);
struct node *mem_node(struct node *n, struct member *m, struct token *at);
struct node *var_node(struct sym *s, struct token *at);

/* A constant: base + value, base being a variable or function or NULL. */
struct constant {
	int64_t val;
	double fval;
	struct sym *base;
	struct token *str; /* a string's memory */
};
bool fold(const struct node *n, struct constant *c);
bool fold_int(const struct node *n, int64_t *val);
int64_t fit(int64_t v, const struct type *t);
bool fold_op(
	enum bin op, const struct type *t, int64_t a, int64_t b, int64_t *out);

/* --- the parser -----------------------------------------------------------*/

extern struct token *tok; /* the next one */

bool at_type(const struct token *t);
bool got(const char *text);
void expect(const char *text);
struct node *expression(void);
struct node *assignment(void);
struct node *ternary(void);
struct node *unary(void);
struct node *cast_expr(void);
int64_t const_expr(const char *what);
struct node *assign_op(struct node *to, enum bin op, struct node *by,
	struct token *at, bool post);
struct node *primary(void);
struct node *builtin(void);
struct node *call(struct node *f, struct token *at);
struct node *compound_literal(struct type *t, struct token *at);
void vla_prepare(struct type *t);
struct sym *hidden_local(struct type *t, struct token *at);
bool accept_attributes(void);

enum storage {
	ST_NONE,
	ST_TYPEDEF = 1,
	ST_STATIC = 2,
	ST_EXTERN = 4,
	ST_INLINE = 8,
	ST_OTHER = 16
};
struct type *specifiers(int *storage, int *align);
struct type *declarator(struct type *base, struct token **name);
struct type *type_name_parse(void);
struct type *struct_type(bool is_union);
struct type *enum_type(void);
void translation_unit(struct token *t, const char *file);
void local_declaration(void);
bool static_assert_decl(void);

struct sym *find_sym(const char *name);
void declare_again(struct sym *s);
struct sym *declare(enum sk kind, struct token *name, struct type *type);
void scope_push(void);
void scope_pop(void);
struct type *find_tag(const char *name, bool here);
void declare_tag(const char *name, struct type *t);
struct sym *local_sym(struct token *name, struct type *type, int align);
struct sym *global_sym(struct token *name, struct type *type, int storage);
bool at_file_scope(void);
void sym_file(void);
extern int this_unit;
extern struct sym *all_globals;
void link_globals(void);

/* Initializers: for what is in the frame a chain of assignments; for what has
 * memory it is written there. The type is completed by it. */
struct node *init_local(struct sym *s);
void init_global(struct sym *s);

void function_body(struct sym *s, struct type *t);
void compound(void);
void statement(void);

/* The headers, see headers.txt. The last has no name. */
extern const struct header {
	const char *name, *text;
} headers[];

#endif
