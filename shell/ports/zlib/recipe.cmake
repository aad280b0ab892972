# SPDX-License-Identifier: GPL-3.0-or-later
#
# zlib, the library, for mdocml: $PORT_ZLIB/src has zlib.h and libz.a.
exa_port(zlib
  VERSION 1.
  BUILD [==[
CC="$CC" AR="$AR" RANLIB="$RANLIB" CHOST=wasm32 uname=Linux CFLAGS=-Os \
	./configure --static
make -s libz.a
]==])
