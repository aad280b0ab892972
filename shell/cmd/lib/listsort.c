/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The entries of ls and their order; see list.h.
 */
#include "list.h"

#include <stdlib.h>
#include <string.h>

static int compare_times(const struct list_how *how, const struct list_entry *a,
	const struct list_entry *b)
{
	struct timespec s = list_stamp(&a->st, how->time);
	struct timespec t = list_stamp(&b->st, how->time);

	if (s.tv_sec != t.tv_sec)
		return s.tv_sec > t.tv_sec ? -1 : 1;
	return s.tv_nsec == t.tv_nsec ? 0 : s.tv_nsec > t.tv_nsec ? -1 : 1;
}

static int compare(const struct list_how *how, const struct list_entry *a,
	const struct list_entry *b)
{
	int r = 0;

	if (how->order == LIST_BY_TIME)
		r = compare_times(how, a, b);
	else if (how->order == LIST_BY_SIZE && a->st.st_size != b->st.st_size)
		r = a->st.st_size > b->st.st_size ? -1 : 1;
	if (!r)
		r = strcmp(a->name, b->name);
	return how->reverse ? -r : r;
}

/*
 * A merge sort, because qsort() calls by pointer, and what does so is made
 * twice as big and slow by Asyncify.
 */
static void merge_sort(const struct list_how *how, struct list_entry **v,
	size_t n, struct list_entry **tmp)
{
	size_t half = n / 2, i = 0, j = half, k = 0;

	if (n < 2)
		return;
	merge_sort(how, v, half, tmp);
	merge_sort(how, v + half, n - half, tmp);
	memcpy(tmp, v, half * sizeof(*v));
	while (i < half && j < n)
		v[k++] = compare(how, tmp[i], v[j]) <= 0 ? tmp[i++] : v[j++];
	memcpy(v + k, tmp + i, (half - i) * sizeof(*v));
}

void list_add(struct list *l, struct list_entry *e)
{
	if (!(l->n & (l->n + 1)) || !l->e)
		l->e = cmd_realloc(l->e, (2 * l->n + 2) * sizeof(*l->e));
	l->e[l->n++] = e;
}

void list_free(struct list *l)
{
	for (size_t i = 0; i < l->n; i++) {
		free(l->e[i]->name);
		free(l->e[i]->link);
		free(l->e[i]);
	}
	free(l->e);
}

void list_sort(struct list *l, const struct list_how *how)
{
	struct list_entry **tmp;

	if (l->n < 2 || how->order == LIST_UNSORTED)
		return;
	tmp = cmd_alloc(l->n / 2 * sizeof(struct list_entry *));
	merge_sort(how, l->e, l->n, tmp);
	free(tmp);
}
