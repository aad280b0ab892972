# SPDX-License-Identifier: GPL-3.0-or-later
#
# MuJS, an interpreter of JavaScript (ECMAScript 5).
#
# Its Makefile has a way of naming a library (-l:) that the linker does not
# know.
exa_port(mujs
  VERSION 1.
  BUILD [==[
$CC -Os -Wl,-z,stack-size=1048576 -o ../mujs main.c one.c -lm
put ../mujs /bin/
]==])
