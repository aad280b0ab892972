# SPDX-License-Identifier: GPL-3.0-or-later
#
# procps: ps, top, free, uptime, vmstat, pgrep and pkill, which read more of
# /proc than BusyBox's. They are for tests.
exa_port(procps
  EXTRA
  NEEDS ncurses
  BUILD [==[
EXA_NO_FINISH=1 AR="$AR" RANLIB="$RANLIB" \
	CPPFLAGS=-I$PORT_NCURSES/src/use \
	NCURSES_CFLAGS=-I$PORT_NCURSES/src/use \
	NCURSES_LIBS="-L$PORT_NCURSES/src/lib -lncursesw" \
	ac_cv_func_malloc_0_nonnull=yes ac_cv_func_realloc_0_nonnull=yes \
	./configure -q --host=wasm32-unknown-linux \
	--build=x86_64-pc-linux-gnu --disable-nls --disable-numa \
	--disable-shared --without-systemd
make -s -j2 src/ps/pscommand src/top/top src/free src/uptime src/vmstat \
	src/pgrep
for program in top/top free uptime vmstat pgrep; do
	put src/$program /bin/
done
put src/ps/pscommand /bin/ps
ln -s pgrep "$ROOT/bin/pkill"
]==])
