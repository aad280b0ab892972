/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The netfs index: a tree, each way to be refused, and the time it takes.
 *
 * Links: servers/netfs/index.c servers/netfs/index_parse.c
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "servers/netfs/index.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>

#include "test/unit/check.h"
#include "test/unit/native.h"

#define HALF "ba7816bf8f01cfea414140de5dae2223"
#define SUM HALF "b00361a396177a9cb410ff61f20015ad"

static const char tree[] = "exa-index 1\n"
			   "d\t755\t0\t1700000000\t-\t-\tbin\n"
			   "f\t4755\t12345\t1700000009\t" SUM "\tc/sh\tbin/sh\n"
			   "d\t755\t0\t5\t-\t-\tusr\n"
			   "d\t755\t0\t5\t-\t-\tusr/bin\n"
			   "l\t777\t0\t5\t-\t-\tusr/bin/sh\t../../bin/sh\n"
			   "f\t644\t0\t5\t" HALF "\te\tusr/bin/a b\n";

static const struct index_node *find(const struct index *ix, const char *path)
{
	return index_find(ix, path, strlen(path));
}

static void test_tree(void)
{
	struct index ix;
	struct index_error error;
	const struct index_node *root, *node;

	CHECK_INT(index_parse(&ix, tree, sizeof(tree) - 1, &error), 0);
	root = find(&ix, "");
	CHECK(root == index_inode(&ix, 1) && root->parent == root);
	CHECK_INT(root->mode, S_IFDIR | 0755);
	CHECK_INT(root->nlink, 4);
	CHECK_INT(root->mtime, 1700000009);
	CHECK_STR(root->child->name, "bin");
	CHECK_STR(root->child->next->name, "usr");
	CHECK(!root->child->next->next);
	node = find(&ix, "/bin//sh");
	CHECK(node && node->parent == root->child);
	CHECK_INT(node->mode, S_IFREG | 04755);
	CHECK_INT(node->size, 12345);
	CHECK_INT(node->digest[31], 0xad);
	CHECK_INT(node->digest_size, 32);
	CHECK_INT(find(&ix, "/usr/bin/a b")->digest_size, 16);
	CHECK_INT(node->nlink, 1);
	CHECK_STR(node->file, "c/sh");
	CHECK(!node->target && !node->child);
	CHECK(index_inode(&ix, node->inode) == node);
	node = find(&ix, "usr/bin/sh");
	CHECK_INT(node->mode, S_IFLNK | 0777);
	CHECK_STR(node->target, "../../bin/sh");
	CHECK_INT(node->size, 12);
	CHECK_STR(node->next->name, "a b");
	CHECK(index_child(&ix, node->parent, "a b", 3) == node->next);
	CHECK(!index_child(&ix, node->parent, "a", 1));
	CHECK(!index_child(&ix, node, "a b", 3));
	CHECK(!index_child(&ix, root, "..", 2));
	CHECK(!find(&ix, "bin/sh/x") && !find(&ix, "bi"));
	CHECK(!index_inode(&ix, 0) && !index_inode(&ix, 8));
	index_free(&ix);
}

/* Each line follows one good directory, `d`, and one good file, `d/f`. */
static void test_refused(void)
{
	static const struct {
		const char *line;
		enum index_reason reason;
	} bad[] = {
		{ "", INDEX_FIELDS },
		{ "d\t755\t0\t5\t-\t-", INDEX_FIELDS },
		{ "d\t755\t0\t5\t-\t-\tx\ty", INDEX_FIELDS },
		{ "l\t777\t0\t5\t-\t-\tx", INDEX_FIELDS },
		{ "l\t777\t0\t5\t-\t-\tx\ty\tz", INDEX_FIELDS },
		{ "b\t755\t0\t5\t-\t-\tx", INDEX_TYPE },
		{ "dd\t755\t0\t5\t-\t-\tx", INDEX_TYPE },
		{ "d\t10000\t0\t5\t-\t-\tx", INDEX_MODE },
		{ "d\t8\t0\t5\t-\t-\tx", INDEX_MODE },
		{ "d\t\t0\t5\t-\t-\tx", INDEX_MODE },
		{ "d\t755\t-1\t5\t-\t-\tx", INDEX_SIZE },
		{ "d\t755\t9223372036854775808\t5\t-\t-\tx", INDEX_SIZE },
		{ "d\t755\t0\tnow\t-\t-\tx", INDEX_MTIME },
		{ "d\t755\t0\t5\t" SUM "\t-\tx", INDEX_DIGEST },
		{ "f\t644\t0\t5\t-\tx\tx", INDEX_DIGEST },
		{ "f\t644\t0\t5\tba78\tx\tx", INDEX_DIGEST },
		{ "f\t644\t0\t5\t" SUM "0\tx\tx", INDEX_DIGEST },
		{ "f\t644\t0\t5\t" HALF "0\tx\tx", INDEX_DIGEST },
		{ "f\t644\t0\t5\t" HALF "00\tx\tx", INDEX_DIGEST },
		{ "f\t644\t0\t5\t0\tx\tx", INDEX_DIGEST },
		{ "f\t644\t0\t5\t" SUM "\t-\tx", INDEX_FILE },
		{ "f\t644\t0\t5\t" SUM "\t/x\tx", INDEX_FILE },
		{ "f\t644\t0\t5\t" SUM "\ta/../x\tx", INDEX_FILE },
		{ "f\t644\t0\t5\t" SUM "\thttp://x\tx", INDEX_FILE },
		{ "d\t755\t0\t5\t-\tx\tx", INDEX_FILE },
		{ "d\t755\t0\t5\t-\t-\t", INDEX_PATH },
		{ "d\t755\t0\t5\t-\t-\t/x", INDEX_PATH },
		{ "d\t755\t0\t5\t-\t-\td/", INDEX_PATH },
		{ "d\t755\t0\t5\t-\t-\td//x", INDEX_PATH },
		{ "d\t755\t0\t5\t-\t-\td/./x", INDEX_PATH },
		{ "d\t755\t0\t5\t-\t-\t..", INDEX_PATH },
		{ "d\t755\t0\t5\t-\t-\te/x", INDEX_PARENT },
		{ "d\t755\t0\t5\t-\t-\td/f/x", INDEX_PARENT },
		{ "d\t755\t0\t5\t-\t-\td", INDEX_DUPLICATE },
		{ "d\t755\t0\t5\t-\t-\td/f", INDEX_DUPLICATE },
		{ "l\t777\t0\t5\t-\t-\tx\t", INDEX_LINK },
	};
	char text[500];
	struct index ix;
	struct index_error error;

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		snprintf(text, sizeof(text),
			"exa-index 1\nd\t755\t0\t5\t-\t-\td\n"
			"f\t644\t0\t5\t" SUM "\tx\td/f\n%s\n",
			bad[i].line);
		CHECK_INT(
			index_parse(&ix, text, strlen(text), &error), -EINVAL);
		CHECK_INT(error.line, 4);
		CHECK_INT(error.reason, bad[i].reason);
		if (error.reason != bad[i].reason)
			fprintf(stderr, "in line: %s\n", bad[i].line);
		CHECK(*index_explain(bad[i].reason) && !ix.nodes);
	}
}

