/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * sort [-m] [-o output] [-bdfinrsu] [-t char] [-k key]... [file...]
 * sort -c | -C [-bdfinru] [-t char] [-k key]... [file]        POSIX: sort
 *
 * Sorts the lines of all files together (standard input for none and for -).
 *
 *   -n by number  -f fold case  -d blanks and alphanumerics only
 *   -i printable characters only  -b without leading blanks  -r reverse
 *   -k field[.char][letters][,field[.char][letters]]: a key
 *   -t char: what separates fields, instead of blanks
 *   -u one of lines with equal keys  -s keep the order of equal keys
 *   -o file: write there; it may be one of the inputs
 *   -m files are sorted already: merge  -c, -C check; -C without a message
 *
 * Characters are bytes. More than 32 MiB of text is sorted in parts kept in
 * TMPDIR (/tmp).
 *
 * Exit status: 0; 1 when -c or -C finds disorder; 2 after an error.
 */
#include "lib/sort.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	MEMORY = 32 << 20, /* text and line tables before a run is written */
	FIRST_BLOCK = 64 << 10,
	LAST_BLOCK = 1 << 20,
	WAYS = 12, /* files merged at once */
	RUN_BUFFER = 16384,
};

struct block {
	struct block *next;
	size_t used, size;
	char text[];
};

static struct {
	struct sort_order order;
	bool unique, merge, check, quiet;
	const char *output;
	struct line *lines;
	size_t n, room, memory;
	struct block *blocks;
	int *runs; /* descriptors of sorted files, oldest first */
	size_t nruns;
} sort;

static char *keep(const struct line *l)
{
	struct block *b = sort.blocks;

	if (!b || b->size - b->used < l->len) {
		size_t size = b ? b->size * 2 : FIRST_BLOCK;

		if (size > LAST_BLOCK)
			size = LAST_BLOCK;
		if (size < l->len)
			size = l->len;
		b = cmd_alloc(sizeof(*b) + size);
		b->next = sort.blocks;
		b->used = 0;
		b->size = size;
		sort.blocks = b;
		sort.memory += size;
	}
	b->used += l->len;
	return memcpy(b->text + b->used - l->len, l->text, l->len);
}

static void add_line(const struct line *l)
{
	if (sort.n == sort.room) {
		sort.room = sort.room ? sort.room * 2 : 512;
		sort.lines = cmd_realloc(
			sort.lines, sort.room * sizeof(*sort.lines));
	}
	sort.lines[sort.n].len = l->len;
	sort.lines[sort.n++].text = keep(l);
	sort.memory += sizeof(*l) * 3 / 2;
}

static void drop_lines(void)
{
	struct block *next;

	for (struct block *b = sort.blocks; b; b = next) {
		next = b->next;
		free(b);
	}
	sort.blocks = NULL;
	sort.n = sort.memory = 0;
}

static void put_sorted(struct out *o)
{
	const struct line *last = NULL;
	struct line *scratch;

	if (!sort.n)
		return;
	scratch = cmd_alloc((sort.n / 2 + 1) * sizeof(*scratch));
	sort_lines(&sort.order, sort.lines, sort.n, scratch);
	free(scratch);
	for (size_t i = 0; i < sort.n; i++) {
		const struct line *l = &sort.lines[i];

		if (sort.unique && last && !sort_compare(&sort.order, last, l))
			continue;
		out_mem(o, l->text, l->len);
		out_char(o, '\n');
		last = l;
	}
}

static void run_finish(struct out *o)
{
	out_flush(o);
	if (o->err)
		cmd_die("temporary file: %s", strerror(o->err));
	lseek(o->fd, 0, SEEK_SET);
	free(o->buf);
	sort.runs = cmd_realloc(
		sort.runs, (sort.nruns + 1) * sizeof(*sort.runs));
	sort.runs[sort.nruns++] = o->fd;
}

static void spill(void)
{
	struct out o;

	out_init(&o, run_create(), cmd_alloc(RUN_BUFFER), RUN_BUFFER);
	put_sorted(&o);
	drop_lines();
	run_finish(&o);
}

static int open_input(const char *name)
{
	int fd = strcmp(name, "-") ? open(name, O_RDONLY | O_CLOEXEC)
				   : STDIN_FILENO;

	if (fd < 0)
		cmd_die_errno(name);
	return fd;
}

static void read_all(char **files)
{
	struct line_reader r;
	struct line l;

	for (; *files; files++) {
		reader_open(&r, open_input(*files), *files);
		while (reader_next(&r, &l)) {
			if (sort.memory > MEMORY)
				spill();
			add_line(&l);
		}
		reader_close(&r);
	}
}

