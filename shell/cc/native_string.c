/* SPDX-License-Identifier: GPL-3.0-or-later */
/* string.h, strings.h, ctype.h */
#include "shell/cc/native.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#define STRING(X)                                                  \
	X(memcpy, a->p = memcpy(a[0].p, a[1].p, a[2].z))           \
	X(memmove, a->p = memmove(a[0].p, a[1].p, a[2].z))         \
	X(memset, a->p = memset(a[0].p, a[1].i, a[2].z))           \
	X(memcmp, a->i = memcmp(a[0].p, a[1].p, a[2].z))           \
	X(memchr, a->p = memchr(a[0].p, a[1].i, a[2].z))           \
	X(memrchr, a->p = memrchr(a[0].p, a[1].i, a[2].z))         \
	X(memmem, a->p = memmem(a[0].p, a[1].z, a[2].p, a[3].z))   \
	X(strlen, a->z = strlen(a[0].s))                           \
	X(strnlen, a->z = strnlen(a[0].s, a[1].z))                 \
	X(strcpy, a->s = strcpy(a[0].s, a[1].s))                   \
	X(strncpy, a->s = strncpy(a[0].s, a[1].s, a[2].z))         \
	X(stpcpy, a->s = stpcpy(a[0].s, a[1].s))                   \
	X(stpncpy, a->s = stpncpy(a[0].s, a[1].s, a[2].z))         \
	X(strcat, a->s = strcat(a[0].s, a[1].s))                   \
	X(strncat, a->s = strncat(a[0].s, a[1].s, a[2].z))         \
	X(strcmp, a->i = strcmp(a[0].s, a[1].s))                   \
	X(strncmp, a->i = strncmp(a[0].s, a[1].s, a[2].z))         \
	X(strcoll, a->i = strcoll(a[0].s, a[1].s))                 \
	X(strchr, a->s = strchr(a[0].s, a[1].i))                   \
	X(strrchr, a->s = strrchr(a[0].s, a[1].i))                 \
	X(strchrnul, a->s = strchrnul(a[0].s, a[1].i))             \
	X(strstr, a->s = strstr(a[0].s, a[1].s))                   \
	X(strcasestr, a->s = strcasestr(a[0].s, a[1].s))           \
	X(strspn, a->z = strspn(a[0].s, a[1].s))                   \
	X(strcspn, a->z = strcspn(a[0].s, a[1].s))                 \
	X(strpbrk, a->s = strpbrk(a[0].s, a[1].s))                 \
	X(strtok, a->s = strtok(a[0].s, a[1].s))                   \
	X(strtok_r, a->s = strtok_r(a[0].s, a[1].s, a[2].p))       \
	X(strsep, a->s = strsep(a[0].p, a[1].s))                   \
	X(strdup, a->s = strdup(a[0].s))                           \
	X(strndup, a->s = strndup(a[0].s, a[1].z))                 \
	X(strerror, a->s = strerror(a[0].i))                       \
	X(strsignal, a->s = strsignal(a[0].i))                     \
	X(strcasecmp, a->i = strcasecmp(a[0].s, a[1].s))           \
	X(strncasecmp, a->i = strncasecmp(a[0].s, a[1].s, a[2].z)) \
	X(ffs, a->i = ffs(a[0].i))
#define CTYPE(X)                             \
	X(isalnum, a->i = isalnum(a[0].i))   \
	X(isalpha, a->i = isalpha(a[0].i))   \
	X(isblank, a->i = isblank(a[0].i))   \
	X(iscntrl, a->i = iscntrl(a[0].i))   \
	X(isdigit, a->i = isdigit(a[0].i))   \
	X(isgraph, a->i = isgraph(a[0].i))   \
	X(islower, a->i = islower(a[0].i))   \
	X(isprint, a->i = isprint(a[0].i))   \
	X(ispunct, a->i = ispunct(a[0].i))   \
	X(isspace, a->i = isspace(a[0].i))   \
	X(isupper, a->i = isupper(a[0].i))   \
	X(isxdigit, a->i = isxdigit(a[0].i)) \
	X(tolower, a->i = tolower(a[0].i))   \
	X(toupper, a->i = toupper(a[0].i))

STRING(DEFINE)
CTYPE(DEFINE)

const struct native natives_string[] = { STRING(ENTRY) CTYPE(ENTRY){ 0 } };
