/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Streams: opening, buffering, positions, memory, pipes. */
#define _GNU_SOURCE
#include <stdarg.h>
#include <wchar.h>

#include "test/call/call.h"

static char line[200];

static void modes(void)
{
	FILE *f = fopen("f", "w");
	CHECK(f != NULL);
	CHECK(fputs("one\ntwo\n", f) >= 0);
	SAME(getc(f), EOF);
	CHECK(ferror(f));
	clearerr(f);
	CHECK(!ferror(f));
	SAME(fclose(f), 0);
	CHECK(fopen("f", "wx") == NULL && errno == EEXIST);
	CHECK(fopen("none", "r") == NULL && errno == ENOENT);
	CHECK(fopen("f", "q") == NULL && errno == EINVAL);
	f = fopen("f", "r");
	SAME(fputc('x', f), EOF);
	CHECK(ferror(f));
	f = freopen("f", "a+", f);
	CHECK(f != NULL);
	SAME(fwrite("end", 1, 3, f), 3);
	rewind(f);
	CHECK(fgets(line, sizeof(line), f) == line);
	CHECK(strcmp(line, "one\n") == 0);
	SAME(fseek(f, 0, SEEK_CUR), 0);
	SAME(putc('!', f), '!');
	SAME(fflush(f), 0);
	SAME(ftell(f), 12);
	SAME(fclose(f), 0);
	SAME(size_of("f"), 12);
	f = fopen("f", "re");
	CHECK(fcntl(fileno(f), F_GETFD) & FD_CLOEXEC);
	SAME(fclose(f), 0);
	int fd = (int)OK(open("f", O_RDONLY));
	f = fdopen(fd, "r");
	SAME(fileno(f), fd);
	SAME(fclose(f), 0);
	FAILS(close(fd), EBADF);
}

static void push_back(void)
{
	FILE *f = fopen("f", "r+");
	CHECK(f != NULL);
	SAME(ungetc('q', f), 'q');
	SAME(getc(f), 'q');
	SAME(getc(f), 'o');
	SAME(ungetc('X', f), 'X');
	SAME(ftell(f), 0);
	SAME(getc(f), 'X');
	SAME(ungetc(EOF, f), EOF);
	SAME(ungetc('Y', f), 'Y');
	SAME(fseek(f, 0, SEEK_SET), 0);
	SAME(getc(f), 'o');
	while (getc(f) != EOF)
		;
	CHECK(feof(f));
	SAME(ungetc('Z', f), 'Z');
	CHECK(!feof(f));
	SAME(fgetc(f), 'Z');
	fpos_t at;
	rewind(f);
	getc(f);
	SAME(fgetpos(f, &at), 0);
	int next = getc(f);
	SAME(fseek(f, 0, SEEK_END), 0);
	SAME(fsetpos(f, &at), 0);
	SAME(getc(f), next);
	SAME(getw(f) == EOF, 0);
	SAME(fclose(f), 0);
}

static void positions(void)
{
	FILE *f = fopen("big", "w+");
	CHECK(f != NULL);
	off_t far = ((off_t)5 << 30) + 3;
	SAME(fseeko(f, far, SEEK_SET), 0);
	SAME(fputs("far", f) >= 0, 1);
	SAME(ftello(f), far + 3);
	FAILS(fseek(f, -1, SEEK_SET), EINVAL);
	SAME(fseeko(f, -3, SEEK_END), 0);
	SAME(getc(f), 'f');
	FAILS(fseek(f, 0, 9), EINVAL);
	if (sizeof(long) == 4)
		FAILS(ftell(f), EOVERFLOW);
	SAME(fclose(f), 0);
	SAME(size_of("big"), far + 3);
	OK(unlink("big"));
	FILE *p = popen("cat >/dev/null", "w");
	FAILS(fseek(p, 0, SEEK_SET), ESPIPE);
	FAILS(ftell(p), ESPIPE);
	SAME(pclose(p), 0);
}

static void buffers(void)
{
	static char own[BUFSIZ];
	FILE *f = fopen("b", "w");
	SAME(setvbuf(f, own, _IOFBF, sizeof(own)), 0);
	fputs("kept", f);
	SAME(size_of("b"), 0);
	SAME(fflush(f), 0);
	SAME(size_of("b"), 4);
	fclose(f);
	f = fopen("b", "w");
	SAME(setvbuf(f, NULL, _IONBF, 0), 0);
	fputs("now", f);
	SAME(size_of("b"), 3);
	fclose(f);
	f = fopen("b", "w");
	SAME(setvbuf(f, own, _IOLBF, sizeof(own)), 0);
	fputs("half", f);
	SAME(size_of("b"), 0);
	fputs(" a line\nmore", f);
	CHECK(size_of("b") >= 12);
	fclose(f);
	f = fopen("b", "r");
	setbuf(f, NULL);
	SAME(getc(f), 'h');
	fclose(f);
	f = fopen("/dev/full", "w");
	CHECK(f != NULL);
	fputs("x", f);
	SAME(fflush(f), EOF);
	SAME(errno, ENOSPC);
	CHECK(ferror(f));
	fclose(f);
	OK(unlink("b"));
}

