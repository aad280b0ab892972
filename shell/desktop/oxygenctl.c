/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * oxygenctl list                                              (not in POSIX)
 * oxygenctl focus|close|kill window
 * oxygenctl place window state [workspace]
 * oxygenctl open file
 * oxygenctl launch application [file]
 * oxygenctl screenshot [-w window] file.png
 * oxygenctl download file
 * oxygenctl set setting value
 * oxygenctl get [setting]
 * oxygenctl reload
 * xdg-open file
 * notify-send [-u low|normal|critical] [-t ms] summary [body]
 *
 * Asks the manager of the desktop, for scripts and tests. list: number of the
 * window, * behind that of the one with the keyboard; process; place; size;
 * state; workspace; application; title. state: normal, maximised, full, left,
 * right, top-left, top-right, bottom-left, bottom-right, minimised. download
 * hands a file to the browser, as one it has loaded. get without a name: all,
 * name and value with a tab between. Settings are those of docs/oxygen.md.
 *
 * Exit status: 0; 1 and a message when it was refused; 2 for wrong usage.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

static const char *me;

static void die(const char *what)
{
	fprintf(stderr, "%s: %s: %s\n", me, what, strerror(errno));
	exit(1);
}

static void usage(void)
{
	fprintf(stderr, "%s",
		strcmp(me, "notify-send") == 0
			? "usage: notify-send [-u low|normal|critical] "
			  "[-t ms] summary [body]\n"
			: strcmp(me, "xdg-open") == 0
			? "usage: xdg-open file\n"
			: "usage: oxygenctl list | focus window | "
			  "close window | kill window |\n"
			  "       place window state [workspace] | "
			  "open file | launch application [file] |\n"
			  "       screenshot [-w window] file.png | "
			  "download file | reload |\n"
			  "       set setting value | get [setting]\n");
	exit(2);
}

static void put(int fd, const void *bytes, size_t size)
{
	const char *at = bytes;

	while (size > 0) {
		ssize_t n = write(fd, at, size);

		if (n < 0)
			die("the desktop");
		at += n;
		size -= (size_t)n;
	}
}

static int join(void)
{
	struct sockaddr_un name = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	strcpy(name.sun_path, "/run/oxygen");
	if (fd < 0 || connect(fd, (struct sockaddr *)&name, sizeof(name)) < 0)
		die("no desktop runs (runlevel 5 has one)");
	return fd;
}

/* Copies what is behind the answer's first line to out. */
static int take_answer(int fd, int out)
{
	char bytes[32768 + 1];
	bool first = true;
	ssize_t n;

	while ((n = read(fd, bytes, sizeof(bytes) - 1)) > 0) {
		if (first && strncmp(bytes, "ok\n", 3) != 0) {
			bytes[n] = '\0';
			bytes[strcspn(bytes, "\n")] = '\0';
			fprintf(stderr, "%s: %s\n", me,
				strncmp(bytes, "error\t", 6) == 0 ? bytes + 6
								  : bytes);
			return 1;
		}
		put(out, bytes + (first ? 3 : 0),
			(size_t)(n - (first ? 3 : 0)));
		first = false;
	}
	if (first)
		fprintf(stderr, "%s: the desktop has not answered\n", me);
	return first;
}

static int ask(const char *line, int out)
{
	int fd = join();

	put(fd, line, strlen(line));
	return take_answer(fd, out);
}

/* The file's whole name, which others understand. */
static const char *whole(const char *file)
{
	char *name = realpath(file, NULL);

	if (name == NULL)
		die(file);
	if (strpbrk(name, "\t\n") != NULL) {
		errno = EINVAL;
		die(file);
	}
	return name;
}

static int open_file(const char *file)
{
	char line[8192];

	snprintf(line, sizeof(line), "open\t%s\n", whole(file));
	return ask(line, 1);
}

static int notify(int argc, char **argv)
{
	static const char *const levels[] = { "low", "normal", "critical" };
	int urgency = 1, ms = 5000, c;
	char text[8192];

	while ((c = getopt(argc, argv, "u:t:")) != -1) {
		if (c == 't')
			ms = atoi(optarg);
		else if (c == 'u')
			for (urgency = 0; urgency < 3; urgency++)
				if (strcmp(levels[urgency], optarg) == 0)
					break;
		if (c == '?' || urgency == 3)
			usage();
	}
	if (optind != argc - 1 && optind != argc - 2)
		usage();
	snprintf(text, sizeof(text), "notify\t%d\t%d\n%s\n%s", urgency, ms,
		argv[optind], optind == argc - 2 ? argv[optind + 1] : "");
	return ask(text, 1);
}

