/* SPDX-License-Identifier: MIT */
/* A wasm program has no registers that a debugger could read. */
