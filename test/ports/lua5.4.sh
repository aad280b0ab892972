# SPDX-License-Identifier: GPL-3.0-or-later
#
# The package has no tests, so lua5.4.lua and what luac makes of it have to
# print what they print on the host.
# shellcheck shell=sh disable=SC2034,SC2154

check()
{
	mkdir out
	cp "$here/lua5.4.lua" test.lua
	native/src/lua test.lua >out/native 2>&1 </dev/null || :
	machine '
		cd /p
		/bin/lua test.lua >out/machine 2>&1
		/bin/luac -o /tmp/compiled test.lua
		/bin/lua /tmp/compiled >out/compiled 2>&1
		echo "print(6 * 7)" | lua - >out/small
		lua -e "error()" 2>out/error
		echo $? >>out/small'
	# The name that a message begins with.
	sed -i 's,^/bin/lua:,native/src/lua:,' out/machine out/compiled
	diff out/native out/machine | head -n 20
	diff out/native out/compiled | head -n 20
	printf '42\n1\n' | diff - out/small
	tail -n 1 out/native | grep -q ^100000 ||
		echo 'the test did not reach its end'
}