/* Merges n of the runs at the front into out. */
static void merge_runs(size_t n, struct out *o)
{
	struct line_reader *in = cmd_alloc(n * sizeof(*in));

	for (size_t i = 0; i < n; i++)
		reader_open(&in[i], sort.runs[i], "temporary file");
	run_merge(&sort.order, in, n, sort.unique, o);
	for (size_t i = 0; i < n; i++)
		reader_close(&in[i]);
	free(in);
	sort.nruns -= n;
	memmove(sort.runs, sort.runs + n, sort.nruns * sizeof(*sort.runs));
}

/*
 * Until few enough runs are left for the last merge. The result of a merge
 * goes where its parts were, so that equal lines keep their order.
 */
static void reduce_runs(void)
{
	while (sort.nruns > WAYS) {
		size_t groups = (sort.nruns + WAYS - 1) / WAYS;
		size_t left = sort.nruns;

		while (groups--) {
			size_t n = left < WAYS ? left : WAYS;
			struct out o;

			out_init(&o, run_create(), cmd_alloc(RUN_BUFFER),
				RUN_BUFFER);
			merge_runs(n, &o);
			run_finish(&o);
			left -= n;
		}
	}
}

static void open_output(void)
{
	int fd;

	if (!sort.output)
		return;
	fd = open(sort.output, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	if (fd < 0)
		cmd_die_errno(sort.output);
	cmd.out.fd = fd;
}

static void sort_files(char **files)
{
	read_all(files);
	if (!sort.nruns) {
		open_output();
		put_sorted(&cmd.out);
		return;
	}
	spill();
	reduce_runs();
	open_output();
	merge_runs(sort.nruns, &cmd.out);
}

/* Whether an input is also the output, which must then be read first. */
static bool overlaps(char **files)
{
	struct stat in, out;

	if (!sort.output || stat(sort.output, &out) < 0)
		return false;
	for (; *files; files++)
		if (stat(*files, &in) == 0 && in.st_dev == out.st_dev &&
			in.st_ino == out.st_ino)
			return true;
	return false;
}

/* Too many files, or one that will be overwritten: sorting does it as well. */
static void merge_files(char **files, size_t n)
{
	if (n > WAYS || overlaps(files)) {
		sort_files(files);
		return;
	}
	for (; *files; files++) {
		sort.runs = cmd_realloc(
			sort.runs, (sort.nruns + 1) * sizeof(*sort.runs));
		sort.runs[sort.nruns++] = open_input(*files);
	}
	open_output();
	merge_runs(sort.nruns, &cmd.out);
}

static void check_file(const char *name)
{
	struct line_reader r;
	struct line l;
	unsigned long long at = 0;

	reader_open(&r, open_input(name), name);
	while (reader_next(&r, &l)) {
		int d = at++ ? sort_compare(&sort.order, &sort.lines[0], &l)
			     : -1;

		if (d > 0 || (d == 0 && sort.unique)) {
			cmd.trouble = 1;
			if (!sort.quiet)
				cmd_say("%s:%llu: disorder: %.*s", name, at,
					(int)l.len, l.text);
			cmd.status = 1;
			break;
		}
		drop_lines();
		add_line(&l);
	}
	reader_close(&r);
}

static void set_option(int c, const char *arg)
{
	if (c == 'u')
		sort.unique = sort.order.no_last_resort = true;
	else if (c == 's')
		sort.order.no_last_resort = true;
	else if (c == 'm')
		sort.merge = true;
	else if (c == 'c' || c == 'C')
		sort.check = true;
	else if (c == 'o')
		sort.output = arg;
	else if (c == 'k' && !sort_add_key(&sort.order, arg))
		cmd_die("invalid key: '%s'", arg);
	else if (c == 't' && (!arg[0] || arg[1]))
		cmd_die("separator must be one character: '%s'", arg);
	else if (c == 't')
		sort.order.separator = (unsigned char)arg[0];
	else if (c != 'k')
		sort_set_flag(&sort.order.flags, (char)c, true, true);
	sort.quiet |= c == 'C';
}

int main(int argc, char **argv)
{
	static char dash[] = "-", *only[] = { dash, NULL };
	struct opts o = { argv, "cCmuo:bdfinrst:k:", NULL, 1, 0 };
	char **files;
	int c;

	cmd_start("sort",
		"sort [-cCm] [-o output] [-bdfinrsu] [-t char] "
		"[-k key]... [file...]");
	cmd.trouble = 2;
	sort.order.separator = -1;
	while ((c = opt_next(&o)) != -1)
		set_option(c, o.arg);
	sort_finish(&sort.order);
	files = argv[o.next] ? argv + o.next : only;
	if (sort.check && argc - o.next > 1)
		cmd_die("extra operand with -c: '%s'", files[1]);
	if (sort.check)
		check_file(files[0]);
	else if (sort.merge)
		merge_files(files, argv[o.next] ? (size_t)(argc - o.next) : 1);
	else
		sort_files(files);
	return cmd_done();
}
