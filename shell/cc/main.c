/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cc [option...] file...             writes a.out, a script for cc -run
 * cc -run [option...] file [arg...]  runs a program at once
 */
#include "shell/cc/gen.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char usage[] =
	"usage: cc [-c | -E] [-o OUT] [-D NAME[=TEXT]] [-U NAME] [-I FOLDER]\n"
	"          FILE...\n"
	"       cc -run [-D NAME[=TEXT]] [-U NAME] [-I FOLDER] FILE [ARG...]\n"
	"       cc --headers\n"
	"cc is an interpreter of C (C11). It checks its files and writes "
	"a.out,\n"
	"or OUT: not machine code, but a script that begins with #!/bin/cc "
	"-run\n"
	"and has the preprocessed sources. -run does without a file in "
	"between:\n"
	"FILE - is standard input. -c writes a FILE.o of the same kind, -E "
	"prints\n"
	"what the preprocessor makes. --headers lists the headers; there are "
	"no\n"
	"others, and functions of the library are those that they declare. "
	"What\n"
	"gcc takes besides (-O2 -g -Wall -std=c99 -lm) is taken, and means\n"
	"nothing.\n";

static const char *files[256];
static int nfiles;
static const char *out;
static enum { LINK, RUN, COMPILE, PRINT } mode;

/* Options -D and -U, to be done anew for each file. */
static const char *defines[256];
static int ndefines;

static void define(const char *text)
{
	const char *is = strchr(text, '=');

	if (is)
		pp_define(take_text(text, (size_t)(is - text)), is + 1);
	else
		pp_define(text, "1");
}

static void start_file(void)
{
	int i;

	pp_init();
	for (i = 0; i < ndefines; i++)
		if (defines[i][1] == 'D')
			define(defines[i] + 2);
		else
			pp_undef(defines[i] + 2);
}

static void note_define(char kind, const char *value)
{
	char *text = take(strlen(value) + 3);

	if (ndefines == 256)
		die("more than 256 options -D and -U");
	text[0] = '-';
	text[1] = kind;
	strcpy(text + 2, value);
	defines[ndefines++] = text;
}

static int print_help(const char *what)
{
	int i;

	if (!strcmp(what, "--help"))
		fputs(usage, stdout);
	else
		for (i = 0; headers[i].name; i++)
			puts(headers[i].name);
	return 0;
}

static char *option_value(char ***argv)
{
	if ((**argv)[2])
		return **argv + 2;
	if (!(*argv)[1])
		die("%s wants a value", **argv);
	return *++*argv;
}

static void option(char ***argv)
{
	const char *o = **argv;

	if (!strcmp(o, "-run"))
		mode = RUN;
	else if (!strcmp(o, "-c"))
		mode = COMPILE;
	else if (!strcmp(o, "-E"))
		mode = PRINT;
	else if (o[1] == 'o')
		out = option_value(argv);
	else if (o[1] == 'D')
		note_define('D', option_value(argv));
	else if (o[1] == 'U')
		note_define('U', option_value(argv));
	else if (o[1] == 'I')
		pp_path(option_value(argv));
	else if (!strchr("OgWflmpsw", o[1]) && strncmp(o, "-std=", 5) != 0)
		die("there is no option %s; cc --help lists them", o);
}

/* Returns the arguments after the file that is run. */
static char **options(char **argv)
{
	for (argv++; *argv; argv++) {
		if (**argv == '-' && (*argv)[1]) {
			option(&argv);
			continue;
		}
		if (nfiles == 256)
			die("more than 256 files");
		files[nfiles++] = *argv;
		if (mode == RUN)
			return argv;
	}
	return argv;
}

static struct token *read_file(const char *path)
{
	struct source *s = source_read(path);

	if (!s)
		die("%s: %s", path, strerror(errno));
	start_file();
	return preprocess(s);
}

static void write_out(const char *path, const struct text *text, bool program)
{
	static const char line[] = "#!/bin/cc -run\n";
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	size_t done = 0;
	mode_t mask = umask(0);

	umask(mask);
	if (fd < 0)
		die("%s: %s", path, strerror(errno));
	if (program && write(fd, line, sizeof(line) - 1) < 0)
		die("%s: %s", path, strerror(errno));
	while (done < text->len) {
		ssize_t n = write(fd, text->data + done, text->len - done);

		if (n < 0)
			die("%s: %s", path, strerror(errno));
		done += (size_t)n;
	}
	if (program)
		fchmod(fd, 0777 & ~mask);
	close(fd);
}

static char *object_name(const char *path)
{
	const char *slash = strrchr(path, '/'),
		   *name = slash ? slash + 1 : path;
	char *copy = take(strlen(name) + 3);

	strcpy(copy, name);
	if (strrchr(copy, '.'))
		*strrchr(copy, '.') = '\0';
	return strcat(copy, ".o");
}

/* Splits what cc has written into the files it came from. */
static void compile(struct token *t, const char *name)
{
	struct token *p, *start = t;

	for (p = t; p->kind != T_EOF; p = p->next) {
		struct token *next = p->next;

		if (!is(p, "__exa_next_file"))
			continue;
		*p = *make_token(p, T_EOF, "");
		translation_unit(start, name);
		start = p = next;
		if (p->kind == T_EOF)
			break;
	}
	translation_unit(start, name);
}

static struct func *link_program(void)
{
	struct func *main_func = func_of(intern("main", 4), false);

	link_globals();
	link_functions();
	if (!main_func->code)
		die("there is no function main()");
	return main_func;
}

static char **arguments, **rest;
static struct text text;
static struct func *program;

/* Reads and compiles all files. */
static void compile_files(void)
{
	int i;

	for (i = 0; i < nfiles; i++) {
		struct token *t = read_file(files[i]);

		if (i && mode == LINK)
			text_add(&text, "__exa_next_file\n", 16);
		if (mode != RUN)
			pp_print(t, &text);
		if (mode == PRINT)
			continue;
		compile(t, files[i]);
		if (mode == COMPILE) {
			write_out(out ? out : object_name(files[i]), &text,
				false);
			text.len = 0;
		}
	}
	if (mode == LINK || mode == RUN)
		program = link_program();
	if (mode == LINK || (mode == PRINT && out))
		write_out(out ? out : "a.out", &text, mode == LINK);
}

static void read_options(void)
{
	rest = options(arguments);
}

int main(int argc, char **argv)
{
	arguments = argv;
	if (argc == 2 &&
		(!strcmp(argv[1], "--help") || !strcmp(argv[1], "--headers")))
		return print_help(argv[1]);
	attempt(read_options);
	if (!nfiles) {
		fputs(usage, stderr);
		return 2;
	}
	attempt(compile_files);
	if (mode == PRINT && !out)
		fwrite(text.data, 1, text.len, stdout);
	if (mode != RUN)
		return 0;
	exit(vm_main(program, (int)(argc - (rest - argv)), rest));
}
