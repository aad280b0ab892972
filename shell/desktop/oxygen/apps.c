/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The applications: those of the system and, before them, the user's own. */
#include "impl.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static struct app *apps;

void app_free(struct app *a)
{
	char *texts[] = { a->id, a->error, a->name, a->comment, a->icon,
		a->categories, a->keywords, a->exec, a->folder, a->types };

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		free(texts[i]);
	free(a);
}

/* By name; a later file of the same one is not taken. */
static void add(const char *folder, const char *file)
{
	const char *dot = strrchr(file, '.');
	struct app **at = &apps;
	char path[4096], id[256];
	int order = -1;

	if (dot == NULL || strcmp(dot, ".desktop") != 0)
		return;
	snprintf(id, sizeof(id), "%.*s", (int)(dot - file), file);
	snprintf(path, sizeof(path), "%s/%s", folder, file);
	while (*at != NULL && (order = strcmp((*at)->id, id)) < 0)
		at = &(*at)->next;
	if (*at != NULL && order == 0)
		return;
	struct app *a = entry_read(path, id);

	a->next = *at;
	*at = a;
}

static void add_folder(const char *folder)
{
	DIR *d = opendir(folder);
	struct dirent *e;

	if (d == NULL)
		return;
	while ((e = readdir(d)) != NULL)
		add(folder, e->d_name);
	closedir(d);
}

void apps_load(void)
{
	char own[4096];
	struct app *a;

	while ((a = apps) != NULL) {
		apps = a->next;
		app_free(a);
	}
	snprintf(own, sizeof(own), "%s/.local/share/applications", user_home());
	user_enter();
	add_folder(own);
	add_folder("/usr/local/share/applications");
	add_folder("/usr/share/applications");
	user_leave();
}

static const char *text(const char *value)
{
	return value != NULL ? value : "";
}

void apps_tell(void)
{
	char *all;
	size_t size;
	FILE *out = need(open_memstream(&all, &size));

	for (const struct app *a = apps; a != NULL; a = a->next) {
		if (a->error != NULL)
			fprintf(out, "!%s.desktop\t%s\n", a->id, a->error);
		else if (!a->hidden)
			fprintf(out, "%s\t%s\t%s\t%s\t%s\t%s\n", a->id, a->name,
				text(a->comment), text(a->icon),
				text(a->categories), text(a->keywords));
	}
	fclose(out);
	tell_bytes("applications\n", all, size);
	free(all);
}

const struct app *app_find(const char *id)
{
	for (const struct app *a = apps; a != NULL; a = a->next)
		if (a->error == NULL && strcmp(a->id, id) == 0)
			return a;
	return NULL;
}

/* Whether a file's first bytes look like text. */
static bool is_text(const char *path)
{
	char bytes[512];
	FILE *f = open_regular(path);
	size_t n = f != NULL ? fread(bytes, 1, sizeof(bytes), f) : 0;
	bool failed = f == NULL || ferror(f);

	if (f != NULL)
		fclose(f);
	return !failed && memchr(bytes, '\0', n) == NULL;
}

static const char *type_of(const char *path)
{
	static const char *const types[][2] = { { "png", "image/png" },
		{ "ppm", "image/x-portable-pixmap" },
		{ "pgm", "image/x-portable-graymap" }, { "bmp", "image/bmp" },
		{ "html", "text/html" }, { "md", "text/markdown" },
		{ "desktop", "application/x-desktop" } };
	const char *dot = strrchr(path, '.');
	struct stat st;

	if (stat(path, &st) < 0)
		return NULL;
	if (S_ISDIR(st.st_mode))
		return "inode/directory";
	for (size_t i = 0; dot != NULL && i < sizeof(types) / sizeof(types[0]);
		i++)
		if (strcasecmp(dot + 1, types[i][0]) == 0)
			return types[i][1];
	return is_text(path) ? "text/plain" : "application/octet-stream";
}

/* Whether the list, with semicolons, has the type. */
static bool has_type(const char *list, const char *type)
{
	size_t n = strlen(type);

	for (; list != NULL && *list != '\0'; list += *list == ';') {
		size_t length = strcspn(list, ";");

		if (length == n && strncmp(list, type, n) == 0)
			return true;
		list += length;
	}
	return false;
}

static const struct app *app_of_type(const char *type)
{
	for (const struct app *a = apps; a != NULL; a = a->next)
		if (a->error == NULL && has_type(a->types, type))
			return a;
	return NULL;
}

const struct app *app_for(const char *path)
{
	const struct app *a;
	const char *type;

	user_enter();
	type = type_of(path);
	a = type != NULL ? app_of_type(type) : NULL;
	if (a == NULL && type != NULL && strncmp(type, "text/", 5) == 0)
		a = app_of_type("text/plain");
	user_leave();
	return a;
}
