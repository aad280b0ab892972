/* SPDX-License-Identifier: GPL-3.0-or-later */
/* stdio.h */
#include "shell/cc/native.h"

#include <stdio.h>

/* With a va_list of the program: it is a pointer there. */
#define LIST(n, code)                   \
	do {                            \
		va_list list;           \
		list_of(&list, a[n].p); \
		a->i = code;            \
	} while (0)

#define PRINT(X)                                                       \
	X(printf, LIST(1, vprintf(a[0].s, list)))                      \
	X(fprintf, LIST(2, vfprintf(a[0].p, a[1].s, list)))            \
	X(dprintf, LIST(2, vdprintf(a[0].i, a[1].s, list)))            \
	X(sprintf, LIST(2, vsprintf(a[0].s, a[1].s, list)))            \
	X(snprintf, LIST(3, vsnprintf(a[0].s, a[1].z, a[2].s, list)))  \
	X(asprintf, LIST(2, vasprintf(a[0].p, a[1].s, list)))          \
	X(vprintf, LIST(1, vprintf(a[0].s, list)))                     \
	X(vfprintf, LIST(2, vfprintf(a[0].p, a[1].s, list)))           \
	X(vdprintf, LIST(2, vdprintf(a[0].i, a[1].s, list)))           \
	X(vsprintf, LIST(2, vsprintf(a[0].s, a[1].s, list)))           \
	X(vsnprintf, LIST(3, vsnprintf(a[0].s, a[1].z, a[2].s, list))) \
	X(vasprintf, LIST(2, vasprintf(a[0].p, a[1].s, list)))         \
	X(scanf, LIST(1, vscanf(a[0].s, list)))                        \
	X(fscanf, LIST(2, vfscanf(a[0].p, a[1].s, list)))              \
	X(sscanf, LIST(2, vsscanf(a[0].s, a[1].s, list)))              \
	X(vscanf, LIST(1, vscanf(a[0].s, list)))                       \
	X(vfscanf, LIST(2, vfscanf(a[0].p, a[1].s, list)))             \
	X(vsscanf, LIST(2, vsscanf(a[0].s, a[1].s, list)))
#define STDIO(X)                                                           \
	X(puts, a->i = puts(a[0].s))                                       \
	X(putchar, a->i = putchar(a[0].i))                                 \
	X(putc, a->i = putc(a[0].i, a[1].p))                               \
	X(fputc, a->i = fputc(a[0].i, a[1].p))                             \
	X(fputs, a->i = fputs(a[0].s, a[1].p))                             \
	X(getchar, a->i = getchar())                                       \
	X(getc, a->i = getc(a[0].p))                                       \
	X(fgetc, a->i = fgetc(a[0].p))                                     \
	X(ungetc, a->i = ungetc(a[0].i, a[1].p))                           \
	X(fgets, a->s = fgets(a[0].s, a[1].i, a[2].p))                     \
	X(getline, a->n = (long)getline(a[0].p, a[1].p, a[2].p))           \
	X(getdelim, a->n = (long)getdelim(a[0].p, a[1].p, a[2].i, a[3].p)) \
	X(fread, a->z = fread(a[0].p, a[1].z, a[2].z, a[3].p))             \
	X(fwrite, a->z = fwrite(a[0].p, a[1].z, a[2].z, a[3].p))           \
	X(fopen, a->p = fopen(a[0].s, a[1].s))                             \
	X(freopen, a->p = freopen(a[0].s, a[1].s, a[2].p))                 \
	X(fdopen, a->p = fdopen(a[0].i, a[1].s))                           \
	X(fclose, a->i = fclose(a[0].p))                                   \
	X(fflush, a->i = fflush(a[0].p))                                   \
	X(feof, a->i = feof((FILE *)a[0].p))                               \
	X(ferror, a->i = ferror((FILE *)a[0].p))                           \
	X(clearerr, clearerr((FILE *)a[0].p))                              \
	X(fileno, a->i = fileno(a[0].p))                                   \
	X(fseek, a->i = fseek(a[0].p, a[1].n, a[2].i))                     \
	X(ftell, a->n = ftell(a[0].p))                                     \
	X(fseeko, a->i = fseeko(a[0].p, a[1].l, a[2].i))                   \
	X(ftello, a->l = ftello(a[0].p))                                   \
	X(rewind, rewind(a[0].p))                                          \
	X(setvbuf, a->i = setvbuf(a[0].p, a[1].s, a[2].i, a[3].z))         \
	X(setbuf, setbuf(a[0].p, a[1].s))                                  \
	X(perror, perror(a[0].s))                                          \
	X(remove, a->i = remove(a[0].s))                                   \
	X(rename, a->i = rename(a[0].s, a[1].s))                           \
	X(tmpfile, a->p = tmpfile())                                       \
	X(popen, a->p = popen(a[0].s, a[1].s))                             \
	X(pclose, a->i = pclose(a[0].p))                                   \
	X(fmemopen, a->p = fmemopen(a[0].p, a[1].z, a[2].s))               \
	X(open_memstream, a->p = open_memstream(a[0].p, a[1].p))

PRINT(DEFINE)
STDIO(DEFINE)

const struct native natives_stdio[] = { PRINT(ENTRY) STDIO(ENTRY){ 0 } };
