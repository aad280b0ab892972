# SPDX-License-Identifier: GPL-3.0-or-later
#
# vitetris: Tetris on the terminal, for one or two players at one keyboard. Its
# Makefiles say ar.
exa_port(vitetris
  VERSION 0.
  BUILD [==[
mkdir ../tools
printf '#!/bin/sh\nexec %s "$@"\n' "$AR" >../tools/ar
chmod +x ../tools/ar
PATH=$PWD/../tools:$PATH make -s build CC="$CC" CFLAGS=-Os
put vitetris /bin/
]==])
