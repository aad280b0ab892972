/* SPDX-License-Identifier: GPL-3.0-or-later */
/* malloc() and its kin under load; big frames, alloca(), deep recursion. */
#define _GNU_SOURCE
#include <alloca.h>
#include <malloc.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/resource.h>

#include "test/call/call.h"

static void *volatile kept;

/* Keeps the compiler from knowing what a size is. */
static size_t sized(size_t n)
{
	static volatile size_t size;

	size = n;
	return size;
}

static void corners(void)
{
	void *p = malloc(0);
	free(p);
	free(NULL);
	errno = 0;
	kept = malloc(sized((size_t)-1 / 2 + 10));
	CHECK(kept == NULL && errno == ENOMEM);
	errno = 0;
	kept = calloc(sized((size_t)-1 / 2), 3);
	CHECK(kept == NULL && errno == ENOMEM);
	p = malloc(100);
	memset(p, 7, 100);
	errno = 0;
	kept = realloc(p, sized((size_t)-1 / 2 + 10));
	CHECK(kept == NULL && errno == ENOMEM && ((char *)p)[99] == 7);
	free(p);
	char *zero = calloc(1000, 10);
	for (int i = 0; i < 10000; i++)
		CHECK(zero[i] == 0);
	CHECK(malloc_usable_size(zero) >= 10000);
	free(zero);
	p = realloc(NULL, 10);
	CHECK(p != NULL);
	free(p);
	p = reallocarray(NULL, 10, 10);
	CHECK(p != NULL && reallocarray(p, (size_t)-1 / 2, 4) == NULL);
	free(p);
}

static void alignment(void)
{
	void *p = NULL;

	for (size_t a = 4; a <= 65536; a *= 2) {
		if (a >= sizeof(void *)) {
			SAME(posix_memalign(&p, a, 100), 0);
			SAME((uintptr_t)p % a, 0);
			memset(p, 1, 100);
			free(p);
		}
		p = aligned_alloc(a, a * 3);
		CHECK(p != NULL && (uintptr_t)p % a == 0);
		free(p);
		p = memalign(a, 33);
		CHECK(p != NULL && (uintptr_t)p % a == 0);
		free(p);
	}
	SAME(posix_memalign(&p, 3, 8), EINVAL);
	SAME(posix_memalign(&p, 2, 8), EINVAL);
	for (size_t n = 1; n < 200; n++) {
		p = malloc(n);
		SAME((uintptr_t)p % _Alignof(max_align_t), 0);
		free(p);
	}
}

/* Blocks of random sizes come and go; what they hold stays. */
static void load(void)
{
	enum { SLOTS = 400 };
	static unsigned char *slot[SLOTS];
	static size_t size[SLOTS];

	srandom(1);
	for (int i = 0; i < 60000; i++) {
		int s = (int)(random() % SLOTS);
		unsigned char mark = (unsigned char)s;
		for (size_t j = 0; j < size[s]; j += 97)
			CHECK(slot[s][j] == mark);
		size_t n = (size_t)random() % (random() % 50 ? 300 : 60000);
		if (random() % 3 && n > 0) {
			size_t same = n < size[s] ? n : size[s];
			slot[s] = realloc(slot[s], n);
			CHECK(slot[s] != NULL);
			CHECK(same == 0 || slot[s][same - 1] == mark);
			size[s] = n;
			memset(slot[s], mark, n);
		} else {
			free(slot[s]);
			slot[s] = NULL;
			size[s] = 0;
		}
	}
	for (int s = 0; s < SLOTS; s++)
		free(slot[s]);
}

/* What is freed can be had again: all in all many times what there is. */
static void reuse(void)
{
	for (int i = 0; i < 40; i++) {
		char *big = malloc(40 << 20);
		CHECK(big != NULL);
		big[0] = big[(40 << 20) - 1] = 1;
		big = realloc(big, 60 << 20);
		CHECK(big != NULL && big[0] == 1 && big[(40 << 20) - 1] == 1);
		free(big);
	}
	for (int i = 0; i < 40; i++) {
		size_t n = (size_t)40 << 20;
		char *p = mmap(NULL, n, PROT_READ | PROT_WRITE,
			MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
		CHECK(p != MAP_FAILED && p[n / 2] == 0);
		p[n / 2] = 1;
		OK(munmap(p, n));
	}
}

/* All there is, then a message; what was had is still good. */
static int exhausted(void)
{
	struct rlimit limit = { 400 << 20, 400 << 20 };
	struct block {
		struct block *next;
		size_t number;
		char rest[1 << 20];
	} *list = NULL, *b;
	size_t n = 0;

	/* The machine has a limit of its own, 512 MiB. */
	if (!on_exa())
		OK(setrlimit(RLIMIT_AS, &limit));
	while ((b = malloc(sizeof(*b))) != NULL) {
		b->next = list;
		b->number = ++n;
		list = b;
	}
	SAME(errno, ENOMEM);
	CHECK(n > 50 && n < 520);
	for (; list; list = b, n--) {
		SAME(list->number, n);
		b = list->next;
		free(list);
	}
	CHECK(malloc(sizeof(*b)) != NULL);
	return 0;
}

static int sum(int n)
{
	char area[n];
	memset(area, 1, (size_t)n);
	char *more = alloca((size_t)n);
	memset(more, 2, (size_t)n);
	int total = 0;
	for (int i = 0; i < n; i++)
		total += area[i] + more[i];
	return total;
}

static int __attribute__((noinline)) big_frame(int depth)
{
	volatile char area[9000];

	area[0] = (char)depth;
	area[8999] = 1;
	if (depth == 0)
		return 0;
	getppid();
	return big_frame(depth - 1) + area[8999];
}

static int __attribute__((noinline)) deep(volatile int *above)
{
	volatile int here[20];

	here[0] = *above + 1;
	return here[0] < 0 ? 0 : deep(here) + here[0];
}

static int endless(void)
{
	volatile int start = 0;
	struct rlimit none = { 0, 0 };

	setrlimit(RLIMIT_CORE, &none);
	return deep(&start);
}

int main(void)
{
	corners();
	alignment();
	load();
	reuse();
	SAME(status_of(in_child(exhausted)), 0);
	SAME(sum(100), 300);
	SAME(sum(20000), 60000);
	SAME(big_frame(8), 8);
	SAME(WTERMSIG(status_of(in_child(endless))), SIGSEGV);
	return 0;
}
