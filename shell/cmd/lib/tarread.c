/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading archives; see tar.h. */
#include "tarhead.h"

#include <errno.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

enum { RECORDS_MAX = 1 << 20 }; /* bytes of extended headers, at the most */

/* So many have one digit more at the most: no time is so late. */
#define SECONDS_MAX (INT64_MAX / 10)

bool tar_read(int fd, void *to, size_t size)
{
	char *p = to;

	errno = 0;
	while (size > 0) {
		ssize_t n = read(fd, p, size);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		p += n;
		size -= (size_t)n;
	}
	return true;
}

bool tar_skip_pad(int fd, unsigned long long size)
{
	char block[TAR_BLOCK];
	size_t over = (size_t)(size % TAR_BLOCK);

	return over == 0 || tar_read(fd, block, TAR_BLOCK - over);
}

/* Octal digits, or GNU tar's binary numbers. */
static unsigned long long number(const char *p, size_t size)
{
	unsigned long long n = 0;

	if ((*p & 0x80) != 0) {
		n = (unsigned char)*p & 0x3f;
		for (size_t i = 1; i < size; i++)
			n = n << 8 | (unsigned char)p[i];
		return n;
	}
	for (; size > 0 && *p == ' '; size--)
		p++;
	for (; size > 0 && *p >= '0' && *p <= '7'; size--)
		n = n * 8 + (unsigned)(*p++ - '0');
	return n;
}

static bool is_right(const struct tar_head *h)
{
	const unsigned char *p = (const void *)h;
	unsigned sum = sizeof(h->sum) * ' ';

	for (size_t i = 0; i < sizeof(*h); i++)
		sum += p[i];
	for (size_t i = 0; i < sizeof(h->sum); i++)
		sum -= (unsigned char)h->sum[i];
	return sum == number(h->sum, sizeof(h->sum));
}

static bool is_zero(const struct tar_head *h)
{
	static const struct tar_head zero;

	return memcmp(h, &zero, sizeof(zero)) == 0;
}

/* A new string of a field, which may end without a NUL. */
static char *text_of(const char *field, size_t size)
{
	size_t n = strnlen(field, size);
	char *text = cmd_alloc(n + 1);

	memcpy(text, field, n);
	text[n] = '\0';
	return text;
}

static void set(char **to, char *text)
{
	free(*to);
	*to = text;
}

/* "seconds[.fraction]" */
static struct timespec time_of(const char *s)
{
	bool minus = *s == '-';
	struct timespec t = { 0, 0 };
	long unit = 100000000;

	for (s += minus; *s >= '0' && *s <= '9'; s++)
		if (t.tv_sec < SECONDS_MAX)
			t.tv_sec = t.tv_sec * 10 + (*s - '0');
	if (*s == '.')
		for (s++; *s >= '0' && *s <= '9'; s++, unit /= 10)
			t.tv_nsec += (*s - '0') * unit;
	if (minus) {
		t.tv_sec = -t.tv_sec;
		if (t.tv_nsec > 0) {
			t.tv_sec--;
			t.tv_nsec = 1000000000 - t.tv_nsec;
		}
	}
	return t;
}

/* What the extended headers of a member have said so far. */
struct extended {
	char *path, *target;
	bool has_size, has_time;
	unsigned long long size;
	struct timespec time;
};

static void take_record(struct extended *x, const char *key, const char *value)
{
	if (!strcmp(key, "path")) {
		set(&x->path, cmd_strdup(value));
	} else if (!strcmp(key, "linkpath")) {
		set(&x->target, cmd_strdup(value));
	} else if (!strcmp(key, "size")) {
		x->has_size = num_parse(value, &x->size);
	} else if (!strcmp(key, "mtime")) {
		x->has_time = true;
		x->time = time_of(value);
	}
}

