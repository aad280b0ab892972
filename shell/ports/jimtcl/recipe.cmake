# SPDX-License-Identifier: GPL-3.0-or-later
#
# Jim, a small Tcl, as jimsh. Its configuration is itself in Tcl, for which the
# host gets a Jim first.
exa_port(jimtcl
  VERSION 0.8
  BUILD [==[
sh ./make-bootstrap-jim >autosetup/jimsh0.c
CC_FOR_BUILD="$HOSTCC" ./configure --host=wasm32-unknown-linux --prefix=/usr \
	--disable-docs --full --utf8 CFLAGS=-Os \
	LDFLAGS=-Wl,-z,stack-size=1048576
make -s jimsh
put jimsh /bin/
]==])
