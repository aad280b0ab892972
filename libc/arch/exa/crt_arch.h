/* SPDX-License-Identifier: MIT */
/* Empty: libc/crt1.c is the whole start-up code. */