/* "length key=value\n", one after another; false when they are not. */
static bool take_records(struct extended *x, char *p, size_t size)
{
	while (size > 0) {
		size_t length = 0, digits = 0;
		char *equals;

		while (digits < size && digits < 8 && p[digits] >= '0' &&
			p[digits] <= '9')
			length = length * 10 + (size_t)(p[digits++] - '0');
		if (digits == 0 || length > size || length < digits + 4 ||
			p[digits] != ' ' || p[length - 1] != '\n')
			return false;
		p[length - 1] = '\0';
		equals = memchr(p + digits, '=', length - digits);
		if (!equals)
			return false;
		*equals = '\0';
		take_record(x, p + digits + 1, equals + 1);
		p += length;
		size -= length;
	}
	return true;
}

/* The content of a header that tells of the next one. */
static bool take_extended(int fd, struct extended *x, const struct tar_head *h)
{
	unsigned long long size = number(h->size, sizeof(h->size));
	bool right = true;
	char *text;

	if (size > RECORDS_MAX)
		return false;
	text = cmd_alloc((size_t)size + 1);
	text[size] = '\0';
	if (!tar_read(fd, text, (size_t)size) || !tar_skip_pad(fd, size)) {
		free(text);
		return false;
	}
	if (h->type == 'L')
		set(&x->path, cmd_strdup(text));
	else if (h->type == 'K')
		set(&x->target, cmd_strdup(text));
	else if (h->type == 'x')
		right = take_records(x, text, (size_t)size);
	free(text);
	return right;
}

static char *name_of(const struct tar_head *h)
{
	char *name = text_of(h->name, sizeof(h->name)), *prefix, *path;

	if (memcmp(h->magic, "ustar", 6) != 0 || !h->prefix[0])
		return name;
	prefix = text_of(h->prefix, sizeof(h->prefix));
	path = cmd_alloc(strlen(prefix) + strlen(name) + 2);
	str_fmt(path, strlen(prefix) + strlen(name) + 2, "%s/%s", prefix, name);
	free(prefix);
	free(name);
	return path;
}

static void fill(
	struct tar_member *m, const struct tar_head *h, struct extended *x)
{
	size_t n;

	m->name = x->path ? x->path : name_of(h);
	m->target = x->target ? x->target
			      : text_of(h->target, sizeof(h->target));
	m->type = h->type == '\0' || h->type == '7' ? TAR_FILE : h->type;
	for (n = strlen(m->name); n > 1 && m->name[n - 1] == '/'; n--) {
		m->name[n - 1] = '\0';
		if (m->type == TAR_FILE) /* as before POSIX */
			m->type = TAR_DIRECTORY;
	}
	m->mode = (mode_t)number(h->mode, sizeof(h->mode)) & 07777;
	m->uid = (uid_t)number(h->uid, sizeof(h->uid));
	m->gid = (gid_t)number(h->gid, sizeof(h->gid));
	m->size = x->has_size ? x->size : number(h->size, sizeof(h->size));
	m->mtime.tv_sec = (time_t)number(h->mtime, sizeof(h->mtime));
	m->mtime.tv_nsec = 0;
	if (x->has_time)
		m->mtime = x->time;
	if (m->type == TAR_LINK || m->type == TAR_SYMLINK ||
		m->type == TAR_DIRECTORY || m->type == TAR_FIFO)
		m->size = 0;
}

int tar_get(int fd, struct tar_member *m)
{
	struct extended x = { NULL, NULL, false, false, 0, { 0, 0 } };
	struct tar_head h;
	int result = -1;

	while (tar_read(fd, &h, sizeof(h))) {
		if (is_zero(&h)) {
			result = 0;
			break;
		}
		if (!is_right(&h))
			break;
		if (h.type != 'x' && h.type != 'g' && h.type != 'L' &&
			h.type != 'K') {
			fill(m, &h, &x);
			return 1;
		}
		if (!take_extended(fd, &x, &h))
			break;
	}
	free(x.path);
	free(x.target);
	return result;
}
