/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A history of changes to files, the same for the same seed, and the question
 * whether a directory is what some moment of it has left.
 *
 *	history run DIRECTORY SEED STEPS
 *		makes the changes, one system call each, and now and then has
 *		them brought to safety; after that it prints `safe N`: the
 *		first N changes are
 *	history check DIRECTORY SEED SAFE STEPS
 *		makes the changes again, in memory: exits 0 when the directory
 *		is as it was after the first N of them, SAFE <= N <= STEPS
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

enum { NAMES = 12, PIECE = 9000, FAR = 300000, SAFE_ONCE_IN = 7 };

static uint64_t state;

static uint32_t random_below(uint32_t limit)
{
	state = state * 6364136223846793005U + 1442695040888963407U;
	return (uint32_t)(state >> 33) % limit;
}

/* A file at the top, or in one of the directories d0 to d2. */
static const char *random_path(char *path)
{
	uint32_t n = random_below(NAMES), dir = random_below(6);

	if (dir < 3)
		sprintf(path, "d%u/f%u", dir, n);
	else
		sprintf(path, "f%u", n);
	return path;
}

static void change_file(const char *path, bool shorten)
{
	static char data[PIECE];
	uint32_t size = random_below(PIECE), at = random_below(FAR);
	int fd = open(path, O_WRONLY);

	if (random_below(2) == 0)
		at = random_below(PIECE);
	memset(data, 'a' + (int)random_below(26), size);
	if (fd < 0)
		return;
	if (shorten)
		(void)!ftruncate(fd, at);
	else
		(void)!pwrite(fd, data, size, at);
	close(fd);
}

/* One change, or an attempt that fails, which is as good. */
static void step(void)
{
	char path[32], other[32];
	uint32_t what = random_below(14);
	int fd;

	random_path(path);
	random_path(other);
	switch (what) {
	case 0:
	case 1:
	case 2:
		fd = open(path, O_CREAT | O_EXCL | O_WRONLY, 0640);
		if (fd >= 0)
			close(fd);
		break;
	case 3:
	case 4:
	case 5:
	case 6:
		change_file(path, false);
		break;
	case 7:
		change_file(path, true);
		break;
	case 8:
		rename(path, other);
		break;
	case 9:
		unlink(path);
		break;
	case 10:
		path[2] = '\0';
		path[0] = 'd';
		path[1] = (char)('0' + random_below(3));
		if (random_below(4) == 0)
			rmdir(path);
		else
			mkdir(path, 0750);
		break;
	case 11:
		if (random_below(2) == 0)
			(void)!symlink(other, path);
		else
			(void)!link(other, path);
		break;
	case 12:
		chmod(path, random_below(0777) | 0600);
		break;
	default:
		setxattr(path, "user.x", other, strlen(other), 0);
		break;
	}
}

/* FNV-1a. */
static uint64_t mix(uint64_t hash, const void *bytes, size_t size)
{
	const uint8_t *p = bytes;

	while (size-- > 0)
		hash = (hash ^ *p++) * 1099511628211U;
	return hash;
}

static uint64_t digest_file(uint64_t hash, const char *path, bool *failed)
{
	static char buffer[65536];
	int fd = open(path, O_RDONLY);
	ssize_t n = -1;

	while (fd >= 0 && (n = read(fd, buffer, sizeof(buffer))) > 0)
		hash = mix(hash, buffer, (size_t)n);
	*failed = *failed || n < 0;
	close(fd);
	return hash;
}

static uint64_t digest(const char *directory, bool *failed);

static uint64_t digest_one(const char *path, bool *failed)
{
	uint64_t hash = mix(14695981039346656037U, path, strlen(path));
	struct stat st;
	char text[256] = "";

	if (lstat(path, &st) < 0) {
		*failed = true;
		return hash;
	}
	hash = mix(hash, &st.st_mode, sizeof(st.st_mode));
	hash = mix(hash, &st.st_nlink, sizeof(st.st_nlink));
	if (S_ISDIR(st.st_mode))
		return hash + digest(path, failed);
	hash = mix(hash, &st.st_size, sizeof(st.st_size));
	if (S_ISLNK(st.st_mode)) {
		(void)!readlink(path, text, sizeof(text));
		return mix(hash, text, sizeof(text));
	}
	getxattr(path, "user.x", text, sizeof(text));
	return digest_file(mix(hash, text, sizeof(text)), path, failed);
}

/* The same in whatever order the entries are read. */
static uint64_t digest(const char *directory, bool *failed)
{
	DIR *dir = opendir(directory);
	struct dirent *e;
	uint64_t sum = 0;
	char path[300];

	while (dir != NULL && (e = readdir(dir)) != NULL) {
		if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0)
			continue;
		snprintf(path, sizeof(path), "%s/%s", directory, e->d_name);
		sum += digest_one(path, failed);
	}
	if (dir == NULL)
		*failed = true;
	else
		closedir(dir);
	return sum;
}

static int make_safe(uint32_t how)
{
	int fd = open(".", O_RDONLY), error = 0;

	if (how == 0)
		sync();
	else
		error = how == 1 ? fsync(fd) : syncfs(fd);
	close(fd);
	return error;
}

static int run(uint32_t steps)
{
	for (uint32_t i = 1; i <= steps; i++) {
		step();
		if (i % SAFE_ONCE_IN != 0)
			continue;
		if (make_safe(1 + i % 2) == 0) {
			printf("safe %u\n", i);
			fflush(stdout);
		} else if (errno != EIO && errno != ENOSPC) {
			perror("history: fsync");
			return 1;
		}
	}
	return 0;
}

static int check(const char *directory, uint32_t safe, uint32_t steps)
{
	char scratch[] = "/tmp/historyXXXXXX";
	bool failed = false;
	uint64_t wanted;

	if (chdir(directory) < 0) {
		perror(directory);
		return 2;
	}
	wanted = digest(".", &failed);
	if (failed) {
		fprintf(stderr, "history: not everything can be read\n");
		return 2;
	}
	if (mkdtemp(scratch) == NULL || chdir(scratch) < 0) {
		perror(scratch);
		return 2;
	}
	for (uint32_t i = 0; i <= steps; i++) {
		if (i > 0)
			step();
		if (i >= safe && digest(".", &failed) == wanted)
			return 0;
	}
	fprintf(stderr, "history: no moment from %u to %u was like this\n",
		safe, steps);
	return 1;
}

int main(int argc, char **argv)
{
	umask(022);
	state = argc > 3 ? strtoull(argv[3], NULL, 10) : 0;
	if (argc == 5 && strcmp(argv[1], "run") == 0) {
		if (chdir(argv[2]) < 0) {
			perror(argv[2]);
			return 2;
		}
		return run((uint32_t)atoi(argv[4]));
	}
	if (argc == 6 && strcmp(argv[1], "check") == 0)
		return check(argv[2], (uint32_t)atoi(argv[4]),
			(uint32_t)atoi(argv[5]));
	fprintf(stderr, "usage: see the head of history.c\n");
	return 2;
}
