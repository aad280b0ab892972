# SPDX-License-Identifier: GPL-3.0-or-later
#
# 2048, the game of sliding numbers.
exa_port(2048
  BUILD [==[
$CC -std=gnu99 -Os -o ../2048 2048.c
put ../2048 /bin/
]==])
