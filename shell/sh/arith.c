/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Arithmetic, XCU 2.6.4: signed 64-bit, wrapping, with all operators of C
 * but sizeof. Evaluated as it is read; the side of && || ?: that is not taken
 * is read with `skip` set. No I/O, no allocation.
 */
#include "shell.h"
#include "chars.h"
#include "arithop.h"
#include "expand.h"

enum { ARITH_MAX_DEPTH = 200 };

struct arith {
	const char *p;
	struct arith_error *err;
	int skip; /* do not evaluate */
	int depth;
};

static long long arith_assign(struct arith *a);

static long long arith_error(struct arith *a, const char *text)
{
	if (!a->err->text)
		a->err->text = text;
	a->p = "";
	return 0;
}

static void arith_space(struct arith *a)
{
	while (ch_space(*a->p))
		a->p++;
}

static long long arith_divide(
	struct arith *a, enum aop op, long long l, long long r)
{
	if (a->skip)
		return 0;
	if (!r)
		return arith_error(a, "division by zero");
	if (r == -1) /* the one quotient that does not fit wraps */
		return op == A_DIV ? (long long)(0 - (unsigned long long)l) : 0;
	return op == A_DIV ? l / r : l % r;
}

static long long arith_apply(
	struct arith *a, enum aop op, long long l, long long r)
{
	unsigned long long ul = (unsigned long long)l;
	unsigned long long ur = (unsigned long long)r;

	switch (op) {
	case A_MUL:
		return (long long)(ul * ur);
	case A_DIV:
	case A_MOD:
		return arith_divide(a, op, l, r);
	case A_ADD:
		return (long long)(ul + ur);
	case A_SUB:
		return (long long)(ul - ur);
	case A_SHL:
		return (long long)(ul << (ur & 63));
	case A_SHR:
		return l < 0 ? (long long)~(~ul >> (ur & 63))
			     : (long long)(ul >> (ur & 63));
	case A_LT:
		return l < r;
	case A_LE:
		return l <= r;
	case A_GT:
		return l > r;
	case A_GE:
		return l >= r;
	case A_EQ:
		return l == r;
	case A_NE:
		return l != r;
	case A_AND:
		return l & r;
	case A_XOR:
		return l ^ r;
	case A_OR:
		return l | r;
	default:
		return 0;
	}
}

static long long arith_variable(struct arith *a, struct var *v)
{
	const char *s = v ? var_value(v) : NULL;
	long long n = 0;

	if (a->skip)
		return 0;
	if (s && *s && !number_parse(s, &n)) {
		a->err->value = s;
		return arith_error(a, "Illegal number");
	}
	return n;
}

static long long arith_store(struct arith *a, struct var *v, long long n)
{
	if (!a->skip && !var_set_num(v, n)) {
		a->err->var = v;
		return arith_error(a, "is read only");
	}
	return n;
}

/*
 * ++ or -- at q, behind a name. In front of an operand they are two signs, as
 * n--3 is what $((n-$x)) becomes for a negative x.
 */
static bool arith_postfix(const char *q)
{
	if ((q[0] != '+' && q[0] != '-') || q[1] != q[0])
		return false;
	for (q += 2; ch_space(*q);)
		q++;
	return !ch_name(*q) && *q != '(';
}

/* A name at p, with the assignment or ++ or -- that may follow. */
static long long arith_name(struct arith *a)
{
	unsigned n = name_len(a->p);
	struct var *v = var_cell(a->p, n);
	long long old, r;
	const char *q;
	enum aop op;
	int len;

	a->p += n;
	arith_space(a);
	q = a->p;
	if (q[0] == '=' && q[1] != '=') {
		a->p++;
		r = arith_assign(a);
		return a->err->text ? 0 : arith_store(a, v, r);
	}
	if (arith_postfix(q)) {
		a->p += 2;
		old = arith_variable(a, v);
		arith_store(
			a, v, arith_apply(a, A_ADD, old, q[0] == '+' ? 1 : -1));
		return old;
	}
	len = (q[0] == '<' || q[0] == '>') && q[1] == q[0] ? 2 : 1;
	if (!q[0] || !strchr("*/%+-&^|<>", q[0]) || q[len] != '=' ||
		(len == 1 && (q[0] == '<' || q[0] == '>')))
		return arith_variable(a, v);
	op = len == 2 ? (q[0] == '<' ? A_SHL : A_SHR)
		      : arith_op((char[]){ q[0], 0 }, &len);
	a->p += op == A_SHL || op == A_SHR ? 3 : 2;
	r = arith_assign(a);
	old = arith_variable(a, v);
	if (a->err->text)
		return 0;
	return arith_store(a, v, arith_apply(a, op, old, r));
}

