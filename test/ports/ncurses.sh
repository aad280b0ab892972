# SPDX-License-Identifier: GPL-3.0-or-later
#
# ncurses, the library, for the ports that draw on terminals; and its tput. No
# database is installed: the terminals that it knows are compiled in, by the
# host's tic.
# Runs: full
# shellcheck shell=sh disable=SC2034,SC2154

native=

build()
{
	CC=$cc AR=$ar RANLIB=$ranlib ./configure -q \
		--host=wasm32-unknown-linux --build=x86_64-pc-linux-gnu \
		--with-build-cc=gcc --without-ada --without-cxx \
		--without-cxx-binding --without-debug --without-manpages \
		--without-shared --without-tests --disable-database \
		--with-fallbacks=xterm,linux,vt100,dumb --disable-db-install \
		--disable-stripping --enable-widec
	make -s -C include
	make -s -j2 -C ncurses
	make -s -C progs tput
	# What a program includes, without ncurses' own config.h.
	mkdir use
	cp include/curses.h include/ncurses_dll.h include/term.h \
		include/unctrl.h include/termcap.h use
	mkdir ../bin
	cp progs/tput ../bin
}

# What the host's terminal database says of the same terminals.
check()
{
	mkdir -p out
	for terminal in xterm vt100 linux; do
		for what in el bold cols 'cup 3 4' kcuu1 smcup; do
			machine "/p/bin/tput -T$terminal $what" 2>out/errors |
				od -c >out/machine
			# shellcheck disable=SC2086
			tput -T$terminal $what 2>out/errors | od -c >out/native
			cmp -s out/machine out/native ||
				echo "tput -T$terminal $what differs"
		done
	done
}
