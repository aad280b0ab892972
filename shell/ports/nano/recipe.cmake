# SPDX-License-Identifier: GPL-3.0-or-later
#
# nano, with UTF-8, the mouse and its colours for the languages found here.
# libmagic, which it would ask about files without a known ending, is left out.
exa_port(nano
  NEEDS ncurses
  BUILD [==[
EXA_NO_FINISH=1 ./configure -q --host=wasm32-unknown-linux --prefix=/usr \
	--sysconfdir=/etc \
	--disable-nls --disable-libmagic --enable-utf8 \
	NCURSESW_CFLAGS=-I$PORT_NCURSES/src/use \
	NCURSESW_LIBS="-L$PORT_NCURSES/src/lib -lncursesw" \
	ac_cv_header_ncursesw_ncurses_h=no CFLAGS=-Os
make -s -C lib
make -s -C src revision.h nano
put src/nano /bin/
put doc/nano.1 /usr/share/man/man1/
put doc/nanorc.5 /usr/share/man/man5/
ln -s nano "$ROOT/bin/rnano"
for language in awk c css default html javascript json lua makefile man \
	markdown nanorc patch python sh sql tcl xml; do
	cat syntax/$language.nanorc
done >../all.nanorc # one file: one request, and one line of the index
put ../all.nanorc /usr/share/nano/
echo 'include /usr/share/nano/all.nanorc' >../nanorc
put ../nanorc /etc/
]==])