/* ++name or --name, behind the two signs. */
static long long arith_preinc(struct arith *a, int sign)
{
	unsigned n;
	struct var *v;

	a->p += 2;
	arith_space(a);
	n = name_len(a->p);
	v = var_cell(a->p, n);
	a->p += n;
	return arith_store(a, v,
		arith_apply(
			a, A_ADD, arith_variable(a, v), sign == '+' ? 1 : -1));
}

static long long arith_unary(struct arith *a)
{
	unsigned long long u;
	long long v = 0;
	int c;

	arith_space(a);
	c = (unsigned char)*a->p;
	if (ch_digit(c)) {
		a->p = number_scan(a->p, &v);
		return ch_name(*a->p) ? arith_error(a, "expecting EOF") : v;
	}
	if (ch_name_start(c))
		return arith_name(a);
	if (!c || !strchr("+-!~(", c))
		return arith_error(a, "expecting primary");
	if (++a->depth > ARITH_MAX_DEPTH)
		return arith_error(a, "too deeply nested");
	if (c == '(') {
		a->p++;
		v = arith_assign(a);
		arith_space(a);
		if (*a->p == ')')
			a->p++;
		else
			arith_error(a, "expecting ')'");
	} else if ((c == '+' || c == '-') && a->p[1] == c &&
		ch_name_start(a->p[2])) {
		v = arith_preinc(a, c);
	} else {
		a->p++;
		v = arith_unary(a);
		u = (unsigned long long)v;
		v = c == '-'       ? (long long)(0 - u)
			: c == '!' ? !v
			: c == '~' ? ~v
				   : v;
	}
	a->depth--;
	return v;
}

/* && and ||: l is the left side, the operator has been taken. */
static long long arith_binary(struct arith *a, int level);

static long long arith_logical(struct arith *a, enum aop op, long long l)
{
	bool known = op == A_LAND ? !l : l != 0;
	long long r;

	a->skip += known;
	r = arith_binary(a, arith_level[op] + 1);
	a->skip -= known;
	return op == A_LAND ? l && r : l || r;
}

/* Operators of at least `level`. */
static long long arith_binary(struct arith *a, int level)
{
	long long l = arith_unary(a), r;

	for (;;) {
		enum aop op;
		int len;

		arith_space(a);
		op = arith_op(a->p, &len);
		if (op == A_NONE || arith_level[op] < level)
			return l;
		a->p += len;
		if (op >= A_LAND) {
			l = arith_logical(a, op, l);
		} else {
			r = arith_binary(a, arith_level[op] + 1);
			l = a->err->text ? 0 : arith_apply(a, op, l, r);
		}
	}
}

/* An expression with ?: and assignment (the latter in arith_name()). */
static long long arith_assign(struct arith *a)
{
	long long v, l, r;
	bool no;

	if (++a->depth > ARITH_MAX_DEPTH)
		return arith_error(a, "too deeply nested");
	v = arith_binary(a, 1);
	if (*a->p == '?') {
		no = !v;
		a->p++;
		a->skip += no;
		l = arith_assign(a);
		a->skip -= no;
		arith_space(a);
		if (*a->p != ':')
			return arith_error(a, "expecting ':'");
		a->p++;
		a->skip += !no;
		r = arith_assign(a);
		a->skip -= !no;
		v = no ? r : l;
	}
	a->depth--;
	return v;
}

bool arith_eval(const char *s, long long *value, struct arith_error *err)
{
	struct arith a = { .p = s, .err = err };

	memset(err, 0, sizeof(*err));
	*value = arith_assign(&a);
	arith_space(&a);
	if (*a.p == ',' && !err->text) {
		do {
			a.p++;
			*value = arith_assign(&a);
			arith_space(&a);
		} while (*a.p == ',');
	}
	if (*a.p && !err->text)
		err->text = "expecting EOF";
	return !err->text;
}

void arith_fail(const char *s, const struct arith_error *err)
{
	if (err->value)
		fail("%s: %s", err->text, err->value);
	else if (err->var)
		fail("%n: %s", err->var, err->text);
	else
		fail("arithmetic expression: %s: \"%s\"", err->text, s);
}
