/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * wc [-c | -m] [-lw] [file...]                                POSIX: wc
 *
 * Counts lines, words and bytes of files (standard input for none and for -).
 * -l lines; -w words; -c bytes; -m characters: UTF-8 sequences, each counted
 * at its first byte. Several files are followed by a total.
 *
 * Exit status: 0; 1 when a file could not be read or output not written.
 */
#include "lib/cmd.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LINES, WORDS, CHARS, BYTES, COUNTS };

struct counts {
	unsigned long long n[COUNTS];
};

static struct {
	bool show[COUNTS];
	int width;
	bool only_bytes; /* the size of a file answers */
	bool only_lines;
} wc;

static void count_text(
	struct counts *c, const unsigned char *p, size_t n, bool *in_word)
{
	unsigned long long lines = 0, words = 0, chars = 0;
	bool word = *in_word;

	for (size_t i = 0; i < n; i++) {
		bool space = p[i] == ' ' || (p[i] >= '\t' && p[i] <= '\r');

		lines += p[i] == '\n';
		chars += (p[i] & 0xc0) != 0x80;
		words += !space && !word;
		word = !space;
	}
	c->n[LINES] += lines;
	c->n[WORDS] += words;
	c->n[CHARS] += chars;
	*in_word = word;
}

static void count_lines(struct counts *c, const unsigned char *p, size_t n)
{
	const unsigned char *end = p + n;

	while ((p = memchr(p, '\n', (size_t)(end - p)))) {
		c->n[LINES]++;
		p++;
	}
}

/* /proc says size 0 of files that have content, so 0 is not believed. */
static bool size_known(int fd, struct counts *c)
{
	struct stat st;
	off_t at;

	if (!wc.only_bytes || fstat(fd, &st) < 0 || !S_ISREG(st.st_mode) ||
		!st.st_size)
		return false;
	at = lseek(fd, 0, SEEK_CUR);
	if (at < 0 || at > st.st_size || lseek(fd, 0, SEEK_END) < 0)
		return false;
	c->n[BYTES] = (unsigned long long)(st.st_size - at);
	return true;
}

static void count(int fd, const char *name, struct counts *c)
{
	static unsigned char buf[65536];
	bool in_word = false;
	ssize_t n;

	if (size_known(fd, c))
		return;
	while ((n = read(fd, buf, sizeof(buf)))) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0) {
			cmd_fail(name);
			return;
		}
		c->n[BYTES] += (unsigned long long)n;
		if (wc.only_lines)
			count_lines(c, buf, (size_t)n);
		else if (!wc.only_bytes)
			count_text(c, buf, (size_t)n, &in_word);
	}
}

static void print(const struct counts *c, const char *name)
{
	bool first = true;

	for (int i = 0; i < COUNTS; i++) {
		if (!wc.show[i])
			continue;
		out_fmt(&cmd.out, "%s%*llu", first ? "" : " ", wc.width,
			c->n[i]);
		first = false;
	}
	out_fmt(&cmd.out, "%s%s\n", name ? " " : "", name ? name : "");
}

/*
 * Columns wide enough for the sum of the sizes; what has no size (a pipe) may
 * be long, so then 7.
 */
static int choose_width(char **files)
{
	static char dash[] = "-", *only[] = { dash, NULL };
	unsigned long long sum = 0;
	int width = 1, shown = 0, least = 1;
	struct stat st;

	for (int i = 0; i < COUNTS; i++)
		shown += wc.show[i];
	if (shown == 1 && (!files[0] || !files[1]))
		return 1;
	for (files = files[0] ? files : only; *files; files++) {
		bool in = !strcmp(*files, "-");

		if ((in ? fstat(STDIN_FILENO, &st) : stat(*files, &st)) < 0)
			continue;
		if (S_ISREG(st.st_mode))
			sum += (unsigned long long)st.st_size;
		else
			least = 7;
	}
	for (; sum >= 10; sum /= 10)
		width++;
	return width > least ? width : least;
}

static void wc_file(const char *name, struct counts *total)
{
	bool in = !name || !strcmp(name, "-");
	int fd = in ? STDIN_FILENO : open(name, O_RDONLY);
	struct counts c = { { 0 } };

	if (fd < 0) {
		cmd_fail(name);
		return;
	}
	count(fd, in ? "standard input" : name, &c);
	if (!in)
		close(fd);
	print(&c, name);
	for (int i = 0; i < COUNTS; i++)
		total->n[i] += c.n[i];
}

int main(int argc, char **argv)
{
	struct opts o = { argv, "clmw", NULL, 1, 0 };
	struct counts total = { { 0 } };
	int c;

	cmd_start("wc", "wc [-c | -m] [-lw] [file...]");
	while ((c = opt_next(&o)) != -1)
		wc.show[c == 'l'           ? LINES
				: c == 'w' ? WORDS
				: c == 'm' ? CHARS
					   : BYTES] = true;
	if (!wc.show[LINES] && !wc.show[WORDS] && !wc.show[CHARS] &&
		!wc.show[BYTES])
		wc.show[LINES] = wc.show[WORDS] = wc.show[BYTES] = true;
	wc.only_lines = !wc.show[WORDS] && !wc.show[CHARS];
	wc.only_bytes = wc.only_lines && !wc.show[LINES];
	wc.width = choose_width(argv + o.next);
	if (!argv[o.next])
		wc_file(NULL, &total);
	for (int i = o.next; argv[i]; i++)
		wc_file(argv[i], &total);
	if (argc - o.next > 1)
		print(&total, "total");
	return cmd_done();
}
