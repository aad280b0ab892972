/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
struct node {
	struct node *next;
	int value;
};
struct tree {
	struct tree *left, *right;
	char key[16];
	int count;
};
static struct node *push(struct node *list, int value)
{
	struct node *n = malloc(sizeof(*n));
	n->next = list;
	n->value = value;
	return n;
}
static struct node *reverse(struct node *list)
{
	struct node *out = NULL, *next;
	for (; list; list = next) {
		next = list->next;
		list->next = out;
		out = list;
	}
	return out;
}
static struct tree *insert(struct tree *t, const char *key)
{
	int c;
	if (!t) {
		t = calloc(1, sizeof(*t));
		strcpy(t->key, key);
	}
	c = strcmp(key, t->key);
	if (!c)
		t->count++;
	else if (c < 0)
		t->left = insert(t->left, key);
	else
		t->right = insert(t->right, key);
	return t;
}
static void walk(const struct tree *t)
{
	if (!t)
		return;
	walk(t->left);
	printf("%s:%d ", t->key, t->count);
	walk(t->right);
}
int main(void)
{
	struct node *list = NULL, **last, *n;
	struct tree *t = NULL;
	char words[] = "the cat and the dog and the bird", *w;
	int *grow = NULL, i;

	for (i = 0; i < 10; i++)
		list = push(list, i * i);
	list = reverse(list);
	for (last = &list; *last;)
		if ((*last)->value % 2) {
			n = *last;
			*last = n->next;
			free(n);
		} else {
			last = &(*last)->next;
		}
	for (n = list; n; n = n->next)
		printf("%d ", n->value);
	puts("");
	for (w = strtok(words, " "); w; w = strtok(NULL, " "))
		t = insert(t, w);
	walk(t);
	puts("");
	for (i = 0; i < 1000; i++) {
		grow = realloc(grow, (i + 1) * sizeof(int));
		grow[i] = i;
	}
	printf("%d\n", grow[999]);
	return 0;
}
