# SPDX-License-Identifier: GPL-3.0-or-later
#
# SQLite's shell, with FTS5, JSON and mathematical functions, and with Jim's
# line editor. tclsh of the host puts its sources together.
exa_port(sqlite3
  VERSION 3.
  NEEDS jimtcl
  BUILD [==[
make -s -f main.mk TOP=. BCC="$HOSTCC" TCC="$HOSTCC -I." TCCX="$HOSTCC -I." \
	EXE= sqlite3.c shell.c
# Jim's editor hands a completion one more argument.
cat >linenoise.h <<END
#include "$PORT_JIMTCL/src/linenoise.h"
static void (*complete_line)(const char *, linenoiseCompletions *);
static inline void complete(const char *line, linenoiseCompletions *list,
		void *data)
{
	complete_line(line, list);
}
#define linenoiseSetCompletionCallback(function) \
	(complete_line = (function), \
	linenoiseSetCompletionCallback(complete, 0))
END
$CC -Os -I. -I$PORT_JIMTCL/src -Wl,-z,stack-size=1048576 \
	-DSQLITE_THREADSAFE=0 -DSQLITE_OMIT_LOAD_EXTENSION \
	-DSQLITE_DEFAULT_MEMSTATUS=0 -DSQLITE_ENABLE_FTS5 \
	-DSQLITE_ENABLE_MATH_FUNCTIONS -DSQLITE_ENABLE_DBPAGE_VTAB \
	-DSQLITE_OMIT_DEPRECATED -DHAVE_FDATASYNC -DHAVE_USLEEP=1 \
	-DHAVE_READLINK -DHAVE_LSTAT -DHAVE_FCHOWN -DHAVE_STRCHRNUL \
	-DHAVE_LOCALTIME_R=1 -DHAVE_GMTIME_R=1 -DHAVE_UTIME \
	-DHAVE_LINENOISE=1 -DUSE_UTF8 \
	-o ../sqlite3 sqlite3.c shell.c $PORT_JIMTCL/src/linenoise.c \
	$PORT_JIMTCL/src/utf8.c -lm
put ../sqlite3 /bin/
put sqlite3.1 /usr/share/man/man1/
]==])
