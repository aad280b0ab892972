/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "servers/localfs/extent.h"

#include <errno.h>
#include <string.h>

#include "kernel/alloc.h"

enum { FIRST_ROOM = 4 };

static struct extent *runs_of(struct extents *x)
{
	return x->many != NULL ? x->many : &x->one;
}

const struct extent *extents_at(const struct extents *x, uint32_t i)
{
	return x->many != NULL ? &x->many[i] : &x->one;
}

static uint64_t end_of(const struct extent *run)
{
	return run->first + run->count;
}

/* The first run that ends behind block; count: none. */
static uint32_t search(const struct extents *x, uint64_t block)
{
	uint32_t low = 0, high = x->count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (end_of(extents_at(x, middle)) <= block)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

bool extents_has(const struct extents *x, uint64_t block)
{
	uint32_t i = search(x, block);

	return i < x->count && extents_at(x, i)->first <= block;
}

/* Makes room for one more run. */
static int reserve(struct extents *x)
{
	uint32_t room = x->room == 0 ? FIRST_ROOM : x->room * 2;
	struct extent *many;

	if (x->count < (x->many == NULL ? 1 : x->room))
		return 0;
	many = kmalloc(room * sizeof(*many));
	if (many == NULL)
		return -ENOMEM;
	memcpy(many, runs_of(x), x->count * sizeof(*many));
	kfree(x->many);
	x->many = many;
	x->room = room;
	return 0;
}

static int insert(struct extents *x, uint32_t i, struct extent run)
{
	struct extent *runs;

	if (reserve(x) < 0)
		return -ENOMEM;
	runs = runs_of(x);
	memmove(&runs[i + 1], &runs[i], (x->count - i) * sizeof(*runs));
	runs[i] = run;
	x->count++;
	return 0;
}

static void drop(struct extents *x, uint32_t i, uint32_t count)
{
	struct extent *runs = runs_of(x);

	memmove(&runs[i], &runs[i + count],
		(x->count - i - count) * sizeof(*runs));
	x->count -= count;
}

int extents_add(struct extents *x, uint64_t block)
{
	struct extent *runs = runs_of(x);
	uint32_t i = search(x, block);
	bool before = i > 0 && end_of(&runs[i - 1]) == block;
	bool behind = i < x->count && runs[i].first == block + 1;

	if (i < x->count && runs[i].first <= block)
		return 0;
	if (before && behind) {
		runs[i - 1].count += 1 + runs[i].count;
		drop(x, i, 1);
	} else if (before) {
		runs[i - 1].count++;
	} else if (behind) {
		runs[i].first--;
		runs[i].count++;
	} else {
		return insert(x, i, (struct extent){ block, 1 });
	}
	return 0;
}

int extents_append(struct extents *x, struct extent run)
{
	if (run.count == 0 || run.first + run.count < run.first ||
		(x->count > 0 &&
			end_of(extents_at(x, x->count - 1)) >= run.first))
		return -EINVAL;
	return insert(x, x->count, run);
}

/* The run in which both first and end lie is cut in two. */
static int split(struct extents *x, uint32_t i, uint64_t first, uint64_t end)
{
	struct extent behind = { end, end_of(extents_at(x, i)) - end };

	if (insert(x, i + 1, behind) < 0)
		return -ENOMEM;
	runs_of(x)[i].count = first - runs_of(x)[i].first;
	return 0;
}

int extents_remove(struct extents *x, uint64_t first, uint64_t end)
{
	struct extent *runs = runs_of(x);
	uint32_t i = search(x, first), j;

	if (i == x->count || first >= end)
		return 0;
	if (runs[i].first < first) {
		if (end_of(&runs[i]) > end)
			return split(x, i, first, end);
		runs[i].count = first - runs[i].first;
		i++;
	}
	for (j = i; j < x->count && end_of(&runs[j]) <= end; j++)
		;
	drop(x, i, j - i);
	if (i < x->count && runs[i].first < end) {
		runs[i].count = end_of(&runs[i]) - end;
		runs[i].first = end;
	}
	return 0;
}

uint64_t extents_next(const struct extents *x, uint64_t block, bool absent)
{
	uint32_t i = search(x, block);
	const struct extent *run;

	if (i == x->count)
		return absent ? block : UINT64_MAX;
	run = extents_at(x, i);
	if (absent)
		return run->first <= block ? end_of(run) : block;
	return run->first > block ? run->first : block;
}

uint64_t extents_total(const struct extents *x)
{
	uint64_t total = 0;

	for (uint32_t i = 0; i < x->count; i++)
		total += extents_at(x, i)->count;
	return total;
}

void extents_free(struct extents *x)
{
	kfree(x->many);
	memset(x, 0, sizeof(*x));
}
