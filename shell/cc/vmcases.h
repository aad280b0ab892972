/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cases of run() in vm.c, which includes this within its switch. */
#ifndef SHELL_CC_VMCASES_H
#define SHELL_CC_VMCASES_H
#ifdef RUN_CASES
/* clang-format off */

ALL_INT(I, uint32_t, int32_t, INT32_MIN)
ALL_INT(L, uint64_t, int64_t, INT64_MIN)
ALL_FLOAT(F, float)
ALL_FLOAT(D, double)
JUMP(EQ, int32_t, ==)
JUMP(NE, int32_t, !=)
JUMP(LT, int32_t, <)
JUMP(LE, int32_t, <=)
JUMP(GT, int32_t, >)
JUMP(GE, int32_t, >=)
JUMP(LTU, uint32_t, <)
JUMP(LEU, uint32_t, <=)
JUMP(GTU, uint32_t, >)
JUMP(GEU, uint32_t, >=)
LOAD(8S, int8_t, int32_t)
LOAD(8U, uint8_t, int32_t)
LOAD(16S, int16_t, int32_t)
LOAD(16U, uint16_t, int32_t)
LOAD(32, uint32_t, uint32_t)
LOAD(64, uint64_t, uint64_t)
STORE(8, uint8_t, uint32_t)
STORE(16, uint16_t, uint32_t)
STORE(32, uint32_t, uint32_t)
STORE(64, uint64_t, uint64_t)
CONVERT(EXT8S, int32_t, int8_t)
CONVERT(EXT8U, int32_t, uint8_t)
CONVERT(EXT16S, int32_t, int16_t)
CONVERT(EXT16U, int32_t, uint16_t)
CONVERT(I2L, int64_t, int32_t)
CONVERT(U2L, int64_t, uint32_t)
CONVERT(I2F, float, int32_t)
CONVERT(U2F, float, uint32_t)
CONVERT(I2D, double, int32_t)
CONVERT(U2D, double, uint32_t)
CONVERT(L2F, float, int64_t)
CONVERT(UL2F, float, uint64_t)
CONVERT(L2D, double, int64_t)
CONVERT(UL2D, double, uint64_t)
CONVERT(F2I, int32_t, float)
CONVERT(F2U, uint32_t, float)
CONVERT(F2L, int64_t, float)
CONVERT(F2UL, uint64_t, float)
CONVERT(D2I, int32_t, double)
CONVERT(D2U, uint32_t, double)
CONVERT(D2L, int64_t, double)
CONVERT(D2UL, uint64_t, double)
CONVERT(F2D, double, float)
CONVERT(D2F, float, double)
CONVERT(MOVI, uint32_t, uint32_t)
CONVERT(MOVL, uint64_t, uint64_t)
case OP_NEGF: A(float) = -B(float); break;
case OP_NEGD: A(double) = -B(double); break;
case OP_TRUEI: A(int32_t) = B(int32_t) != 0; break;
case OP_TRUEL: A(int32_t) = B(int64_t) != 0; break;
case OP_TRUEF: A(int32_t) = B(float) != 0; break;
case OP_TRUED: A(int32_t) = B(double) != 0; break;
case OP_CI: A(int32_t) = (int32_t)pc->imm; break;
case OP_CL: A(int64_t) = pc->imm; break;
case OP_LEA: A(char *) = fp + pc->b; break;
case OP_PADDK: A(uintptr_t) = B(uintptr_t) + (uintptr_t)pc->c; break;
case OP_PADDX: A(uintptr_t) = INDEXED; break;
case OP_JMP: GO;
case OP_JZL: JUMP_IF(!A(int64_t))
case OP_JNZL: JUMP_IF(A(int64_t))
case OP_SWITCH: pc += find_case(pc, fp); continue;
case OP_LDLD: {
	uintptr_t p = B(uintptr_t) + (uintptr_t)pc->c;

	POINTER A(double) = get_long((char *)p);
	break;
}
case OP_LDXLD: {
	uintptr_t p = INDEXED;

	POINTER A(double) = get_long((char *)p);
	break;
}
case OP_LDFLD: A(double) = get_long(fp + pc->b); break;
case OP_LDGLD: A(double) = get_long(pc->ptr); break;
case OP_STLD: {
	uintptr_t p = B(uintptr_t) + (uintptr_t)pc->c;

	POINTER put_long((char *)p, A(double));
	break;
}
case OP_STXLD: {
	uintptr_t p = INDEXED;

	POINTER put_long((char *)p, A(double));
	break;
}
case OP_STFLD: put_long(fp + pc->a, B(double)); break;
case OP_STGLD: put_long(pc->ptr, A(double)); break;
case OP_COPY:
	if (A(uintptr_t) < LOW || B(uintptr_t) < LOW)
		goto null;
	memmove(A(char *), B(char *), (size_t)pc->c);
	break;
case OP_ZERO: memset(A(char *), 0, (size_t)pc->c); break;
case OP_ALLOCA: {
	uintptr_t size = (B(uintptr_t) + 15) & ~(uintptr_t)15;

	if (size > (uintptr_t)(vm.dyn - vm.top))
		goto stack;
	vm.dyn -= size;
	A(char *) = vm.dyn;
	break;
}
case OP_CALLP:
	f = B(struct func *);
	if ((uintptr_t)f < LOW || (uintptr_t)f % _Alignof(struct func) ||
		f->magic != MAGIC)
		goto call;
	goto enter;
case OP_CALL:
	f = pc->ptr;
enter:
	if (f->native) {
		vm.native = f;
		vm.args = (union slot *)(fp + pc->a);
		LEAVE(WHY_NATIVE);
	}
	if (vm.call == vm.last_call || fp + pc->a + f->frame > vm.dyn)
		goto stack;
	vm.call++;
	*vm.call = (struct call){ pc, fp, vm.dyn, vm.func };
	fp += pc->a;
	vm.func = f;
	vm.top = fp + f->frame;
	pc = f->code;
	continue;
case OP_RETV:
	*(uint64_t *)fp = A(uint64_t);
	__attribute__((fallthrough));
case OP_RET:
	pc = vm.call->pc;
	fp = vm.call->fp;
	vm.dyn = vm.call->dyn;
	vm.func = vm.call->func;
	vm.call--;
	if (!pc)
		LEAVE(WHY_DONE);
	vm.top = fp + vm.func->frame;
	break;
null:
	LEAVE(WHY_NULL);
zero:
	LEAVE(WHY_ZERO);
stack:
	LEAVE(WHY_STACK);
call:
	LEAVE(WHY_CALL);

#endif
#endif
