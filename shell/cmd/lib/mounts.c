/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines are "source dir type options 0 0", with blanks as \040 (fstab(5)). */
#include "mounts.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

char *mounts_read(void)
{
	static const char path[] = "/proc/mounts";
	size_t n = 0, room = 4096;
	char *text = cmd_alloc(room);
	int fd = open(path, O_RDONLY);
	ssize_t r;

	if (fd < 0)
		cmd_die_errno(path);
	while ((r = read(fd, text + n, room - n - 1)) > 0) {
		n += (size_t)r;
		if (n + 1 == room)
			text = cmd_realloc(text, room *= 2);
	}
	if (r < 0)
		cmd_die_errno(path);
	close(fd);
	text[n] = '\0';
	return text;
}

static bool is_octal(const char *p)
{
	return p[0] >= '0' && p[0] <= '3' && p[1] >= '0' && p[1] <= '7' &&
		p[2] >= '0' && p[2] <= '7';
}

static void unescape(char *p)
{
	char *to = p;

	while (*p) {
		if (*p == '\\' && is_octal(p + 1)) {
			*to++ = (char)((p[1] - '0') * 64 + (p[2] - '0') * 8 +
				p[3] - '0');
			p += 4;
		} else {
			*to++ = *p++;
		}
	}
	*to = '\0';
}

bool mounts_next(char **text, struct mounted *m)
{
	while (**text) {
		char *field[4], *line = *text;
		int n = 0;

		*text = line + strcspn(line, "\n");
		if (**text)
			*(*text)++ = '\0';
		for (char *p = strtok(line, " "); p && n < 4;
			p = strtok(NULL, " "))
			field[n++] = p;
		if (n < 4)
			continue;
		for (int i = 0; i < 4; i++)
			unescape(field[i]);
		*m = (struct mounted){ field[0], field[1], field[2], field[3] };
		return true;
	}
	return false;
}
