/* SPDX-License-Identifier: MIT */
/* [0]: the number saveSetjmp gave this buffer; the rest is spare. */
typedef unsigned long __jmp_buf[4];
