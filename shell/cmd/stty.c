/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * stty [-a | -g]                                              POSIX: stty
 * stty [-F device] setting...
 *
 * Prints or changes the settings of the terminal that is standard input (-F:
 * of a device). -a: all; -g: in a form that stty takes back.
 *
 *   modes, each also with -:  parenb parodd hupcl cstopb cread clocal crtscts
 *       ignbrk brkint ignpar parmrk inpck istrip inlcr igncr icrnl iuclc ixon
 *       ixany ixoff imaxbel iutf8 opost olcuc ocrnl onlcr onocr onlret isig
 *       icanon iexten echo echoe echok echonl noflsh tostop echoctl echoke
 *       cs5 cs6 cs7 cs8 (without -)
 *   together:  sane, raw or -cooked, cooked or -raw, cbreak, ek, nl
 *   characters:  intr quit erase kill eof eol eol2 start stop susp rprnt
 *       werase lnext discard, then a character, ^c, or undef or ^- for none;
 *       min and time, then a number
 *   size prints rows and columns; rows n, cols n set them; ispeed n, ospeed n,
 *   n: the speed; speed prints it
 *
 * Exit status: 0; 1 after an error.
 */
#include "lib/cmd.h"
#include "lib/stty.h"
#include "lib/tty_sane.h"

#include <fcntl.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

static struct {
	int fd;
	const char *name; /* of the terminal, for messages */
	struct termios t;
	struct winsize size;
	bool size_changed, modes_changed;
} tty;

static void get_size(void)
{
	if (!tty.size_changed && ioctl(tty.fd, TIOCGWINSZ, &tty.size) < 0)
		cmd_die_errno(tty.name);
}

static bool set_mode(const char *word)
{
	bool off = *word == '-';
	const struct stty_mode *m = stty_mode_find(word + off);

	if (!m || (off && m->mask != m->bits))
		return false;
	*stty_flags(&tty.t, m->field) &= ~m->mask;
	if (!off)
		*stty_flags(&tty.t, m->field) |= m->bits;
	return true;
}

static void set_raw(void)
{
	tcflag_t input = BRKINT | ICRNL | IGNBRK | IGNCR | IGNPAR | INLCR |
		INPCK | ISTRIP | IXANY | IXOFF | IXON | PARMRK;

	tty.t.c_iflag &= ~input;
	tty.t.c_oflag &= ~(tcflag_t)OPOST;
	tty.t.c_lflag &= ~(tcflag_t)(ICANON | ISIG);
	tty.t.c_cc[VMIN] = 1;
	tty.t.c_cc[VTIME] = 0;
}

static void set_cooked(void)
{
	tty.t.c_iflag |= BRKINT | IGNPAR | ICRNL | IXON;
	tty.t.c_oflag |= OPOST;
	tty.t.c_lflag |= ICANON | ISIG;
	tty.t.c_cc[VEOF] = tty_default_char(VEOF);
	tty.t.c_cc[VEOL] = tty_default_char(VEOL);
}

static bool set_together(const char *word)
{
	if (!strcmp(word, "sane")) {
		tty_sane(&tty.t);
	} else if (!strcmp(word, "raw") || !strcmp(word, "-cooked")) {
		set_raw();
	} else if (!strcmp(word, "cooked") || !strcmp(word, "-raw")) {
		set_cooked();
	} else if (!strcmp(word, "cbreak")) {
		tty.t.c_lflag &= ~(tcflag_t)ICANON;
		tty.t.c_cc[VMIN] = 1;
		tty.t.c_cc[VTIME] = 0;
	} else if (!strcmp(word, "-cbreak")) {
		tty.t.c_lflag |= ICANON;
	} else if (!strcmp(word, "ek")) {
		tty.t.c_cc[VERASE] = tty_default_char(VERASE);
		tty.t.c_cc[VKILL] = tty_default_char(VKILL);
	} else if (!strcmp(word, "nl")) {
		tty.t.c_iflag &= ~(tcflag_t)ICRNL;
		tty.t.c_oflag &= ~(tcflag_t)ONLCR;
	} else if (!strcmp(word, "-nl")) {
		tty.t.c_iflag = (tty.t.c_iflag & ~(tcflag_t)(INLCR | IGNCR)) |
			ICRNL;
		tty.t.c_oflag = (tty.t.c_oflag & ~(tcflag_t)(OCRNL | ONLRET)) |
			ONLCR;
	} else {
		return false;
	}
	return true;
}