static void lines(void)
{
	char *made = NULL;
	size_t size = 0;
	FILE *f = fopen("f", "w+");
	for (int i = 0; i < 1000; i++)
		fputs("long ", f);
	fputs("\nshort\nno end", f);
	rewind(f);
	SAME(getline(&made, &size, f), 5001);
	CHECK(size > 5001);
	SAME(getline(&made, &size, f), 6);
	SAME(getdelim(&made, &size, 'e', f), 4);
	SAME(getline(&made, &size, f), 2);
	SAME(getline(&made, &size, f), -1);
	CHECK(feof(f));
	free(made);
	SAME(fseek(f, 0, SEEK_SET), 0);
	flockfile(f);
	SAME(ftrylockfile(f), 0);
	SAME(getc_unlocked(f), 'l');
	SAME(fseek(f, 0, SEEK_CUR), 0);
	SAME(putc_unlocked('x', f), 'x');
	funlockfile(f);
	funlockfile(f);
	fclose(f);
	int fd = (int)OK(open("f", O_RDWR | O_TRUNC));
	SAME(dprintf(fd, "%s %d\n", "direct", 7), 9);
	SAME(size_of("f"), 9);
	close(fd);
	FAILS(dprintf(fd, "x"), EBADF);
}

static void memory(void)
{
	char area[10] = "0123456";
	FILE *f = fmemopen(area, sizeof(area), "r+");
	CHECK(f != NULL);
	SAME(getc(f), '0');
	SAME(fseek(f, 0, SEEK_END), 0);
	SAME(ftell(f), 10);
	SAME(fseek(f, 2, SEEK_SET), 0);
	SAME(fwrite("AB", 1, 2, f), 2);
	SAME(fflush(f), 0);
	CHECK(strcmp(area, "01AB456") == 0);
	FAILS(fseek(f, 11, SEEK_SET), EINVAL);
	fclose(f);
	f = fmemopen(area, 4, "w");
	setvbuf(f, NULL, _IONBF, 0);
	SAME(fputs("abcdef", f) == EOF || ferror(f) || area[4] == '4', 1);
	fclose(f);
	f = fmemopen(NULL, 20, "w+");
	SAME(fprintf(f, "%d", 12345), 5);
	rewind(f);
	int n = 0;
	SAME(fscanf(f, "%d", &n), 1);
	SAME(n, 12345);
	fclose(f);
	char *made = NULL;
	size_t size = 0;
	f = open_memstream(&made, &size);
	CHECK(f != NULL);
	for (int i = 0; i < 5000; i++)
		fprintf(f, "%d,", i);
	SAME(fflush(f), 0);
	SAME(size, 23890);
	SAME(fseek(f, 0, SEEK_SET), 0);
	fputc('X', f);
	SAME(fclose(f), 0);
	SAME(made[0], 'X');
	free(made);
}

static void pipes(void)
{
	FILE *f = popen("echo out; exit 5", "r");
	CHECK(f != NULL);
	CHECK(fgets(line, sizeof(line), f) && strcmp(line, "out\n") == 0);
	CHECK(fgets(line, sizeof(line), f) == NULL && feof(f));
	int status = pclose(f);
	CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 5);
	CHECK(popen("true", "x") == NULL && errno == EINVAL);
	f = popen("cat >p", "w");
	fprintf(f, "%s", "through cat");
	SAME(pclose(f), 0);
	SAME(size_of("p"), 11);
	OK(unlink("p"));
	f = popen("kill -TERM $$", "r");
	status = pclose(f);
	CHECK(WIFSIGNALED(status) && WTERMSIG(status) == SIGTERM);
	/* What another popen() opened is not inherited. */
	FILE *a = popen("cat", "w"), *b = popen("cat", "w");
	SAME(pclose(a), 0);
	SAME(pclose(b), 0);
}

static void temporary(void)
{
	FILE *f = tmpfile();
	CHECK(f != NULL);
	struct stat st;
	OK(fstat(fileno(f), &st));
	SAME(st.st_nlink, 0);
	fputs("gone", f);
	rewind(f);
	CHECK(fgets(line, sizeof(line), f) && strcmp(line, "gone") == 0);
	fclose(f);
	char *name = tempnam("/tmp", "call");
	CHECK(name != NULL && access(name, F_OK) != 0);
	free(name);
	make_file("a", "");
	SAME(rename("a", "b"), 0);
	SAME(remove("b"), 0);
	OK(mkdir("d", 0700));
	SAME(remove("d"), 0);
	FAILS(remove("d"), ENOENT);
	CHECK(ctermid(line) == line && strcmp(line, "/dev/tty") == 0);
}

/* exit() writes what is buffered; _exit() does not. */
static int say_and_exit(void)
{
	FILE *f = fopen("e", "w");
	fputs("said", f);
	return 0;
}

static int say_and_end(void)
{
	FILE *f = fopen("e", "w");
	fputs("said", f);
	_exit(0);
}

int main(void)
{
	scratch();
	modes();
	push_back();
	positions();
	buffers();
	lines();
	memory();
	pipes();
	temporary();
	SAME(status_of(in_child(say_and_end)), 0);
	SAME(size_of("e"), 0);
	SAME(status_of(in_child(say_and_exit)), 0);
	SAME(size_of("e"), 4);
	OK(unlink("e"));
	OK(unlink("f"));
	scratch_end();
	return 0;
}
