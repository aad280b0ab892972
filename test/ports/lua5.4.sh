# SPDX-License-Identifier: GPL-3.0-or-later
#
# Lua. Debian's patches for its own build by libtool are left out; the package
# has no tests, so lua5.4.lua and what luac makes of it have to print what they
# print on the host.
# shellcheck shell=sh disable=SC2034,SC2154

skip='build-system|modules-paths'

build()
{
	make -s -C src posix CC="$cc -std=gnu99" AR="$ar rc" RANLIB="$ranlib" \
		MYLDFLAGS=-Wl,-z,stack-size=8388608
}

check()
{
	rm -rf out
	mkdir out
	cp "$here/lua5.4.lua" test.lua
	native/src/lua test.lua >out/native 2>&1 </dev/null || :
	machine '
		/p/machine/src/lua /p/test.lua >/p/out/machine 2>&1
		/p/machine/src/luac -o /tmp/compiled /p/test.lua
		/p/machine/src/lua /tmp/compiled >/p/out/compiled 2>&1
		echo "print(6 * 7)" | /p/machine/src/lua - >/p/out/small
		/p/machine/src/lua -e "error()" 2>/p/out/error
		echo $? >>/p/out/small'
	sed -i 's,/p/test.lua,test.lua,g' out/*
	diff out/native out/machine | head -n 20
	diff out/native out/compiled | head -n 20
	printf '42\n1\n' | diff - out/small
	tail -n 1 out/native | grep -q ^100000 ||
		echo 'the test did not reach its end'
}
