/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Job control as a user meets it: sh -i on a pseudo-terminal, told by keys and
 * commands to stop, continue, interrupt and hang up. Elsewhere the shell is
 * the system's; dash and bash do as expected here.
 */
#define _GNU_SOURCE
#include "test/call/pty.h"

#define CONTROL(c) ((c)&0x1f)

static struct {
	int m;
	pid_t sh;
	char text[8192]; /* what was shown and not yet looked for */
	size_t n;
} term;

static void start(void)
{
	term.n = 0;
	term.sh = (pid_t)OK(forkpty(&term.m, NULL, NULL, NULL));
	if (term.sh != 0)
		return;
	unsetenv("ENV");
	setenv("PS1", "ready> ", 1);
	execlp("sh", "sh", "-i", (char *)NULL);
	_exit(127);
}

/* Takes what is shown up to and with the text. */
static void see_at(const char *text, int line)
{
	double until = now_ms() + 5000;
	char *at = NULL;

	while (at == NULL) {
		struct pollfd p = { term.m, POLLIN, 0 };
		ssize_t n = 0;

		term.text[term.n] = '\0';
		at = strstr(term.text, text);
		if (at != NULL)
			break;
		if (now_ms() < until && poll(&p, 1, 5000) > 0)
			n = read(term.m, term.text + term.n,
				sizeof(term.text) - 1 - term.n);
		if (n <= 0) {
			fprintf(stderr, "line %d: no \"%s\" in \"%s\"\n", line,
				text, term.text);
			kill(term.sh, SIGKILL);
			exit(1);
		}
		term.n += (size_t)n;
	}
	at += strlen(text);
	term.n -= (size_t)(at - term.text);
	memmove(term.text, at, term.n + 1);
}

#define SEE(text) see_at(text, __LINE__)

static void key(char c)
{
	SAME(write(term.m, &c, 1), 1);
}

/* Types a command line and sees it echoed. */
static void command_at(const char *text, int line)
{
	see_at("ready> ", line);
	type_in(term.m, text);
	key('\n');
	see_at("\r\n", line);
}

#define COMMAND(text) command_at(text, __LINE__)

/* Typed when the program reads or sleeps, not while the shell starts it. */
static void meanwhile(void)
{
	sleep_ms(on_exa() ? 30 : 150);
}

static void leave(const char *how, int status)
{
	SEE("ready> ");
	type_in(term.m, how);
	SAME(status_of(term.sh), status << 8);
	OK(close(term.m));
}

static void stop_and_go(void)
{
	start();
	COMMAND("sleep 50");
	meanwhile();
	key(CONTROL('Z'));
	SEE("^Z");
	SEE("Stopped");
	SEE("sleep 50");
	COMMAND("jobs");
	SEE("[1]");
	SEE("Stopped");
	COMMAND("bg");
	SEE("[1]");
	SEE("sleep 50");
	COMMAND("jobs");
	SEE("Running");
	COMMAND("fg");
	SEE("sleep 50");
	meanwhile();
	key(CONTROL('Z'));
	SEE("Stopped");
	COMMAND("fg %1");
	SEE("sleep 50");
	meanwhile();
	key(CONTROL('C'));
	COMMAND("echo s$?");
	SEE("s130");
	COMMAND("jobs; echo no''ne");
	SEE("none");
	leave("exit 3\n", 3);
}

static void pipelines(void)
{
	start();
	COMMAND("sleep 50 | cat | cat");
	meanwhile();
	key(CONTROL('C'));
	COMMAND("echo s$?");
	SEE("s130");
	COMMAND("cat | cat | cat");
	meanwhile();
	type_in(term.m, "through\n");
	SEE("through\r\nthrough\r\n");
	key(CONTROL('Z'));
	SEE("Stopped");
	COMMAND("fg");
	meanwhile();
	type_in(term.m, "again\n");
	SEE("again\r\nagain\r\n");
	key(CONTROL('D'));
	COMMAND("sleep 50 | sleep 50 &");
	COMMAND("kill %1; sleep 0; wait %1; echo s$?");
	SEE("s143");
	COMMAND("sleep 50");
	meanwhile();
	key(CONTROL('\\'));
	COMMAND("echo s$?");
	SEE("s131");
	leave("exit 0\n", 0);
}

/* The background may not read, and with tostop not write. */
static void background(void)
{
	start();
	COMMAND("cat &");
	meanwhile();
	COMMAND("");
	SEE("Stopped");
	COMMAND("fg");
	meanwhile();
	type_in(term.m, "mine\n");
	SEE("mine\r\nmine\r\n");
	key(CONTROL('D'));
	COMMAND("(sleep 0; echo sho''wn) &");
	meanwhile();
	SEE("shown\r\n");
	key('\n');
	COMMAND("stty tostop");
	COMMAND("(sleep 0; echo hid''den) &");
	meanwhile();
	COMMAND("");
	SEE("Stopped");
	COMMAND("stty -tostop; fg");
	SEE("hidden\r\n");
	COMMAND("sleep 0 & wait; echo s$?");
	SEE("s0");
	leave("exit 0\n", 0);
}

static void wait_for(const char *file, const char *text)
{
	double until = now_ms() + 5000;
	char got[32] = "";

	while (strcmp(got, text) != 0 && now_ms() < until) {
		int fd = open(file, O_RDONLY);
		ssize_t n = fd < 0 ? 0 : read(fd, got, sizeof(got) - 1);

		got[n > 0 ? n : 0] = '\0';
		if (fd >= 0)
			close(fd);
		sleep_ms(10);
	}
	CHECK(strcmp(got, text) == 0);
}

/* The line goes down: the shell ends, and so do its stopped jobs; ours tells
 * those that run too. */
static void hang_up(void)
{
	start();
	COMMAND("(trap 'echo hup >stopped' HUP; sleep 50; sleep 50)");
	meanwhile();
	key(CONTROL('Z'));
	SEE("Stopped");
	COMMAND("(trap 'echo hup >running' HUP; sleep 2; sleep 2) &");
	meanwhile();
	SEE("ready> ");
	OK(close(term.m));
	SAME(status_of(term.sh) & 0x7f, SIGHUP);
	wait_for("stopped", "hup\n");
	OK(unlink("stopped"));
	if (on_exa()) {
		wait_for("running", "hup\n");
		OK(unlink("running"));
	}
}

/* What is in the foreground when the line goes down. */
static void hang_up_foreground(void)
{
	start();
	COMMAND("sh -c 'trap \"echo hup >front\" HUP; sleep 50; sleep 50'");
	meanwhile();
	OK(close(term.m));
	SAME(status_of(term.sh) & 0x7f, SIGHUP);
	wait_for("front", "hup\n");
	OK(unlink("front"));
}

int main(void)
{
	alarm(28);
	scratch();
	stop_and_go();
	pipelines();
	background();
	hang_up();
	hang_up_foreground();
	scratch_end();
	return 0;
}
