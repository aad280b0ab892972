# SPDX-License-Identifier: GPL-3.0-or-later
#
# The awk of Aho, Weinberger and Kernighan, for its tests; the system's awk is
# BusyBox's. src/a.out is the program, src/testdir/echo one that the tests use.
exa_port(original-awk
  EXTRA
  BUILD [==[
stack=
[ "$WHERE" = native ] || stack=-Wl,-z,stack-size=8388608
make -s CC="$CC" HOSTCC="$HOSTCC" ALLOC="$stack"
$CC -w -o testdir/echo testdir/echo.c
put a.out /bin/original-awk
]==])
