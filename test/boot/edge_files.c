/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Corners of files, pipes and memory, a case each; see edge.h. */
#include "edge.h"

/* A FIFO's reader waits for a writer, not for another reader. */
static void fifo_readers(void)
{
	struct timespec begin, end;
	pid_t pid;
	char c;
	int fd;

	CHECK(mkfifo("/tmp/fifo", 0600) == 0);
	pid = checked_fork();
	if (pid == 0) {
		clock_gettime(CLOCK_MONOTONIC, &begin);
		fd = open("/tmp/fifo", O_RDONLY);
		clock_gettime(CLOCK_MONOTONIC, &end);
		_exit(read(fd, &c, 1) == 1 ? 0 : 1);
	}
	pause_ms(50);
	fd = open("/tmp/fifo", O_RDONLY | O_NONBLOCK);
	CHECK(fd >= 0);
	pause_ms(50);
	CHECK(waitpid(pid, NULL, WNOHANG) == 0);
	fd = open("/tmp/fifo", O_WRONLY);
	CHECK(fd >= 0 && write(fd, "xy", 2) == 2);
	CHECK(status_of(pid) == 0);
}

/* readv takes what is there. */
static void readv_pipe(void)
{
	char a[4], b[4];
	struct iovec vector[] = { { a, 4 }, { b, 4 } };
	int fd[2];

	CHECK(pipe(fd) == 0);
	CHECK(write(fd[1], "1234", 4) == 4);
	CHECK(readv(fd[0], vector, 2) == 4 && memcmp(a, "1234", 4) == 0);
	CHECK(write(fd[1], "123456", 6) == 6);
	CHECK(readv(fd[0], vector, 2) == 6 && memcmp(b, "56", 2) == 0);
}

static void write_far(void)
{
	int fd = open("/tmp/far", O_RDWR | O_CREAT, 0600);

	CHECK(fd >= 0);
	CHECK(pwrite(fd, "x", 1, INT64_MAX) < 0 && errno == EFBIG);
	CHECK(pwrite(fd, "x", 1, INT64_MAX - 1) < 0 && errno == EFBIG);
	CHECK(pwrite(fd, "x", 1, ((int64_t)1 << 32) - 1) == 1);
	CHECK(ftruncate(fd, INT64_MAX) < 0 && errno == EFBIG);
}

/* O_PATH gives no right to change the file. */
static void path_truncate(void)
{
	int fd = open("/tmp/file", O_RDWR | O_CREAT, 0600);

	CHECK(fd >= 0 && write(fd, "x", 1) == 1);
	fd = open("/tmp/file", O_PATH);
	CHECK(fd >= 0);
	CHECK(ftruncate(fd, 0) < 0 && (errno == EBADF || errno == EINVAL));
}

/* As root: a file system with an open file that has no name is in use. */
static void unmount_open(void)
{
	int fd;

	CHECK(mkdir("/mnt/x", 0755) == 0);
	CHECK(mount("none", "/mnt/x", "tmpfs", 0, NULL) == 0);
	fd = open("/mnt/x/f", O_RDWR | O_CREAT, 0600);
	CHECK(fd >= 0 && unlink("/mnt/x/f") == 0);
	CHECK(umount("/mnt/x") < 0 && errno == EBUSY);
	CHECK(write(fd, "x", 1) == 1 && close(fd) == 0);
	CHECK(umount("/mnt/x") == 0);
}

/* Blocks are given back with the bytes. */
static void blocks_given_back(void)
{
	int fd = open("/tmp/file", O_RDWR | O_CREAT, 0600);
	struct stat st;

	for (int i = 0; i < 1000; i++)
		CHECK(write(fd, "0123456789", 10) == 10);
	CHECK(fstat(fd, &st) == 0);
	CHECK(st.st_blocks * 512 >= 10000 && st.st_blocks * 512 <= 16384);
	CHECK(ftruncate(fd, 0) == 0 && fstat(fd, &st) == 0);
	CHECK(st.st_blocks == 0);
}

/* Pipes full of bytes do not use up the machine's memory. */
static void many_pipes(void)
{
	static char bytes[65536];
	int fd[2], ready[2];
	char c;

	own_group();
	CHECK(pipe(ready) == 0);
	for (int n = 0; n < 20; n++) {
		if (checked_fork() == 0) {
			while (pipe(fd) == 0) {
				fcntl(fd[1], F_SETFL, O_NONBLOCK);
				if (write(fd[1], bytes, 65536) < 65536)
					break;
			}
			if (write(ready[1], "x", 1) == 1)
				pause();
			_exit(0);
		}
		CHECK(read(ready[0], &c, 1) == 1);
	}
	signal(SIGTERM, SIG_IGN);
	CHECK(system("/bin/uname >/dev/null && /bin/true") == 0);
	kill(0, SIGTERM);
}

static void unmap_huge(void)
{
	char *p = mmap(NULL, 8192, PROT_READ | PROT_WRITE,
		MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	CHECK(p != MAP_FAILED);
	CHECK(munmap(p, SIZE_MAX) < 0 && errno == EINVAL);
	CHECK(munmap(p, 8192) == 0);
}

/* What a program writes beyond its heap is not in another's fresh memory. */
static void stray(void)
{
	size_t size = (size_t)__builtin_wasm_memory_size(0) * 65536;
	char *end = sbrk(0);

	memset(end, 0xaa, size - (size_t)end);
}

static void fresh(void)
{
	for (int i = 0; i < 100; i++) {
		char *p = mmap(NULL, 4096, PROT_READ | PROT_WRITE,
			MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

		CHECK(p != MAP_FAILED);
		for (int k = 0; k < 4096; k++)
			CHECK(p[k] == 0);
	}
}

static const struct edge_case cases[] = {
	{ "fifo-readers", fifo_readers },
	{ "readv-pipe", readv_pipe },
	{ "write-far", write_far },
	{ "path-truncate", path_truncate },
	{ "unmount-open", unmount_open },
	{ "blocks", blocks_given_back },
	{ "many-pipes", many_pipes },
	{ "unmap-huge", unmap_huge },
	{ "stray", stray },
	{ "fresh", fresh },
};

int main(int argc, char **argv)
{
	return run_case(cases, sizeof(cases) / sizeof(cases[0]), argc, argv);
}
