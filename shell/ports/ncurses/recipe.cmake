# SPDX-License-Identifier: GPL-3.0-or-later
#
# ncurses: the library of the ports that draw on terminals, with tput and reset.
#
# There is a database of the terminals one meets today. The `fallbacks` are in
# each program too, which so can draw without it. tic and infocmp are large
# (180 KiB packed) and left out.
#
# For other ports: include from $PORT_NCURSES/src/use, link with src/lib.
exa_port(ncurses
  VERSION 6.
  BUILD [==[
EXA_NO_FINISH=1 ./configure -q --host=wasm32-unknown-linux \
	--build=x86_64-pc-linux-gnu --prefix=/usr \
	--with-build-cc="$HOSTCC" --without-ada --without-cxx-binding \
	--without-debug --without-manpages --without-shared \
	--without-tests --disable-db-install \
	--with-fallbacks=xterm-256color,xterm,linux,vt100,dumb,screen-256color \
	--with-terminfo-dirs=/etc/terminfo:/usr/share/terminfo \
	--disable-stripping --enable-widec CFLAGS=-Os
make -s -C include
make -s -j2 -C ncurses
make -s -C progs tput tset
# What a program includes, without ncurses' own config.h.
mkdir use
cp include/curses.h include/ncurses_dll.h include/term.h include/unctrl.h \
	include/termcap.h use
ln -s curses.h use/ncurses.h
put progs/tput /bin/
put progs/tset /bin/
ln -s tset "$ROOT/bin/reset"
mkdir -p "$ROOT/usr/share"
tic -x -o "$ROOT/usr/share/terminfo" -e ansi,dumb,linux,screen,\
screen-256color,tmux,tmux-256color,vt100,vt102,vt220,xterm,\
xterm-16color,xterm-256color,xterm-color,xterm-mono misc/terminfo.src
]==])