static int screenshot(int argc, char **argv)
{
	const char *window = "0";
	char line[64];
	int out, c, failed;

	while ((c = getopt(argc, argv, "w:")) != -1) {
		if (c != 'w')
			usage();
		window = optarg;
	}
	if (optind != argc - 1)
		usage();
	out = open(argv[optind], O_WRONLY | O_CREAT | O_TRUNC, 0666);
	if (out < 0)
		die(argv[optind]);
	snprintf(line, sizeof(line), "screenshot\t%.20s\n", window);
	failed = ask(line, out);
	if (failed)
		unlink(argv[optind]);
	return failed;
}

static int download(const char *file)
{
	const char *slash = strrchr(file, '/');
	char line[4096], bytes[8192];
	int in = open(file, O_RDONLY), fd;
	struct stat st;
	ssize_t n;

	if (in < 0 || fstat(in, &st) < 0)
		die(file);
	if (!S_ISREG(st.st_mode)) {
		errno = EINVAL;
		die(file);
	}
	fd = join();
	snprintf(line, sizeof(line), "download\t%lld\t%s\n",
		(long long)st.st_size, slash != NULL ? slash + 1 : file);
	put(fd, line, strlen(line));
	while (st.st_size > 0 && (n = read(in, bytes, sizeof(bytes))) > 0) {
		if (n > st.st_size)
			n = (ssize_t)st.st_size;
		put(fd, bytes, (size_t)n);
		st.st_size -= n;
	}
	if (st.st_size == 0)
		return take_answer(fd, 1);
	fprintf(stderr, "oxygenctl: %s: has become shorter meanwhile\n", file);
	return 1;
}

static int place(int argc, char **argv)
{
	static const char *const states[] = { "normal", "maximised", "full",
		"left", "right", "top-left", "top-right", "bottom-left",
		"bottom-right", "minimised" };
	char line[128];
	int i = 0;

	while (i < 10 && strcmp(states[i], argv[2]) != 0)
		i++;
	if (i == 10)
		usage();
	snprintf(line, sizeof(line), "place\t%.20s\t%d\t%.20s\n", argv[1],
		i == 9 ? 0x80 : i, argc > 3 ? argv[3] : "");
	return ask(line, 1);
}

int main(int argc, char **argv)
{
	static const struct {
		const char *word;
		int least, most;
	} plain[] = { { "list", 0, 0 }, { "focus", 1, 1 }, { "close", 1, 1 },
		{ "kill", 1, 1 }, { "launch", 1, 2 }, { "reload", 0, 0 },
		{ "set", 2, 2 }, { "get", 0, 1 } };
	char line[8192];

	me = strrchr(argv[0], '/') != NULL ? strrchr(argv[0], '/') + 1
					   : argv[0];
	if (strcmp(me, "notify-send") == 0)
		return notify(argc, argv);
	if (strcmp(me, "xdg-open") == 0) {
		if (argc != 2)
			usage();
		return open_file(argv[1]);
	}
	if (argc == 3 && strcmp(argv[1], "open") == 0)
		return open_file(argv[2]);
	if (argc == 3 && strcmp(argv[1], "download") == 0)
		return download(argv[2]);
	if (argc > 1 && strcmp(argv[1], "screenshot") == 0)
		return screenshot(argc - 1, argv + 1);
	if ((argc == 4 || argc == 5) && strcmp(argv[1], "place") == 0)
		return place(argc - 1, argv + 1);
	for (size_t i = 0; argc > 1 && i < sizeof(plain) / sizeof(plain[0]);
		i++) {
		if (strcmp(argv[1], plain[i].word) != 0 ||
			argc - 2 < plain[i].least || argc - 2 > plain[i].most)
			continue;
		for (int n = 2; n < argc; n++)
			if (strpbrk(argv[n], "\t\n") != NULL) {
				errno = EINVAL;
				die(argv[n]);
			}
		snprintf(line, sizeof(line), "%s\t%s\t%s\n", argv[1],
			argc > 2 ? argv[2] : "",
			argc <= 3                             ? ""
				: strcmp(argv[1], "set") == 0 ? argv[3]
							      : whole(argv[3]));
		return ask(line, 1);
	}
	usage();
}
