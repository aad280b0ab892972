/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The options that the host gives at power-on. */
#include "kernel/boot.h"

#include <string.h>

#include "kernel/log.h"
#include "kernel/proc.h"

struct boot boot = { .site = "" };

static int number(const char **text)
{
	int value = 0;

	while (**text >= '0' && **text <= '9' && value < 1000000)
		value = value * 10 + *(*text)++ - '0';
	return value;
}

/* N:PATH[:ro] */
static void parse_mount(char *value)
{
	struct boot_mount *m = &boot.mount[boot.mounts];
	const char *text = value;
	size_t length;

	if (boot.mounts == BOOT_MOUNTS) {
		klog("boot: more than %d mounts: mount=%s is left out",
			BOOT_MOUNTS, value);
		return;
	}
	m->number = number(&text);
	if (*text != ':' || text[1] != '/') {
		klog("boot: mount=%s: expected N:/PATH[:ro]", value);
		return;
	}
	m->path = value + (text - value) + 1;
	length = strlen(m->path);
	if (length > 3 && strcmp(m->path + length - 3, ":ro") == 0) {
		m->path[length - 3] = '\0';
		m->readonly = true;
	}
	boot.mounts++;
}

static void add_word(const char **words, int *count, const char *word)
{
	if (*count < BOOT_WORDS)
		words[(*count)++] = word;
	else
		klog("boot: more than %d words: %s is left out", BOOT_WORDS,
			word);
}

static bool has_key(char *string, const char *key, char **value)
{
	size_t length = strlen(key);

	*value = string + length;
	return strncmp(string, key, length) == 0;
}

static void parse_one(char *string)
{
	const char *text;
	char *value;

	if (has_key(string, "limit=", &value)) {
		text = value;
		proc_set_limit(number(&text));
	} else if (has_key(string, "runlevel=", &value)) {
		boot.runlevel = *value;
	} else if (has_key(string, "mount=", &value)) {
		parse_mount(value);
	} else if (has_key(string, "arg=", &value)) {
		add_word(boot.argv, &boot.argc, value);
	} else if (has_key(string, "env=", &value)) {
		add_word(boot.envp, &boot.envc, value);
	} else if (has_key(string, "tty=", &value) && *value >= '0' &&
		*value <= '2') {
		boot.terminal[*value - '0'] = true;
	} else if (has_key(string, "store=", &value)) {
		boot.store = value;
	} else if (has_key(string, "user=", &value)) {
		boot.root = strcmp(value, "root") == 0;
	} else if (has_key(string, "site=", &value)) {
		boot.site = value;
	} else {
		klog("boot: unknown option %s", string);
	}
}

void boot_parse(char *strings, unsigned size)
{
	unsigned length;

	/* Parsing may end a string early: its length comes first. */
	for (unsigned at = 0; at < size; at += length + 1) {
		length = (unsigned)strlen(strings + at);
		parse_one(strings + at);
	}
}
