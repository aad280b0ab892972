/* SPDX-License-Identifier: MIT */
/* The unit of mmap and brk, also in AT_PAGESZ; wasm itself grows by 64 KiB. */
#define PAGESIZE 4096
