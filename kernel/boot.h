/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the host says at power-on: NUL-ended strings "key=value" in a row.
 *
 *   limit=N            programs that may exist at once
 *   runlevel=C         instead of the inittab's initdefault
 *   mount=N:PATH[:ro]  host directory number N appears at PATH (headless)
 *   arg=WORD           a word of the command that init shall run instead of
 *                      the inittab's entries (headless); its end is reported
 *                      by host_exited()
 *   env=NAME=VALUE     its environment
 *   tty=FD             the host's stream FD is a terminal: the command gets
 *                      /dev/tty1 for it instead of /dev/hostFD
 *   store=NAME         the host keeps records under that name: /home and
 *                      /usr/local are there
 *   user=NAME          exa (default: uid 1000) or root
 *   site=URL           the folder whose index netfs mounts, with the last slash
 */
#ifndef EXA_BOOT_H
#define EXA_BOOT_H

#include <stdbool.h>

enum { BOOT_WORDS = 1024, BOOT_MOUNTS = 16 };

struct boot_mount {
	int number;
	char *path;
	bool readonly;
};

struct boot {
	char runlevel; /* 0: as the inittab says */
	bool root;     /* the command runs as root */
	bool terminal[3];
	const char *store; /* NULL: none */
	int mounts;
	struct boot_mount mount[BOOT_MOUNTS];
	const char *site;
	int argc, envc;                   /* argc 0: no command */
	const char *argv[BOOT_WORDS + 1]; /* NULL-ended */
	const char *envp[BOOT_WORDS + 1];
};

/* The options; constant after boot. */
extern struct boot boot;

/* Reads the strings, size bytes in all. Unknown keys are logged. */
void boot_parse(char *strings, unsigned size);

#endif
