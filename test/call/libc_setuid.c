/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Programs with the set-user-ID or set-group-ID bit: which ids they get, that
 * they are told (AT_SECURE), and when the bits are ignored: for scripts, after
 * PR_SET_NO_NEW_PRIVS, without execution for the group. For the superuser on
 * our own machine; does nothing otherwise.
 */
#define _GNU_SOURCE
#include "call.h"
#include <sys/auxv.h>
#include <sys/prctl.h>

enum { USER = 1000, OWNER = 4321, GROUP = 5432 };

/* What the program sees: its ids and whether it is secure, as one string. */
static char seen[128];

static int tell(void)
{
	uid_t r, e, s;
	gid_t rg, eg, sg;
	int sig = -1;

	OK(getresuid(&r, &e, &s));
	OK(getresgid(&rg, &eg, &sg));
	OK(prctl(PR_GET_PDEATHSIG, &sig));
	printf("%u %u %u %u %u %u secure %lu dumpable %d death %d", r, e, s, rg,
		eg, sg, getauxval(AT_SECURE), prctl(PR_GET_DUMPABLE), sig);
	return fflush(stdout);
}

static void copy_self(const char *name)
{
	int from = (int)OK(open("/proc/self/exe", O_RDONLY));
	int to = (int)OK(open(name, O_WRONLY | O_CREAT | O_TRUNC, 0755));
	char buffer[4096];
	ssize_t n;

	while ((n = OK(read(from, buffer, sizeof(buffer)))) > 0)
		SAME(write(to, buffer, (size_t)n), n);
	OK(close(from));
	OK(close(to));
}

/* Runs the program as an ordinary user; what it told is in seen. */
static void run(const char *name, int no_new_privs)
{
	ssize_t n;
	pid_t pid;
	int fd[2];

	OK(pipe(fd));
	pid = (pid_t)OK(fork());
	if (pid == 0) {
		OK(dup2(fd[1], 1));
		OK(setresgid(USER, USER, USER));
		OK(setresuid(USER, USER, USER));
		OK(prctl(PR_SET_PDEATHSIG, SIGUSR1));
		if (no_new_privs)
			OK(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0));
		execl(name, name, "tell", (char *)NULL);
		_exit(1);
	}
	OK(close(fd[1]));
	memset(seen, 0, sizeof(seen));
	n = OK(read(fd[0], seen, sizeof(seen) - 1));
	CHECK(n > 0);
	OK(close(fd[0]));
	SAME(status_of(pid), 0);
}

static void expect(const char *text)
{
	if (strcmp(seen, text) != 0) {
		fprintf(stderr, "expected \"%s\", not \"%s\"\n", text, seen);
		exit(1);
	}
}

#define PLAIN "1000 1000 1000 1000 1000 1000 secure 0 dumpable 1 death 10"

int main(int argc, char **argv)
{
	(void)argv;
	if (argc > 1)
		return tell();
	if (geteuid() != 0 || !on_exa())
		return 0;
	scratch();
	OK(chmod(".", 0755));
	copy_self("p");
	OK(chown("p", OWNER, GROUP));
	run("./p", 0);
	expect(PLAIN);
	OK(chmod("p", 04755));
	run("./p", 0);
	expect("1000 4321 4321 1000 1000 1000 secure 1 dumpable 0 death 0");
	OK(chmod("p", 02755));
	run("./p", 0);
	expect("1000 1000 1000 1000 5432 5432 secure 1 dumpable 0 death 0");
	OK(chmod("p", 06755));
	run("./p", 0);
	expect("1000 4321 4321 1000 5432 5432 secure 1 dumpable 0 death 0");
	run("./p", 1);
	expect(PLAIN);
	OK(chmod("p", 02745));
	run("./p", 0);
	expect(PLAIN);
	/* Who owns it gains nothing by it. */
	OK(chown("p", USER, USER));
	OK(chmod("p", 06755));
	run("./p", 0);
	expect(PLAIN);
	/* Writing and a new owner take the bits away. */
	OK(chown("p", OWNER, GROUP));
	SAME(mode_of("p") & 07777, 0755);
	make_file("s", "#!/bin/sh\nexec ./p tell\n");
	OK(chown("s", OWNER, GROUP));
	OK(chmod("s", 06755));
	run("./s", 0);
	expect(PLAIN);
	OK(unlink("s"));
	OK(unlink("p"));
	scratch_end();
	return 0;
}
