/* SPDX-License-Identifier: GPL-3.0-or-later */
/* <ftw.h>, <search.h>, <dirent.h>. */
#define _GNU_SOURCE
#include <dirent.h>
#include <ftw.h>
#include <search.h>

#include "test/call/call.h"

static int files, folders, links, dangling, unreadable, done_folders, deepest;
static int stop_at;

static int visit(const char *path, const struct stat *st, int type)
{
	(void)path;
	(void)st;
	files += type == FTW_F;
	folders += type == FTW_D;
	unreadable += type == FTW_DNR || type == FTW_NS;
	return stop_at && files >= stop_at ? 42 : 0;
}

static int visit_more(
	const char *path, const struct stat *st, int type, struct FTW *at)
{
	CHECK(type == FTW_NS || type == FTW_SLN || st->st_ino != 0);
	CHECK(at->base == 0 || path[at->base - 1] == '/');
	files += type == FTW_F;
	folders += type == FTW_D;
	links += type == FTW_SL;
	dangling += type == FTW_SLN;
	done_folders += type == FTW_DP;
	if (at->level > deepest)
		deepest = at->level;
	return 0;
}

static void reset(void)
{
	files = folders = links = dangling = done_folders = deepest = 0;
}

static void walks(void)
{
	OK(mkdir("t", 0755));
	OK(mkdir("t/a", 0755));
	OK(mkdir("t/a/b", 0755));
	make_file("t/1", "");
	make_file("t/a/2", "");
	make_file("t/a/b/3", "");
	OK(symlink("1", "t/l"));
	OK(symlink("none", "t/n"));
	SAME(ftw("t", visit, 3), 0);
	CHECK(folders == 3 && files >= 3);
	stop_at = 1;
	files = 0;
	SAME(ftw("t", visit, 1), 42);
	FAILS(ftw("none", visit, 3), ENOENT);
	reset();
	SAME(nftw("t", visit_more, 5, FTW_PHYS), 0);
	CHECK(files == 3 && folders == 3 && links == 2 && deepest == 3);
	reset();
	SAME(nftw("t", visit_more, 5, FTW_DEPTH), 0);
	CHECK(folders == 0 && done_folders == 3 && dangling == 1);
	reset();
	SAME(nftw("t/1", visit_more, 5, FTW_MOUNT), 0);
	SAME(files, 1);
	SAME(system("rm -r t"), 0);
}

static int only_c(const struct dirent *e)
{
	return strchr(e->d_name, 'c') != NULL;
}

static void folders_read(void)
{
	struct dirent **list;
	int seen = 0;

	OK(mkdir("d", 0755));
	make_file("d/c2", "");
	make_file("d/c1", "");
	make_file("d/x", "");
	DIR *d = opendir("d");
	CHECK(d != NULL);
	CHECK(fcntl(dirfd(d), F_GETFD) & FD_CLOEXEC);
	struct dirent *e;
	long at = -1;
	char name[NAME_MAX + 1] = "";
	while ((errno = 0, e = readdir(d)) != NULL) {
		seen++;
		if (seen == 3) {
			strcpy(name, e->d_name);
			CHECK(at != -1);
		}
		if (seen == 2)
			at = telldir(d);
	}
	SAME(errno, 0);
	SAME(seen, 5);
	seekdir(d, at);
	CHECK(strcmp(readdir(d)->d_name, name) == 0);
	rewinddir(d);
	CHECK(readdir(d) != NULL);
	struct dirent one, *result;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
	SAME(readdir_r(d, &one, &result), 0);
#pragma GCC diagnostic pop
	CHECK(result == &one);
	SAME(closedir(d), 0);
	SAME(scandir("d", &list, only_c, alphasort), 2);
	CHECK(strcmp(list[0]->d_name, "c1") == 0);
	free(list[0]);
	free(list[1]);
	free(list);
	FAILS(scandir("none", &list, NULL, NULL), ENOENT);
	CHECK(opendir("d/x") == NULL && errno == ENOTDIR);
	CHECK(opendir("") == NULL && errno == ENOENT);
	int fd = (int)OK(open("d", O_RDONLY | O_DIRECTORY));
	d = fdopendir(fd);
	CHECK(d != NULL && dirfd(d) == fd);
	SAME(closedir(d), 0);
	FAILS(close(fd), EBADF);
	fd = (int)OK(open("d/x", O_RDONLY));
	CHECK(fdopendir(fd) == NULL && errno == ENOTDIR);
	OK(close(fd));
	CHECK(fdopendir(-1) == NULL && errno == EBADF);
	SAME(system("rm -r d"), 0);
}

static int order(const void *a, const void *b)
{
	return strcmp(a, b);
}

static int visited, leaves;

static void count(const void *node, VISIT which, int level)
{
	(void)level;
	CHECK(*(char *const *)node != NULL);
	visited += which == postorder || which == leaf;
	leaves += which == leaf;
}

static void binary_tree(void)
{
	static char keys[200][8];
	void *root = NULL;

	for (int i = 0; i < 200; i++) {
		sprintf(keys[i], "%d", i * 37 % 200);
		char **node = tsearch(keys[i], &root, order);
		CHECK(node && *node == keys[i]);
	}
	char same[] = "5";
	char **found = tsearch(same, &root, order);
	CHECK(*found != same && strcmp(*found, "5") == 0);
	CHECK(tfind("77", &root, order) != NULL);
	CHECK(tfind("777", &root, order) == NULL);
	twalk(root, count);
	CHECK(visited == 200 && leaves > 50);
	CHECK(tdelete("nothing", &root, order) == NULL);
	for (int i = 0; i < 200; i++)
		CHECK(tdelete(keys[i], &root, order) != NULL);
	CHECK(root == NULL);
}

static void tables(void)
{
	static char names[100][8];

	CHECK(hcreate(30) != 0);
	for (int i = 0; i < 20; i++) {
		ENTRY e = { names[i], &names[i] };
		sprintf(names[i], "k%d", i);
		CHECK(hsearch(e, ENTER)->data == &names[i]);
	}
	char k[] = "k7", none[] = "none";
	CHECK(hsearch((ENTRY){ k, NULL }, FIND)->data == &names[7]);
	CHECK(hsearch((ENTRY){ k, k }, ENTER)->data == &names[7]);
	CHECK(hsearch((ENTRY){ none, NULL }, FIND) == NULL);
	hdestroy();
}

static void lists(void)
{
	struct element {
		struct element *next, *prev;
	} a, b;
	int array[5] = { 1, 2, 3 }, key = 2;
	size_t n = 3;

	insque(&a, NULL);
	insque(&b, &a);
	CHECK(a.next == &b && b.prev == &a && b.next == NULL);
	remque(&a);
	CHECK(b.prev == NULL);
	CHECK(lfind(&key, array, &n, sizeof(int), order) == &array[1]);
	CHECK(lsearch(&key, array, &n, sizeof(int), order) == &array[1]);
	SAME(n, 3);
}

int main(void)
{
	scratch();
	walks();
	folders_read();
	binary_tree();
	tables();
	lists();
	scratch_end();
	return 0;
}
