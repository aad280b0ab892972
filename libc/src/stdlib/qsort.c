/* SPDX-License-Identifier: MIT */
/*
 * A merge sort where musl has a smoothsort: it calls the comparison, which is
 * what takes the time, half as often, and what is sorted already, in either
 * direction, is found to be so by two comparisons a merge. It needs memory for
 * half of the elements; when that cannot be had, musl's does it.
 */
#define _BSD_SOURCE
#include <errno.h>
#include <features.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef int compare(const void *, const void *, void *);

static void smoothsort(void *, size_t, size_t, compare *, void *);

#define __qsort_r smoothsort
#undef weak_alias
#define weak_alias(old, new)
#include <../stdlib/qsort.c>
#undef __qsort_r

struct sort {
	size_t width;
	compare *compare;
	void *arg;
	char *room;
};

/* Copies one element; most are a pointer or two. */
static inline char *put(char *to, const char *from, size_t width)
{
	if (width == 4)
		__builtin_memcpy(to, from, 4);
	else if (width == 8)
		__builtin_memcpy(to, from, 8);
	else
		memcpy(to, from, width);
	return to + width;
}

/* Changes the places of two neighbouring runs; `left` is not the longer one. */
static void swap_runs(struct sort *sort, char *base, size_t left, size_t right)
{
	memcpy(sort->room, base, left);
	memmove(base, base + left, right);
	memcpy(base + right, sort->room, left);
}

/* Merges [base, middle) and [middle, end), which are sorted. */
static void merge(struct sort *sort, char *base, char *middle, char *end)
{
	size_t width = sort->width;
	const char *left = sort->room;
	const char *left_end = left + (middle - base);
	const char *right = middle;
	char *to = base;

	memcpy(sort->room, base, middle - base);
	while (left < left_end && right < end)
		if (sort->compare(left, right, sort->arg) <= 0) {
			to = put(to, left, width);
			left += width;
		} else {
			to = put(to, right, width);
			right += width;
		}
	memcpy(to, left, left_end - left);
}

static void sort_run(struct sort *sort, char *base, size_t count)
{
	size_t width = sort->width;
	char *middle = base + count / 2 * width;
	char *end = base + count * width;

	if (count < 2)
		return;
	sort_run(sort, base, count / 2);
	sort_run(sort, middle, count - count / 2);
	if (sort->compare(middle - width, middle, sort->arg) <= 0)
		return;
	if (sort->compare(base, end - width, sort->arg) > 0)
		swap_runs(sort, base, middle - base, end - middle);
	else
		merge(sort, base, middle, end);
}

void __qsort_r(
	void *base, size_t count, size_t width, compare *compare, void *arg)
{
	struct sort sort = { width, compare, arg, NULL };
	int error = errno;

	if (count < 2 || !width)
		return;
	sort.room = malloc(count / 2 * width);
	errno = error;
	if (!sort.room) {
		smoothsort(base, count, width, compare, arg);
		return;
	}
	sort_run(&sort, base, count);
	free(sort.room);
}

extern __typeof(__qsort_r) qsort_r
	__attribute__((__weak__, __alias__("__qsort_r")));
