/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Statements: conditions, loops, switch. */
#include "shell/cc/gen.h"
#include "shell/cc/ops.h"

struct case_label {
	struct case_label *next;
	int64_t value;
	int target;
};

struct cases {
	struct cases *up;
	struct case_label *list;
	struct type *type;
	int n, otherwise;
};

static struct cases *cases;
static int breaks = -1, continues = -1;
static bool in_loop, in_break;

static void body(int *breaks_out, int *continues_out)
{
	int old_breaks = breaks, old_continues = continues;
	bool old_loop = in_loop, old_break = in_break;

	breaks = continues = -1;
	in_loop = in_break = true;
	statement();
	*breaks_out = breaks;
	*continues_out = continues;
	breaks = old_breaks;
	continues = old_continues;
	in_loop = old_loop;
	in_break = old_break;
}

static struct node *condition(void)
{
	struct node *n;

	expect("(");
	n = truth(expression());
	expect(")");
	return n;
}

/* Jumps for a condition, whose temporaries are free again. */
static int jumps(struct node *n, bool when)
{
	int top = frame_top, chain = gen_jump(n, when, -1);

	frame_top = top;
	return chain;
}

void if_statement(void)
{
	struct node *n = condition();
	int no = jumps(n, false), end;

	statement();
	if (!got("else")) {
		patch_chain(no, here());
		return;
	}
	end = emit(OP_JMP, 0, 0, -1);
	patch_chain(no, here());
	statement();
	patch(end, here());
}

void while_statement(void)
{
	struct node *n = condition();
	int start = emit(OP_JMP, 0, 0, -1), top = here(), b, c;

	body(&b, &c);
	patch(start, here());
	patch_chain(c, here());
	patch_chain(jumps(n, true), top);
	patch_chain(b, here());
}

void do_statement(void)
{
	int top = here(), b, c;
	struct node *n;

	body(&b, &c);
	patch_chain(c, here());
	if (!got("while"))
		fail(tok, "while is missing after do");
	n = condition();
	expect(";");
	patch_chain(jumps(n, true), top);
	patch_chain(b, here());
}

void for_statement(void)
{
	struct node *n = NULL, *step = NULL;
	int start, top, b, c;

	scope_push();
	expect("(");
	if (at_type(tok)) {
		local_declaration();
	} else if (!got(";")) {
		gen_drop(expression());
		expect(";");
	}
	if (!is(tok, ";"))
		n = truth(expression());
	expect(";");
	if (!is(tok, ")"))
		step = expression();
	expect(")");
	start = n ? emit(OP_JMP, 0, 0, -1) : -1;
	top = here();
	body(&b, &c);
	patch_chain(c, here());
	if (step)
		gen_drop(step);
	patch_chain(start, here());
	patch_chain(n ? jumps(n, true) : emit(OP_JMP, 0, 0, -1), top);
	patch_chain(b, here());
	scope_pop();
}

/* By values. Not by qsort(): what calls through a pointer is taken for a
 * function that can wait, and so would be all that lead here. */
static void sort_cases(struct switch_table *t)
{
	int i, j;

	for (i = 1; i < t->n; i++)
		for (j = i; j > 0 && t->cases[j].value < t->cases[j - 1].value;
			j--) {
			int64_t value = t->cases[j].value;
			int target = t->cases[j].target;

			t->cases[j] = t->cases[j - 1];
			t->cases[j - 1].value = value;
			t->cases[j - 1].target = target;
		}
}

static void emit_switch(struct cases *s, int slot)
{
	struct switch_table *t = take(
		sizeof(*t) + (size_t)s->n * sizeof(*t->cases));
	int at = emit_imm(OP_SWITCH, slot, (intptr_t)t), i;
	struct case_label *l = s->list;

	fn->code[at].x = (uint16_t)class_of(s->type);
	for (; l; l = l->next) {
		t->cases[t->n].value = class_of(s->type) ? l->value
							 : (int32_t)l->value;
		t->cases[t->n++].target = l->target - at;
	}
	sort_cases(t);
	for (i = 1; i < t->n; i++)
		if (t->cases[i].value == t->cases[i - 1].value)
			fail(tok, "two cases %lld in the switch before this",
				(long long)t->cases[i].value);
	t->otherwise = (s->otherwise >= 0 ? s->otherwise : here()) - at;
}

void switch_statement(void)
{
	struct cases s = { .up = cases, .otherwise = -1 };
	int old_breaks = breaks, slot, start, end;
	bool old_break = in_break;
	struct node *n;

	expect("(");
	n = promote(expression());
	expect(")");
	if (!is_int(n->type))
		fail(n->at, "switch wants an integer, not %s",
			type_name(n->type));
	s.type = n->type;
	slot = temp(SLOT, SLOT);
	gen(n, slot);
	start = emit(OP_JMP, 0, 0, -1);
	cases = &s;
	breaks = -1;
	in_break = true;
	statement();
	end = emit(OP_JMP, 0, 0, -1);
	patch(start, here());
	emit_switch(&s, slot);
	patch(end, here());
	patch_chain(breaks, here());
	breaks = old_breaks;
	in_break = old_break;
	cases = s.up;
}

void case_statement(struct token *at)
{
	struct case_label *l = take(sizeof(*l));

	if (!cases)
		fail(at, "%s outside of a switch", at->name);
	if (is(at, "default")) {
		if (cases->otherwise >= 0)
			fail(at, "there are two defaults");
		cases->otherwise = here();
	} else {
		l->value = fit(const_expr("the case"), cases->type);
		l->target = here();
		l->next = cases->list;
		cases->list = l;
		cases->n++;
	}
	expect(":");
	if (!is(tok, "}"))
		statement();
}

void jump_statement(struct token *at)
{
	bool is_break = is(at, "break");

	if (is_break ? !in_break : !in_loop)
		fail(at, "%s outside of a loop%s", at->name,
			is_break ? " or switch" : "");
	if (!is(tok, ";"))
		fail(at, "; is missing after %s", at->name);
	tok = tok->next;
	if (is_break)
		breaks = emit(OP_JMP, 0, 0, breaks);
	else
		continues = emit(OP_JMP, 0, 0, continues);
}
