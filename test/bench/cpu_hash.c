/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Integers, small functions, recursion: hashes put into a tree, ms. */
#define _XOPEN_SOURCE 700
#include <string.h>
#include "bench.h"

enum { KEYS = 20000, KEY_MAX = 24 };

struct node {
	uint32_t hash;
	struct node *child[2];
};

static struct node nodes[KEYS];
static int used;

/* FNV-1a */
static __attribute__((noinline)) uint32_t hash_of(const char *key)
{
	uint32_t hash = 2166136261U;

	for (; *key != '\0'; key++)
		hash = (hash ^ (unsigned char)*key) * 16777619U;
	return hash;
}

static struct node *insert(struct node *tree, uint32_t hash)
{
	int side;

	if (tree == NULL) {
		struct node *made = &nodes[used++];

		memset(made, 0, sizeof(*made));
		made->hash = hash;
		return made;
	}
	side = hash > tree->hash;
	if (hash != tree->hash)
		tree->child[side] = insert(tree->child[side], hash);
	return tree;
}

static int depth(const struct node *tree)
{
	int a, b;

	if (tree == NULL)
		return 0;
	a = depth(tree->child[0]);
	b = depth(tree->child[1]);
	return 1 + (a > b ? a : b);
}

static void make_key(char *key, uint32_t number)
{
	for (int i = 0; i < KEY_MAX - 1; i++) {
		key[i] = (char)('a' + number % 26);
		number = number * 1103515245U + 12345U + (uint32_t)i;
		number ^= number >> 7;
	}
	key[KEY_MAX - 1] = '\0';
}

static void round_trees(long count)
{
	char key[KEY_MAX];

	for (; count > 0; count--) {
		struct node *tree = NULL;

		used = 0;
		for (uint32_t i = 0; i < KEYS; i++) {
			make_key(key, i);
			tree = insert(tree, hash_of(key));
		}
		if (depth(tree) < 15)
			bench_fail("the tree is too small for its keys");
	}
}

int main(void)
{
	printf("%.4f\n", bench_each(round_trees) / 1e6);
	return 0;
}
