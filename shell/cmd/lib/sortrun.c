/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Sorting in memory, and merging of sorted files; see sort.h.
 */
#include "sort.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { READ_SIZE = 16384, SHORT_RUN = 8 };

static void insertion_sort(
	const struct sort_order *order, struct line *v, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		struct line x = v[i];
		size_t j = i;

		for (; j && sort_compare(order, &v[j - 1], &x) > 0; j--)
			v[j] = v[j - 1];
		v[j] = x;
	}
}

void sort_lines(const struct sort_order *order, struct line *v, size_t n,
	struct line *scratch)
{
	size_t half = n / 2, i = 0, j = half, k = 0;

	if (n <= SHORT_RUN) {
		insertion_sort(order, v, n);
		return;
	}
	sort_lines(order, v, half, scratch);
	sort_lines(order, v + half, n - half, scratch);
	if (sort_compare(order, &v[half - 1], &v[half]) <= 0)
		return;
	/* Only the first half is moved away: the second is merged in place. */
	memcpy(scratch, v, half * sizeof(*v));
	while (i < half && j < n)
		v[k++] = sort_compare(order, &scratch[i], &v[j]) <= 0
			? scratch[i++]
			: v[j++];
	memcpy(v + k, scratch + i, (half - i) * sizeof(*v));
}

void reader_open(struct line_reader *r, int fd, const char *name)
{
	memset(r, 0, sizeof(*r));
	r->fd = fd;
	r->name = name;
	r->size = READ_SIZE;
	r->buf = cmd_alloc(r->size);
}

void reader_close(struct line_reader *r)
{
	free(r->buf);
	if (r->fd != STDIN_FILENO)
		close(r->fd);
}

static void fill(struct line_reader *r)
{
	ssize_t n;

	if (r->pos) {
		memmove(r->buf, r->buf + r->pos, r->len - r->pos);
		r->len -= r->pos;
		r->pos = 0;
	}
	if (r->len == r->size)
		r->buf = cmd_realloc(r->buf, r->size *= 2);
	do
		n = read(r->fd, r->buf + r->len, r->size - r->len);
	while (n < 0 && errno == EINTR);
	if (n < 0)
		cmd_die_errno(r->name);
	r->end = n == 0;
	r->len += (size_t)n;
}

bool reader_next(struct line_reader *r, struct line *line)
{
	size_t seen = 0;

	for (;;) {
		char *p = r->buf + r->pos, *nl;

		nl = memchr(p + seen, '\n', r->len - r->pos - seen);
		seen = r->len - r->pos;
		if (nl || (r->end && seen)) {
			line->text = p;
			line->len = nl ? (size_t)(nl - p) : seen;
			r->pos += line->len + (nl != NULL);
			return true;
		}
		if (r->end)
			return false;
		fill(r);
	}
}

int run_create(void)
{
	const char *dir = getenv("TMPDIR");
	char name[1024];
	int fd;

	str_fmt(name, sizeof(name), "%s/sortXXXXXX",
		dir && *dir ? dir : "/tmp");
	fd = mkstemp(name);
	if (fd < 0)
		cmd_die_errno(name);
	unlink(name);
	return fd;
}

void run_merge(const struct sort_order *order, struct line_reader *in, size_t n,
	bool unique, struct out *out)
{
	struct line *head = cmd_alloc(n * sizeof(*head)), last = { NULL, 0 };
	bool *more = cmd_alloc(n * sizeof(*more)), have_last = false;
	size_t room = 0;

	for (size_t i = 0; i < n; i++)
		more[i] = reader_next(&in[i], &head[i]);
	for (;;) {
		size_t best = n;

		for (size_t i = 0; i < n; i++)
			if (more[i] &&
				(best == n ||
					sort_compare(order, &head[i],
						&head[best]) < 0))
				best = i;
		if (best == n)
			break;
		if (!unique || !have_last ||
			sort_compare(order, &last, &head[best])) {
			out_mem(out, head[best].text, head[best].len);
			out_char(out, '\n');
		}
		/* The reader's buffer moves on, so the last line is copied. */
		if (unique) {
			if (room <= head[best].len)
				last.text = cmd_realloc(
					last.text, room = head[best].len + 64);
			last.len = head[best].len;
			memcpy(last.text, head[best].text, last.len);
			have_last = true;
		}
		more[best] = reader_next(&in[best], &head[best]);
	}
	free(last.text);
	free(head);
	free(more);
}