static bool set_char(const char *word, const char *value)
{
	int index = stty_char_find(word);
	unsigned long long n;

	if (index < 0)
		return false;
	if (!value)
		cmd_die("missing argument to '%s'", word);
	if (index == VMIN || index == VTIME) {
		if (!num_parse(value, &n) || n > 255)
			cmd_die("not a number up to 255: '%s'", value);
		tty.t.c_cc[index] = (cc_t)n;
	} else if (!strcmp(value, "undef") || !strcmp(value, "^-") || !*value) {
		tty.t.c_cc[index] = 0;
	} else if (value[0] == '^' && value[1] && !value[2]) {
		tty.t.c_cc[index] = value[1] == '?' ? 127 : value[1] & 0x1f;
	} else if (!value[1]) {
		tty.t.c_cc[index] = (cc_t)value[0];
	} else {
		cmd_die("not a character: '%s'", value);
	}
	return true;
}

static bool set_size(const char *word, const char *value)
{
	bool rows = !strcmp(word, "rows");
	unsigned long long n;

	if (!rows && strcmp(word, "cols") && strcmp(word, "columns"))
		return false;
	if (!value || !num_parse(value, &n) || n > 65535)
		cmd_die("missing or bad number for '%s'", word);
	get_size();
	*(rows ? &tty.size.ws_row : &tty.size.ws_col) = (unsigned short)n;
	tty.size_changed = true;
	return true;
}

/* ispeed n, ospeed n; takes value only when it knows the word. */
static bool set_speed(const char *word, const char *value)
{
	speed_t speed;

	if (strcmp(word, "ispeed") && strcmp(word, "ospeed"))
		return false;
	if (!value || !stty_speed(value, &speed))
		cmd_die("missing or bad speed for '%s'", word);
	if (*word == 'i')
		cfsetispeed(&tty.t, speed);
	else
		cfsetospeed(&tty.t, speed);
	return true;
}

static bool set_number(const char *word)
{
	speed_t speed;

	if (!stty_speed(word, &speed))
		return false;
	cfsetispeed(&tty.t, speed);
	cfsetospeed(&tty.t, speed);
	return true;
}

static bool print_one(const char *word)
{
	if (!strcmp(word, "size")) {
		get_size();
		out_fmt(&cmd.out, "%u %u\n", tty.size.ws_row, tty.size.ws_col);
	} else if (!strcmp(word, "speed")) {
		out_fmt(&cmd.out, "%lu\n", stty_baud(cfgetospeed(&tty.t)));
	} else {
		return false;
	}
	return true;
}

/* Returns how many words were used. */
static int set(char **word)
{
	if (print_one(word[0]))
		return 1;
	if (set_size(word[0], word[1]))
		return 2;
	tty.modes_changed = true;
	if (set_mode(word[0]) || set_together(word[0]) ||
		stty_restore(&tty.t, word[0]) || set_number(word[0]))
		return 1;
	if (set_char(word[0], word[1]) || set_speed(word[0], word[1]))
		return 2;
	cmd_die("invalid argument '%s'", word[0]);
}

/* tcsetattr() is content with a part of what it was asked for. */
static void change(char **words)
{
	struct termios now;

	while (*words)
		words += set(words);
	if (tty.size_changed && ioctl(tty.fd, TIOCSWINSZ, &tty.size) < 0)
		cmd_die_errno(tty.name);
	if (!tty.modes_changed)
		return;
	if (tcsetattr(tty.fd, TCSADRAIN, &tty.t) < 0 ||
		tcgetattr(tty.fd, &now) < 0)
		cmd_die_errno(tty.name);
	if (now.c_iflag != tty.t.c_iflag || now.c_oflag != tty.t.c_oflag ||
		now.c_lflag != tty.t.c_lflag)
		cmd_say("%s: not all settings were accepted", tty.name);
}

static bool is_option(const char *word)
{
	return word && (!strcmp(word, "-a") || !strcmp(word, "-g"));
}

int main(int argc, char **argv)
{
	(void)argc;
	cmd_start("stty", "stty [-F device] [-a | -g | setting...]");
	tty.name = "standard input";
	argv++;
	if (*argv && !strcmp(*argv, "-F")) {
		if (!argv[1])
			cmd_usage();
		tty.name = argv[1];
		tty.fd = open(tty.name, O_RDWR | O_NONBLOCK | O_NOCTTY);
		if (tty.fd < 0)
			cmd_die_errno(tty.name);
		argv += 2;
	}
	if (tcgetattr(tty.fd, &tty.t) < 0)
		cmd_die_errno(tty.name);
	if (*argv && !is_option(*argv)) {
		change(argv);
		return cmd_done();
	}
	if (*argv && argv[1])
		cmd_usage();
	if (*argv && !strcmp(*argv, "-g")) {
		stty_save(&tty.t);
		return cmd_done();
	}
	if (ioctl(tty.fd, TIOCGWINSZ, &tty.size) < 0)
		memset(&tty.size, 0, sizeof(tty.size));
	stty_print(&tty.t, &tty.size, *argv != NULL);
	return cmd_done();
}
