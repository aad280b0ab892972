/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * SHA-256 (FIPS 180-4), in pieces:
 *
 *	sha256_init(&s);  sha256_update(&s, bytes, n) any times;
 *	sha256_final(&s, digest);
 *
 * Used to verify what is fetched: crypto.subtle is missing without a secure
 * context. Does not allocate and cannot fail.
 */
#ifndef EXA_SHA256_H
#define EXA_SHA256_H

#include <stddef.h>
#include <stdint.h>

enum { SHA256_DIGEST = 32, SHA256_BLOCK = 64 };

struct sha256 {
	uint32_t state[8];
	uint64_t length; /* bytes seen */
	uint8_t block[SHA256_BLOCK];
};

void sha256_init(struct sha256 *s);
void sha256_update(struct sha256 *s, const void *data, size_t n);

/* Writes the digest; s must be initialised again before another use. */
void sha256_final(struct sha256 *s, uint8_t digest[SHA256_DIGEST]);

/* The digest of n bytes in one call. */
void sha256(const void *data, size_t n, uint8_t digest[SHA256_DIGEST]);

#endif
