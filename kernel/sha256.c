/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * SHA-256. The eight working variables never move: each round is called with
 * their names turned by one, so that eight rounds come back to the start and
 * the compiler keeps all of them in locals.
 */
#include "kernel/sha256.h"

#include <string.h>

/* FIPS 180-4, 4.2.2: from the cube roots of the first 64 primes. */
static const uint32_t round_constant[64] = { 0x428a2f98, 0x71374491, 0xb5c0fbcf,
	0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98,
	0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7,
	0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f,
	0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8,
	0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85,
	0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e,
	0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819,
	0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c,
	0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3, 0x748f82ee,
	0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7,
	0xc67178f2 };

static inline uint32_t turn(uint32_t x, unsigned n)
{
	return x >> n | x << (32 - n);
}

static inline uint32_t load(const uint8_t *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 |
		(uint32_t)p[2] << 8 | p[3];
}

static inline void store(uint8_t *p, uint32_t x)
{
	p[0] = (uint8_t)(x >> 24);
	p[1] = (uint8_t)(x >> 16);
	p[2] = (uint8_t)(x >> 8);
	p[3] = (uint8_t)x;
}

/* One round; kw is constant plus schedule. Changes d and h only. */
static inline void round_step(uint32_t a, uint32_t b, uint32_t c, uint32_t *d,
	uint32_t e, uint32_t f, uint32_t g, uint32_t *h, uint32_t kw)
{
	uint32_t t = *h + kw + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) +
		(g ^ (e & (f ^ g)));

	*d += t;
	*h = t + (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) +
		((a & b) | (c & (a | b)));
}

/* The message schedule: word t from those before it. */
static void schedule(uint32_t w[64], const uint8_t *block)
{
	for (int t = 0; t < 16; t++)
		w[t] = load(block + 4 * t);
	for (int t = 16; t < 64; t++) {
		uint32_t x = w[t - 15], y = w[t - 2];

		w[t] = w[t - 16] + w[t - 7] +
			(turn(x, 7) ^ turn(x, 18) ^ x >> 3) +
			(turn(y, 17) ^ turn(y, 19) ^ y >> 10);
	}
}

static void compress(uint32_t state[8], const uint8_t *block)
{
	uint32_t w[64];
	uint32_t a = state[0], b = state[1], c = state[2], d = state[3];
	uint32_t e = state[4], f = state[5], g = state[6], h = state[7];

	schedule(w, block);
	for (int t = 0; t < 64; t += 8) {
		const uint32_t *k = round_constant + t, *v = w + t;

		round_step(a, b, c, &d, e, f, g, &h, k[0] + v[0]);
		round_step(h, a, b, &c, d, e, f, &g, k[1] + v[1]);
		round_step(g, h, a, &b, c, d, e, &f, k[2] + v[2]);
		round_step(f, g, h, &a, b, c, d, &e, k[3] + v[3]);
		round_step(e, f, g, &h, a, b, c, &d, k[4] + v[4]);
		round_step(d, e, f, &g, h, a, b, &c, k[5] + v[5]);
		round_step(c, d, e, &f, g, h, a, &b, k[6] + v[6]);
		round_step(b, c, d, &e, f, g, h, &a, k[7] + v[7]);
	}
	state[0] += a;
	state[1] += b;
	state[2] += c;
	state[3] += d;
	state[4] += e;
	state[5] += f;
	state[6] += g;
	state[7] += h;
}

void sha256_init(struct sha256 *s)
{
	/* FIPS 180-4, 5.3.3: from the square roots of the first 8 primes. */
	static const uint32_t start[8] = { 0x6a09e667, 0xbb67ae85, 0x3c6ef372,
		0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19 };

	memcpy(s->state, start, sizeof(start));
	s->length = 0;
}

void sha256_update(struct sha256 *s, const void *data, size_t n)
{
	const uint8_t *p = data;
	size_t have = s->length % SHA256_BLOCK;

	if (n == 0)
		return;
	s->length += n;
	if (have) {
		size_t part = SHA256_BLOCK - have < n ? SHA256_BLOCK - have : n;

		memcpy(s->block + have, p, part);
		if (have + part < SHA256_BLOCK)
			return;
		compress(s->state, s->block);
		p += part;
		n -= part;
	}
	for (; n >= SHA256_BLOCK; n -= SHA256_BLOCK, p += SHA256_BLOCK)
		compress(s->state, p);
	if (n)
		memcpy(s->block, p, n);
}

void sha256_final(struct sha256 *s, uint8_t digest[SHA256_DIGEST])
{
	uint64_t bits = s->length * 8;
	size_t have = s->length % SHA256_BLOCK;

	s->block[have++] = 0x80;
	if (have > SHA256_BLOCK - 8) {
		memset(s->block + have, 0, SHA256_BLOCK - have);
		compress(s->state, s->block);
		have = 0;
	}
	memset(s->block + have, 0, SHA256_BLOCK - 8 - have);
	store(s->block + SHA256_BLOCK - 8, (uint32_t)(bits >> 32));
	store(s->block + SHA256_BLOCK - 4, (uint32_t)bits);
	compress(s->state, s->block);
	for (int i = 0; i < 8; i++)
		store(digest + 4 * i, s->state[i]);
}

void sha256(const void *data, size_t n, uint8_t digest[SHA256_DIGEST])
{
	struct sha256 s;

	sha256_init(&s);
	sha256_update(&s, data, n);
	sha256_final(&s, digest);
}
