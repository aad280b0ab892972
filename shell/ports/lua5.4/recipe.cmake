# SPDX-License-Identifier: GPL-3.0-or-later
#
# Lua, installed as lua and luac. Debian's patches for its own build by libtool
# are left out.
exa_port(lua5.4
  VERSION 5.4
  SKIP build-system modules-paths
  BUILD [==[
make -s -C src posix CC="$CC -std=gnu99" AR="$AR rc" RANLIB="$RANLIB" \
	MYLDFLAGS=-Wl,-z,stack-size=8388608
put src/lua /bin/
put src/luac /bin/
]==])
