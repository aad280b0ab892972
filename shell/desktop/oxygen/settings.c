/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The settings: lines of key=value in ~/.config/oxygen. The document says what
 * they mean; here it is only checked that they are keys and values.
 */
#include "impl.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { SETTINGS = 64, KEY = 32, VALUE = 256 };

static struct {
	char key[KEY], value[VALUE];
} settings[SETTINGS];

static int count;

static const char *file_name(bool folder)
{
	static char name[4096];

	snprintf(name, sizeof(name), "%s/.config%s", user_home(),
		folder ? "" : "/oxygen");
	return name;
}

static bool is_key(const char *key)
{
	size_t n = strlen(key);

	for (size_t i = 0; i < n; i++)
		if (!isalnum((unsigned char)key[i]) && key[i] != '-')
			return false;
	return n > 0 && n < KEY;
}

/* Whether it was taken. */
static bool put(const char *key, const char *value)
{
	int i = 0;

	if (!is_key(key) || strlen(value) >= VALUE ||
		strpbrk(value, "\t\n") != NULL)
		return false;
	while (i < count && strcmp(settings[i].key, key) != 0)
		i++;
	if (i == SETTINGS)
		return false;
	strcpy(settings[i].key, key);
	strcpy(settings[i].value, value);
	count += i == count;
	return true;
}

void settings_load(void)
{
	char line[KEY + VALUE];
	FILE *f;

	user_enter();
	f = open_regular(file_name(false));
	user_leave();
	while (f != NULL && fgets(line, sizeof(line), f) != NULL) {
		char *value = strchr(line, '=');

		line[strcspn(line, "\n")] = '\0';
		if (value == NULL || line[0] == '#')
			continue;
		*value++ = '\0';
		if (!put(line, value))
			report("%s: %s is no setting", file_name(false), line);
	}
	if (f != NULL)
		fclose(f);
}

/* All of them, or none: the file is replaced. 0 or an errno. */
static int save(void)
{
	char new[4096];
	int error = 0;
	FILE *f;

	mkdir(file_name(true), 0755);
	snprintf(new, sizeof(new), "%s.new", file_name(false));
	f = fopen(new, "we");
	if (f == NULL)
		return errno;
	for (int i = 0; i < count; i++)
		fprintf(f, "%s=%s\n", settings[i].key, settings[i].value);
	if (fclose(f) != 0 || rename(new, file_name(false)) < 0)
		error = errno;
	return error;
}

bool settings_set(const char *key, const char *value)
{
	int error;

	if (!put(key, value))
		return false;
	user_enter();
	error = save();
	user_leave();
	if (error != 0)
		tell("message\t%s: %s. The setting lasts until the machine "
		     "ends.",
			file_name(false), strerror(error));
	settings_tell();
	return true;
}

const char *settings_get(const char *key)
{
	for (int i = 0; i < count; i++)
		if (strcmp(settings[i].key, key) == 0)
			return settings[i].value;
	return NULL;
}

const char *settings_all(void)
{
	static char all[SETTINGS * (KEY + VALUE)];
	size_t n = 0;

	all[0] = '\0';
	for (int i = 0; i < count; i++)
		n += (size_t)snprintf(all + n, sizeof(all) - n, "%s\t%s\n",
			settings[i].key, settings[i].value);
	return all;
}

void settings_tell(void)
{
	const char *all = settings_all();

	tell_bytes("settings\n", all, strlen(all));
}
