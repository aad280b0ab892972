/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing archives; see tar.h. */
#include "tarhead.h"

#include <string.h>

enum { RECORDS = 20 }; /* an archive ends with a whole one of so many blocks */

static unsigned long long written;

static void put(struct out *o, const void *p, size_t n)
{
	out_mem(o, p, n);
	written += n;
}

static void put_octal(char *field, size_t size, unsigned long long value)
{
	str_fmt(field, size, "%0*llo", (int)size - 1, value);
}

static void put_block(struct out *o, struct tar_head *h)
{
	const unsigned char *p = (const void *)h;
	unsigned sum = 0;

	memcpy(h->magic, "ustar", 6);
	memcpy(h->version, "00", 2);
	memset(h->sum, ' ', sizeof(h->sum));
	for (size_t i = 0; i < sizeof(*h); i++)
		sum += p[i];
	put_octal(h->sum, 7, sum);
	put(o, h, sizeof(*h));
}

/* "length key=value\n", the length counting itself. */
static void add_record(struct text *t, const char *key, const char *value)
{
	size_t n = strlen(key) + strlen(value) + 3, digits = 1;

	for (size_t most = 10; n + digits >= most; most *= 10)
		digits++;
	text_fmt(t, "%zu %s=", n + digits, key);
	text_str(t, value);
	text_str(t, "\n");
}

static void add_number(struct text *t, const char *key, unsigned long long n)
{
	char value[32];

	str_fmt(value, sizeof(value), "%llu", n);
	add_record(t, key, value);
}

static void add_time(struct text *t, const struct timespec *time)
{
	char value[48];

	str_fmt(value, sizeof(value), "%lld.%09ld", (long long)time->tv_sec,
		time->tv_nsec);
	if (time->tv_sec < 0 && time->tv_nsec > 0) /* -2 + 0.25 is -1.75 */
		str_fmt(value, sizeof(value), "-%lld.%09ld",
			-1 - (long long)time->tv_sec,
			1000000000 - time->tv_nsec);
	add_record(t, "mtime", value);
}

/* What the plain header has no room for. */
static void make_records(struct text *t, const struct tar_member *m)
{
	if (strlen(m->name) >= sizeof(((struct tar_head *)0)->name))
		add_record(t, "path", m->name);
	if (m->target && strlen(m->target) > LINK_MAX_SHORT)
		add_record(t, "linkpath", m->target);
	if (m->size > OCTAL_12)
		add_number(t, "size", m->size);
	if (m->uid > OCTAL_8)
		add_number(t, "uid", m->uid);
	if (m->gid > OCTAL_8)
		add_number(t, "gid", m->gid);
	if (m->mtime.tv_sec < 0 || m->mtime.tv_nsec != 0)
		add_time(t, &m->mtime);
}

/* Records may be longer than any path: they are counted first. */
static void put_extended(struct out *o, const struct tar_member *m)
{
	struct tar_head h = { .type = 'x' };
	struct text t = { NULL, 0, 0, 0 };

	make_records(&t, m);
	if (t.len == 0)
		return;
	t.size = t.len;
	t.buf = cmd_alloc(t.size);
	t.len = 0;
	make_records(&t, m);
	memcpy(h.name, "extended", 8);
	put_octal(h.mode, sizeof(h.mode), 0644);
	put_octal(h.uid, sizeof(h.uid), 0);
	put_octal(h.gid, sizeof(h.gid), 0);
	put_octal(h.size, sizeof(h.size), t.len);
	put_octal(h.mtime, sizeof(h.mtime), 0);
	put_block(o, &h);
	put(o, t.buf, t.len);
	tar_pad(o, t.len);
	free(t.buf);
}

static unsigned long long below(unsigned long long n, unsigned long long most)
{
	return n <= most ? n : 0;
}

static void put_name(char *field, size_t size, const char *name)
{
	size_t n = strlen(name);

	memcpy(field, name, n < size ? n : size);
}

void tar_put(struct out *o, const struct tar_member *m)
{
	struct tar_head h = { .type = m->type };
	long long seconds = m->mtime.tv_sec;

	put_extended(o, m);
	put_name(h.name, sizeof(h.name) - 1, m->name);
	if (m->type == TAR_DIRECTORY && strlen(m->name) < sizeof(h.name) - 1)
		h.name[strlen(m->name)] = '/';
	if (m->target)
		put_name(h.target, sizeof(h.target), m->target);
	put_octal(h.mode, sizeof(h.mode), m->mode & 07777);
	put_octal(h.uid, sizeof(h.uid), below(m->uid, OCTAL_8));
	put_octal(h.gid, sizeof(h.gid), below(m->gid, OCTAL_8));
	put_octal(h.size, sizeof(h.size), below(m->size, OCTAL_12));
	put_octal(h.mtime, sizeof(h.mtime),
		seconds < 0 ? 0 : below((unsigned long long)seconds, OCTAL_12));
	put_block(o, &h);
}

void tar_pad(struct out *o, unsigned long long size)
{
	static const char zeros[TAR_BLOCK];
	size_t over = (size_t)(size % TAR_BLOCK);

	if (over > 0)
		put(o, zeros, TAR_BLOCK - over);
}

void tar_end(struct out *o)
{
	static const char zeros[TAR_BLOCK];

	put(o, zeros, TAR_BLOCK);
	do
		put(o, zeros, TAR_BLOCK);
	while (written / TAR_BLOCK % RECORDS != 0 && written % TAR_BLOCK == 0);
}
