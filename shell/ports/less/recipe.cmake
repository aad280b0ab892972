# SPDX-License-Identifier: GPL-3.0-or-later
#
# less, the pager, with UTF-8 and POSIX's regular expressions.
exa_port(less
  NEEDS ncurses
  BUILD [==[
EXA_NO_FINISH=1 ./configure -q --host=wasm32-unknown-linux --prefix=/usr \
	--with-regex=posix \
	CPPFLAGS=-I$PORT_NCURSES/src/use LDFLAGS=-L$PORT_NCURSES/src/lib \
	CFLAGS=-Os
make -s less lesskey
put less /bin/
put lesskey /bin/
put less.nro /usr/share/man/man1/less.1
put lesskey.nro /usr/share/man/man1/lesskey.1
]==])
