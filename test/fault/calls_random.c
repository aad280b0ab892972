/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All that is random comes from here. */
#include "test/fault/calls.h"

static uint64_t state;

void random_seed(uint64_t seed)
{
	state = seed;
	random_word();
}

/* splitmix64, a published generator. */
uint32_t random_word(void)
{
	uint64_t z = state += 0x9e3779b97f4a7c15u;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
	z = (z ^ z >> 27) * 0x94d049bb133111ebu;
	return (uint32_t)(z >> 32);
}

uint32_t random_sparse(void)
{
	uint32_t word = random_word();

	return word & random_word();
}

uint32_t random_below(uint32_t limit)
{
	return random_word() % limit;
}

bool random_once_in(uint32_t n)
{
	return random_below(n) == 0;
}

uint32_t random_of(const uint32_t *values, size_t count)
{
	return values[random_below((uint32_t)count)];
}
