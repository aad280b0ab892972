#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# A script that no one here wrote: the configure script of less, made by
# autoconf, runs to its end in the machine, by sh and with the machine's
# commands, and finds what it finds on the host by dash.
#
# The machine has no compiler. On the host, `cc` is libc/cc, and each of its
# answers (output, status, files) is kept under a checksum of the question (the
# arguments and conftest.c). In the machine, `cc` gives these answers; a
# question that was not asked on the host has none and fails the test.
set -eu

top=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 2' HUP INT TERM

built=$(cmake -DNAME=less -P "$top/cmake/port.cmake")
curses=$(cmake -DNAME=ncurses -P "$top/cmake/port.cmake")
mkdir "$work/answers" "$work/bin" "$work/record"
for where in host machine; do
	mkdir "$work/$where"
	(cd "$built/src" && cp -R ./* "$work/$where")
	rm -f "$work/$where"/*.o "$work/$where/config.status" \
		"$work/$where/config.log" "$work/$where/Makefile" \
		"$work/$where/defines.h"
done

# The start of both: $key is the question.
cat >"$work/question" <<'END'
key=$({ echo "$@"; cat conftest.c; } | cksum)
key=${key%% *}
END
cat >"$work/record/cc" <<END
#!/bin/sh
. "$work/question"
answer=$work/answers/\$key
rm -rf "\$answer"
mkdir -p "\$answer/files"
ls >"\$answer/before"
"$top/libc/cc" "\$@" >"\$answer/out" 2>"\$answer/err"
echo \$? >"\$answer/status"
for file in \$(ls | sort - "\$answer/before" | uniq -u); do
	[ ! -f "\$file" ] || cp "\$file" "\$answer/files"
done
cat "\$answer/out"
cat "\$answer/err" >&2
exit \$(cat "\$answer/status")
END
cat >"$work/bin/cc" <<'END'
#!/bin/sh
. /t/question
answer=/t/answers/$key
if [ ! -d "$answer" ]; then
	echo "cc $*" >>/tmp/unasked
	exit 99
fi
for file in $(ls "$answer/files"); do
	cp "$answer/files/$file" .
done
cat "$answer/out"
cat "$answer/err" >&2
exit $(cat "$answer/status")
END
chmod +x "$work/record/cc" "$work/bin/cc"

cat >"$work/run" <<END
EXA_NO_FINISH=1 INSTALL='./install-sh -c' CC=cc GREP=grep EGREP='grep -E'
CPPFLAGS=-I$curses/src/use LDFLAGS=-L$curses/src/lib CFLAGS=-Os
export EXA_NO_FINISH INSTALL CC GREP EGREP CPPFLAGS LDFLAGS CFLAGS
CONFIG_SHELL=/bin/sh \$1 ./configure --build=x86_64-pc-linux-gnu \
	--host=wasm32-unknown-linux --prefix=/usr --with-regex=posix
END
cd "$work/host"
PATH=$work/record:$PATH dash "$work/run" dash >"$work/host.log" 2>&1 ||
	{ tail "$work/host.log"; exit 1; }
"$top/exa" sh -v "$work:/t" -c '
	cp -R /t/machine /tmp/less && cd /tmp/less || exit 2
	PATH=/t/bin:$PATH sh /t/run sh >/t/machine.log 2>&1
	echo $? >/t/status
	cp Makefile defines.h /t/machine
	[ ! -e /tmp/unasked ] || cp /tmp/unasked /t' </dev/null

problems=0
complain()
{
	echo "$*"
	problems=$((problems + 1))
}
[ "$(cat "$work/status")" = 0 ] || complain "$(tail "$work/machine.log")"
[ ! -f "$work/unasked" ] || complain "not asked: $(cat "$work/unasked")"
for file in Makefile defines.h; do
	diff "$work/host/$file" "$work/machine/$file" ||
		complain "$file differs"
done
diff "$work/host.log" "$work/machine.log" || complain 'the output differs'
echo "$(wc -l <"$work/machine.log") lines of output," \
	"$(ls "$work/answers" | wc -l) questions to the compiler"
[ "$problems" -eq 0 ]
