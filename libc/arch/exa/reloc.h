/* SPDX-License-Identifier: MIT */
/* Programs are linked statically; only the name is asked for. */
#define LDSO_ARCH "exa"

#define REL_SYMBOLIC 1
#define REL_OFFSET 2
#define REL_GOT 3
#define REL_PLT 4
#define REL_RELATIVE 5
#define REL_COPY 6
#define REL_DTPMOD 7
#define REL_DTPOFF 8
#define REL_TPOFF 9

#define CRTJMP(pc, sp) __builtin_trap()
