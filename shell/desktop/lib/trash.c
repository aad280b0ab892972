/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bin (trash.h). */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "shell/desktop/lib/trash.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { TRIES = 10000 };

void path_encode(char *to, size_t size, const char *path)
{
	size_t n = 0;

	for (const char *p = path; *p != '\0'; p++) {
		bool plain = isalnum((unsigned char)*p) || strchr("/-_.~", *p);

		if (n + 4 > size) {
			to[0] = '\0';
			return;
		}
		n += (size_t)snprintf(
			to + n, 4, plain ? "%c" : "%%%02X", (unsigned char)*p);
	}
	if (size > 0)
		to[n] = '\0';
}

void path_decode(char *path)
{
	char *to = path;

	for (; *path != '\0'; path++) {
		char hex[3] = { 0 };

		if (path[0] == '%' && isxdigit((unsigned char)path[1]) &&
			isxdigit((unsigned char)path[2])) {
			memcpy(hex, path + 1, 2);
			/* %00 would end it. */
			*to++ = (char)strtol(hex, NULL, 16);
			if (to[-1] == '\0')
				return;
			path += 2;
		} else {
			*to++ = *path;
		}
	}
	*to = '\0';
}

void path_number(char *to, size_t size, const char *name, int number)
{
	const char *dot = strrchr(name, '.');
	int stem = dot != NULL && dot > name ? (int)(dot - name)
					     : (int)strlen(name);

	if (number < 2)
		snprintf(to, size, "%s", name);
	else
		snprintf(to, size, "%.*s (%d)%s", stem, name, number,
			name + stem);
}

void trash_folder(const char *home, char *folder, size_t size)
{
	snprintf(folder, size, "%s/.local/share/Trash/files", home);
}

static void info_name(const char *home, const char *name, char *to)
{
	snprintf(to, PATH_MAX, "%s/.local/share/Trash/info/%s.trashinfo", home,
		name);
}

static int make_folders(const char *home)
{
	static const char *const parts[] = { ".local", ".local/share",
		".local/share/Trash", ".local/share/Trash/files",
		".local/share/Trash/info" };
	char path[PATH_MAX];

	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		snprintf(path, sizeof(path), "%s/%s", home, parts[i]);
		if (mkdir(path, 0700) < 0 && errno != EEXIST)
			return -1;
	}
	return 0;
}

/* Takes a name of the bin that nobody has: its file of info, open; or -1. */
static int take_name(const char *home, const char *wanted, char *name)
{
	char info[PATH_MAX];
	int fd = -1;

	for (int n = 1; fd < 0 && n < TRIES; n++) {
		path_number(name, NAME_MAX + 1, wanted, n);
		info_name(home, name, info);
		fd = open(info, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
		if (fd < 0 && errno != EEXIST)
			break;
	}
	return fd;
}

static bool write_info(int fd, const char *path)
{
	char text[3 * PATH_MAX + 100], *place, when[32];
	time_t now = time(NULL);
	struct tm t;
	int n;
	bool done;

	place = text + sizeof(text) - 3 * PATH_MAX;
	path_encode(place, 3 * PATH_MAX, path);
	localtime_r(&now, &t);
	strftime(when, sizeof(when), "%FT%T", &t);
	n = dprintf(
		fd, "[Trash Info]\nPath=%s\nDeletionDate=%s\n", place, when);
	done = place[0] != '\0' && n > 0;
	return close(fd) == 0 && done;
}

const char *trash_put(const char *home, const char *path)
{
	const char *slash = strrchr(path, '/');
	char to[PATH_MAX], name[NAME_MAX + 1];
	size_t n;
	int fd, error;

	trash_folder(home, to, sizeof(to));
	n = strlen(path);
	if (slash == NULL || slash[1] == '\0' ||
		(strncmp(to, path, n) == 0 && (to[n] == '/' || to[n] == '\0')))
		return "the bin is in it";
	if (make_folders(home) < 0)
		return strerror(errno);
	fd = take_name(home, slash + 1, name);
	if (fd < 0)
		return strerror(errno);
	n = strlen(to);
	snprintf(to + n, sizeof(to) - n, "/%s", name);
	errno = ENAMETOOLONG;
	if (write_info(fd, path) && rename(path, to) == 0)
		return NULL;
	error = errno;
	trash_forget(home, name);
	return error == EXDEV
		? "it is of another file system than the bin (Shift and Delete "
		  "deletes it for good)"
		: strerror(error);
}

/* Reads where it came from into path; or what is wrong. */
static const char *read_info(const char *file, char *path, size_t size)
{
	char line[3 * PATH_MAX];
	FILE *f = fopen(file, "re");
	const char *wrong = "the bin does not know where it was";

	while (f != NULL && fgets(line, sizeof(line), f) != NULL) {
		line[strcspn(line, "\n")] = '\0';
		if (strncmp(line, "Path=", 5) != 0)
			continue;
		path_decode(line + 5);
		if (line[5] == '/' && strlen(line + 5) < size) {
			strcpy(path, line + 5);
			wrong = NULL;
		}
		break;
	}
	if (f != NULL)
		fclose(f);
	return wrong;
}

const char *trash_restore(
	const char *home, const char *name, char *to, size_t size)
{
	char info[PATH_MAX], from[PATH_MAX];
	const char *wrong;
	struct stat st;
	size_t n;

	info_name(home, name, info);
	wrong = read_info(info, to, size);
	if (wrong != NULL)
		return wrong;
	trash_folder(home, from, sizeof(from));
	n = strlen(from);
	snprintf(from + n, sizeof(from) - n, "/%s", name);
	if (lstat(to, &st) == 0)
		return "there is one of that name where it was";
	if (rename(from, to) < 0)
		return errno == ENOENT ? "its folder is not there any more"
				       : strerror(errno);
	unlink(info);
	return NULL;
}

void trash_forget(const char *home, const char *name)
{
	char info[PATH_MAX];

	info_name(home, name, info);
	unlink(info);
}
