/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * File modes as text, both ways; see file.h.
 */
#include "file.h"

#include <string.h>

enum { PERMS = 07777, USER = 04700, GROUP = 02070, OTHER = 00007 };

static bool parse_octal(const char *s, mode_t *mode)
{
	mode_t m = 0;

	for (; *s >= '0' && *s <= '7'; s++)
		if ((m = m * 8 + (mode_t)(*s - '0')) > PERMS)
			return false;
	*mode = m;
	return !*s;
}

/* The letters before the operator; *given: there were any. */
static const char *parse_who(const char *s, mode_t *who, bool *given)
{
	*who = 0;
	for (;; s++) {
		if (*s == 'u')
			*who |= USER;
		else if (*s == 'g')
			*who |= GROUP;
		else if (*s == 'o')
			*who |= OTHER;
		else if (*s == 'a')
			*who |= USER | GROUP | OTHER;
		else
			break;
	}
	*given = *who != 0;
	if (!*given)
		*who = USER | GROUP | OTHER;
	return s;
}

/* u, g or o after the operator: the bits one class has now, for all. */
static bool copied(char c, mode_t mode, mode_t *bits)
{
	mode_t m;

	if (c == 'u')
		m = mode >> 6;
	else if (c == 'g')
		m = mode >> 3;
	else if (c == 'o')
		m = mode;
	else
		return false;
	m &= 7;
	*bits = m << 6 | m << 3 | m;
	return true;
}

static const char *parse_perms(
	const char *s, mode_t mode, bool is_dir, mode_t *bits, bool *sticky)
{
	*bits = 0;
	*sticky = false;
	if (copied(*s, mode, bits))
		return s + 1;
	for (;; s++) {
		if (*s == 'r')
			*bits |= 0444;
		else if (*s == 'w')
			*bits |= 0222;
		else if (*s == 'x' || (*s == 'X' && (is_dir || mode & 0111)))
			*bits |= 0111;
		else if (*s == 's')
			*bits |= 06000;
		else if (*s == 't')
			*sticky = true;
		else if (*s != 'X')
			return s;
	}
}

static mode_t apply(mode_t mode, char op, mode_t who, mode_t bits, bool is_dir)
{
	if (op == '+')
		return mode | bits;
	if (op == '-')
		return mode & ~bits;
	/* As on Linux, = keeps the set-ID bits of a directory. */
	if (is_dir)
		who &= ~(mode_t)06000;
	return (mode & ~who) | bits;
}

bool mode_parse(
	const char *s, mode_t old, mode_t mask, bool is_dir, mode_t *mode)
{
	mode_t m = old & PERMS, who, bits;
	bool given, sticky;

	if (*s >= '0' && *s <= '7')
		return parse_octal(s, mode);
	do {
		s = parse_who(s, &who, &given);
		if (!*s || !strchr("+-=", *s))
			return false;
		while (*s && strchr("+-=", *s)) {
			char op = *s++;

			s = parse_perms(s, m, is_dir, &bits, &sticky);
			bits &= who & (given ? (mode_t)PERMS : ~mask);
			if (sticky && (!given || who & OTHER))
				bits |= 01000;
			if (op == '=' && (!given || who & OTHER))
				m &= ~(mode_t)01000;
			m = apply(m, op, who, bits, is_dir);
		}
	} while (*s++ == ',');
	*mode = m;
	return !s[-1];
}

char mode_type(mode_t mode)
{
	switch (mode & S_IFMT) {
	case S_IFDIR:
		return 'd';
	case S_IFLNK:
		return 'l';
	case S_IFCHR:
		return 'c';
	case S_IFBLK:
		return 'b';
	case S_IFIFO:
		return 'p';
	case S_IFSOCK:
		return 's';
	default:
		return '-';
	}
}

char mode_mark(mode_t mode)
{
	switch (mode & S_IFMT) {
	case S_IFDIR:
		return '/';
	case S_IFLNK:
		return '@';
	case S_IFIFO:
		return '|';
	case S_IFSOCK:
		return '=';
	case S_IFREG:
		return mode & 0111 ? '*' : 0;
	default:
		return 0;
	}
}

void mode_string(mode_t mode, char *buf)
{
	buf[0] = mode_type(mode);
	for (int i = 0; i < 9; i++)
		buf[i + 1] = mode & (0400u >> i) ? "rwx"[i % 3] : '-';
	if (mode & S_ISUID)
		buf[3] = mode & 0100 ? 's' : 'S';
	if (mode & S_ISGID)
		buf[6] = mode & 0010 ? 's' : 'S';
	if (mode & S_ISVTX)
		buf[9] = mode & 0001 ? 't' : 'T';
	buf[10] = '\0';
}
