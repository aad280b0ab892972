/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * mmap() of files and MAP_SHARED: what one process writes others see, by
 * mapping, by read() and after write(); what is unmapped or ended has been
 * written; errors.
 */
#define _GNU_SOURCE
#include "call.h"
#include <sched.h>
#include <sys/mman.h>

enum { RW = PROT_READ | PROT_WRITE };

static size_t page;
static int fd;
static volatile char *shared;

static char *map(int prot, int flags, int file, off_t offset)
{
	char *p = mmap(NULL, 2 * page, prot, flags, file, offset);

	CHECK(p != MAP_FAILED);
	return p;
}

static int error_of(size_t size, int prot, int flags, int file, off_t offset)
{
	return mmap(NULL, size, prot, flags, file, offset) == MAP_FAILED ? errno
									 : 0;
}

/* Plays ping-pong with the parent over the shared bytes. */
static int child(void)
{
	for (char turn = 1; turn < 20; turn += 2) {
		while (shared[page] != turn)
			sched_yield();
		SAME(shared[page + 1], turn);
		shared[page + 1]++;
		shared[page]++;
	}
	strcpy((char *)shared + 10, "from the child");
	return 0;
}

static void ping_pong(void)
{
	pid_t pid = in_child(child);

	for (char turn = 0; turn < 20; turn += 2) {
		while (shared[page] != turn)
			sched_yield();
		shared[page + 1]++;
		shared[page]++;
	}
	SAME(status_of(pid), 0);
	SAME(strcmp((char *)shared + 10, "from the child"), 0);
	SAME(shared[page + 1], 20);
}

static void file_is_equal(void)
{
	char text[30] = "";

	SAME(pread(fd, text, 14, 10), 14);
	SAME(strcmp(text, "from the child"), 0);
	/* The other way round: by write(), at once. */
	SAME(pwrite(fd, "written", 8, 10), 8);
	SAME(strcmp((char *)shared + 10, "written"), 0);
	OK(ftruncate(fd, 12));
	SAME(shared[11], 'r');
	SAME(shared[12], 0);
	OK(ftruncate(fd, (off_t)(2 * page)));
	/* Two mappings of a process. */
	text[0] = shared[10];
	shared[10] = 'W';
	SAME(pread(fd, text, 1, 10), 1);
	SAME(text[0], 'W');
}

static int unmaps(void)
{
	shared[0] = 'u';
	OK(munmap((char *)shared, 2 * page));
	return 0;
}

static int ends(void)
{
	shared[1] = 'e';
	_exit(0);
}

static int other(void)
{
	char *p = map(RW, MAP_SHARED, fd, 0);

	SAME(p[10], 'W');
	p[2] = 'o';
	return 0;
}

static void files(void)
{
	char text[4] = "";

	OK(ftruncate(fd, (off_t)(2 * page)));
	shared = map(RW, MAP_SHARED, fd, 0);
	ping_pong();
	file_is_equal();
	SAME(status_of(in_child(unmaps)), 0);
	SAME(status_of(in_child(ends)), 0);
	SAME(status_of(in_child(other)), 0);
	SAME(shared[0], 'u');
	SAME(shared[1], 'e');
	SAME(shared[2], 'o');
	OK(munmap((char *)shared, 2 * page));
	SAME(pread(fd, text, 3, 0), 3);
	SAME(strcmp(text, "ueo"), 0);
	shared = map(PROT_READ, MAP_SHARED, fd, 0);
	SAME(shared[2], 'o');
	SAME(pwrite(fd, "i", 1, 2), 1);
	SAME(shared[2], 'i');
	OK(munmap((char *)shared, 2 * page));
	SAME(pwrite(fd, "p", 1, (off_t)page + 5), 1);
	shared = map(RW, MAP_SHARED, fd, (off_t)page);
	SAME(shared[5], 'p');
	SAME(shared[page - 1], 0);
	OK(munmap((char *)shared, 2 * page));
}