static void test_whole(void)
{
	char text[8192];
	struct index ix;
	struct index_error error;
	int head;

	CHECK_INT(index_parse(&ix, "", 0, &error), -EINVAL);
	CHECK_INT(error.reason, INDEX_VERSION);
	CHECK_INT(index_parse(&ix, "exa-index 2\n", 12, &error), -EINVAL);
	CHECK_INT(index_parse(&ix, "exa-index 1\n\n\0\n", 15, &error), -EINVAL);
	CHECK_INT(error.reason, INDEX_BYTE);
	CHECK_INT(error.line, 3);
	CHECK_INT(index_parse(&ix, "exa-index 1\n", 12, &error), 0);
	CHECK_INT(ix.node_count, 1);
	index_free(&ix);
	native_fail_after(0);
	CHECK_INT(index_parse(&ix, tree, sizeof(tree) - 1, &error), -ENOMEM);
	native_fail_after(-1);
	/* The longest name and the longest link, then one byte more. */
	for (int more = 0; more < 2; more++) {
		head = sprintf(text, "exa-index 1\nd\t755\t0\t5\t-\t-\t");
		memset(text + head, 'n', 255);
		CHECK_INT(index_parse(&ix, text, (size_t)(head + 255 + more),
				  &error),
			more ? -EINVAL : 0);
		index_free(&ix);
		head = sprintf(text, "exa-index 1\nl\t777\t0\t5\t-\t-\tx\t");
		memset(text + head, 't', 4096);
		CHECK_INT(index_parse(&ix, text, (size_t)(head + 4095 + more),
				  &error),
			more ? -EINVAL : 0);
		index_free(&ix);
		text[head + 255] = 'n';
	}
}

/* 50 directories of 40 files: all found, and parsed in a few ms. */
static void test_large(void)
{
	enum { DIRS = 50, FILES = 40, BYTES = 400000 };
	char *text = malloc(BYTES), path[64];
	struct index ix;
	struct index_error error;
	size_t n = (size_t)sprintf(text, "exa-index 1\n");
	clock_t start;

	for (int d = 0; d < DIRS; d++) {
		n += (size_t)sprintf(
			text + n, "d\t755\t0\t5\t-\t-\tdir%d\n", d);
		for (int f = 0; f < FILES; f++)
			n += (size_t)sprintf(text + n,
				"f\t644\t9\t5\t" SUM "\tc/%d\tdir%d/file%d\n",
				f, d, f);
	}
	start = clock();
	CHECK_INT(index_parse(&ix, text, n, &error), 0);
	/* 5 ms is the aim; sanitizers and a busy machine get the rest. */
	CHECK(clock() - start < CLOCKS_PER_SEC / 20);
	CHECK_INT(ix.node_count, 1 + DIRS + DIRS * FILES);
	for (int d = 0; d < DIRS; d++)
		for (int f = 0; f < FILES; f++) {
			sprintf(path, "dir%d/file%d", d, f);
			CHECK(find(&ix, path) != NULL);
		}
	index_free(&ix);
	free(text);
}

int main(void)
{
	test_tree();
	test_refused();
	test_whole();
	test_large();
	return check_status();
}
