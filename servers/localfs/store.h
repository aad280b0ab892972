/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The store: what keeps localfs's records where they outlive the machine. It
 * is the host's (kernel/host/store.js): one IndexedDB database in the browser,
 * a directory under Node. A record is some bytes under a key; keys are ordered
 * as bytes, all of STORE_KEY.
 *
 * host_store(token, op, request, size) starts an operation; it has read the
 * request, and what that points to, when it returns. The completion
 * kernel_stored(token, result, bytes, size) carries the result, 0 unless said
 * otherwise, or -errno: -EIO, -ENODEV (there is no lasting storage here),
 * -ENOSPC (the quota), -ESTALE (the records were taken away from underneath,
 * or another machine writes them now). Operations of one machine are done in
 * the order in which they were started. There is one store in a machine.
 *
 * The store keeps some room back, which only batches with store_batch.removes
 * get: so what is there can be removed when nothing more fits.
 *
 *	op              request                     result and bytes
 *	STORE_OPEN      name                        1: this machine writes; 0:
 *	                                            another one does
 *	STORE_LOCK                                  0: now this machine writes;
 *	                                            may take for ever
 *	STORE_GET       keys                        uint32_t size of each value,
 *	                                            or STORE_NONE, then the
 *	                                            values, one behind another
 *	STORE_SCAN      struct store_scan           1 if there are more: each a
 *	                                            struct store_record and its
 *	                                            value, padded to 8 bytes
 *	STORE_BATCH     struct store_batch,         all of it or, with -errno,
 *	                ranges, puts                nothing was done
 *	STORE_ESTIMATE                              struct store_estimate
 *	STORE_PERSIST                               asks once that the browser
 *	                                            keep the records
 *	STORE_CLOSE                                 the next one may write
 *
 * All numbers are little-endian, as in kernel memory.
 */
#ifndef EXA_LOCALFS_STORE_H
#define EXA_LOCALFS_STORE_H

#include <stdint.h>

enum { STORE_KEY = 16 };

#define STORE_NONE UINT32_MAX

enum store_op {
	STORE_OPEN,
	STORE_LOCK,
	STORE_GET,
	STORE_SCAN,
	STORE_BATCH,
	STORE_ESTIMATE,
	STORE_PERSIST,
	STORE_CLOSE,
};

struct store_key {
	uint8_t bytes[STORE_KEY];
};

/* From a key on, below another. */
struct store_range {
	struct store_key from, to;
};

struct store_scan {
	struct store_range range;
	uint32_t limit;     /* about so many bytes at once; at least a record */
	uint32_t keys_only; /* values are left out: size 0 */
};

struct store_record {
	struct store_key key;
	uint32_t size;
	uint32_t zero;
};

/* One transaction: the ranges are removed, and then the puts are stored. */
struct store_batch {
	uint32_t strict; /* done when it would outlive a power failure */
	uint32_t ranges, puts;
	uint32_t removes; /* it makes room: may use what is reserved for that */
};

struct store_put {
	struct store_key key;
	uint32_t address, size; /* the value, in kernel memory */
};

/* In bytes; for all of what this origin stores. */
struct store_estimate {
	double used, quota;
};

#endif
