/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>
#include <errno.h>
#include <unistd.h>
#include <fcntl.h>
#include <sys/stat.h>
int main(void)
{
	const char *name = "/tmp/cc-files-test";
	FILE *f = fopen(name, "w");
	char line[80];
	int n = 0, fd;

	if (!f)
		return 1;
	for (n = 0; n < 5; n++)
		fprintf(f, "line %d\n", n);
	fclose(f);
	f = fopen(name, "r");
	while (fgets(line, sizeof(line), f))
		fputs(line, stdout);
	printf("%d %d\n", feof(f) != 0, (int)ftell(f));
	fseek(f, 7, SEEK_SET);
	printf("%c\n", fgetc(f));
	fclose(f);
	fd = open(name, O_RDWR | O_APPEND);
	n = (int)write(fd, "more\n", 5);
	printf("%d %d\n", n, (int)lseek(fd, 0, SEEK_END));
	close(fd);
	fd = open("/tmp/cc-files-new", O_CREAT | O_WRONLY | O_TRUNC, 0600);
	printf("%d\n", fd >= 0);
	close(fd);
	unlink("/tmp/cc-files-new");
	unlink(name);
	f = fopen(name, "r");
	printf("%d %d %s\n", f == NULL, errno == ENOENT, strerror(errno));
	return 0;
}
