# SPDX-License-Identifier: GPL-3.0-or-later
#
# procps: ps as on other Linux systems; BusyBox's knows no option but -o. The
# others of its programs that read /proc are for tests: not in the system.
exa_port(procps
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
put src/ps/pscommand /bin/ps
for program in top/top free uptime vmstat pgrep; do
	put src/$program /test/
done
ln -s pgrep "$ROOT/test/pkill"
]==])