static void anonymous(void)
{
	char *private = map(RW, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	shared = map(RW, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	SAME(shared[0], 0);
	ping_pong();
	SAME(private[0], 0);
	OK(munmap((char *)shared, page));
	shared += page;
	SAME(shared[1], 20);
	OK(munmap((char *)shared, page));
	OK(munmap(private, 2 * page));
}

static void places(void)
{
	char *p = map(RW, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	char *q;

	memset(p, 'p', 2 * page);
	q = mmap(p + page, page, RW, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED,
		-1, 0);
	CHECK(q == p + page);
	SAME(p[page - 1], 'p');
	SAME(q[0], 0);
	CHECK(mmap(p, page, RW,
		      MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1,
		      0) == MAP_FAILED);
	SAME(errno, EEXIST);
	CHECK(mmap(p, page, PROT_READ, MAP_SHARED | MAP_FIXED, fd, 0) == p);
	SAME(p[2], 'i');
	OK(munmap(p, page));
	/* What was given back is used where it is asked for. */
	CHECK(mmap(p, page, RW, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == p);
	SAME(p[2], 0);
	CHECK(mmap(p + 1, page, RW, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1,
		      0) == MAP_FAILED);
	SAME(errno, EINVAL);
	OK(munmap(p, 2 * page));
}

/* What nobody maps has been given back: this would not fit otherwise. */
static void memory(void)
{
	enum { BIG = 48 << 20, FAR = 2 << 20 };
	char *p[6];
	int n = 0;

	for (int i = 0; i < 6; i++) {
		p[0] = mmap(NULL, BIG, RW, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
		CHECK(p[0] != MAP_FAILED);
		OK(munmap(p[0], BIG));
		p[0] = mmap(NULL, page, PROT_READ, MAP_SHARED, fd,
			(off_t)page * FAR);
		CHECK(p[0] != MAP_FAILED);
		OK(munmap(p[0], page));
	}
	sleep_ms(1); /* a file may be let go as late as this */
	while (n < 6 &&
		(p[n] = mmap(NULL, BIG, RW, MAP_SHARED | MAP_ANONYMOUS, -1,
			 0)) != MAP_FAILED)
		n++;
	SAME(n, on_exa() ? 5 : 6);
	CHECK(!on_exa() || errno == ENOMEM);
	while (--n >= 0)
		OK(munmap(p[n], BIG));
}

/* Far behind what a table of pages reaches. */
static void far_away(void)
{
	static const off_t at[] = { 1 << 22, 38000000, 0x15555555 };

	for (size_t i = 0; i < sizeof(at) / sizeof(at[0]); i++)
		SAME(error_of(page, RW, MAP_SHARED, fd, at[i] * (off_t)page),
			on_exa() ? ENOMEM : 0);
	/* Nothing is left of it. */
	shared = map(RW, MAP_SHARED, fd, 0);
	SAME(shared[2], 'i');
	OK(munmap((char *)shared, 2 * page));
}

static void errors(void)
{
	int read_only = (int)OK(open("f", O_RDONLY)), fds[2];
	int write_only = (int)OK(open("f", O_WRONLY));
	int dir = (int)OK(open(".", O_RDONLY));
	int path = (int)OK(open("f", O_PATH));
	char *p;

	SAME(error_of(page, RW, MAP_SHARED, read_only, 0), EACCES);
	SAME(error_of(page, PROT_READ, MAP_SHARED, write_only, 0), EACCES);
	SAME(error_of(page, PROT_READ, MAP_PRIVATE, write_only, 0), EACCES);
	SAME(error_of(page, PROT_READ, MAP_PRIVATE, dir, 0), ENODEV);
	SAME(error_of(page, PROT_READ, MAP_PRIVATE, path, 0), EBADF);
	SAME(error_of(page, PROT_READ, MAP_PRIVATE, 99, 0), EBADF);
	SAME(error_of(0, PROT_READ, MAP_PRIVATE, fd, 0), EINVAL);
	SAME(error_of(page, PROT_READ, 0, fd, 0), EINVAL);
	SAME(error_of(page, PROT_READ, MAP_PRIVATE, fd, 1), EINVAL);
	OK(pipe(fds));
	SAME(error_of(page, PROT_READ, MAP_PRIVATE, fds[0], 0), ENODEV);
	p = map(PROT_READ, MAP_SHARED, read_only, 0);
	FAILS(mprotect(p, page, RW), EACCES);
	OK(munmap(p, 2 * page));
	OK(close(fds[0]));
	OK(close(fds[1]));
	OK(close(path));
	OK(close(dir));
	OK(close(read_only));
	OK(close(write_only));
	dir = (int)OK(open("/dev/zero", O_RDWR));
	p = map(RW, MAP_PRIVATE, dir, 0);
	SAME(p[5], 0);
	p[5] = 5;
	OK(munmap(p, 2 * page));
	OK(close(dir));
}

int main(void)
{
	page = (size_t)sysconf(_SC_PAGESIZE);
	scratch();
	fd = (int)OK(open("f", O_RDWR | O_CREAT, 0644));
	files();
	anonymous();
	places();
	memory();
	far_away();
	errors();
	OK(close(fd));
	OK(unlink("f"));
	scratch_end();
	return 0;
}
