# SPDX-License-Identifier: GPL-3.0-or-later
#
# BusyBox: a good hundred small programs in one. They serve as the ordinary
# tools (diff, grep, sed and others) that other ports' tests want, and come
# with tests of their own. What the system has itself is not made.
# Runs: full
# shellcheck shell=sh disable=SC2034,SC2154

native=
applets='ash awk basename bc bunzip2 bzip2 bzcat cat chmod cksum cmp comm cp
cpio cut date dc dd diff dirname du echo ed egrep env expand expr factor fgrep
find fold grep gunzip gzip head hexdump id ln ls md5sum mkdir mkfifo mktemp mv
nl nohup od paste patch printf pwd readlink realpath rev rm rmdir sed seq
sha1sum sha256sum sha512sum sha3sum sleep sort split stat strings sum tail tar
tee test test1 timeout touch tr true false truncate tsort tty uname unexpand
uniq unxz usleep uudecode uuencode vi wc which xargs xxd xzcat yes zcat'

# All features of these applets but what needs GNU's regex or more than a
# program may ask of this machine.
features='DIFF|GREP|SED|FIND|XARGS|TAIL|TR|TAR|SEAMLESS|DATE|STAT|WC|FANCY'
features="$features|SORT|CP|TEST|AWK|LS|SPLIT|UNIQ|DC|MD5|HEXDUMP|GZIP|GUNZIP"
features="$features|BZIP2|CPIO|VI|EXPAND|TEE|TIMEOUT|TOUCH|DU|READLINK|CMP"

configure()
{
	make -s allnoconfig
	cp .config base
	{
		for applet in $applets; do
			echo "CONFIG_$applet" | tr a-z A-Z
		done
		grep -oE "CONFIG_FEATURE_($features)[A-Z0-9_]*" base |
			grep -v VI_REGEX_SEARCH
		grep -oE 'CONFIG_(ASH|FEATURE_SH_MATH|SH_MATH)_[A-Z0-9_]*' base
		echo CONFIG_BUSYBOX
		echo CONFIG_LFS
		echo CONFIG_LONG_OPTS
		echo CONFIG_SHOW_USAGE
		echo CONFIG_FEATURE_VERBOSE_USAGE
		echo CONFIG_DESKTOP
		echo CONFIG_FEATURE_HUMAN_READABLE
	} | sort -u >wanted
	awk 'NR == FNR { wanted[$1] = 1; next } {
		name = $0
		sub(/^# /, "", name)
		sub(/[ =].*/, "", name)
		print name in wanted ? name "=y" : $0
	}' wanted base >.config
	yes '' | make -s oldconfig
}

build()
{
	configure
	make -s -j2 busybox busybox.links SKIP_STRIP=y \
		CC="$cc" AR="$ar" HOSTCC=gcc
	"$cc" -w -o testsuite/echo-ne scripts/echo.c
	mkdir ../bin
	cp busybox ../bin
	own=" $(cd "$top/shell/cmd" && echo -- *.c) "
	sed 's,.*/,,' busybox.links | while read -r link; do
		case $link in
		sh | ash | test | '[' | busybox) continue ;;
		esac
		case $own in
		*" $link.c "*) ;;
		*) ln -s busybox "../bin/$link" ;;
		esac
	done
}

# Its own test suite, by our shell and in the machine's /tmp: a folder of the
# host has no FIFOs. The failures that are known are in busybox.known, each with
# its reason.
check()
{
	machine '
		PATH=/p/bin:$PATH
		cp -r /p/machine/testsuite /tmp/suite
		bindir=/p/machine tsdir=/tmp/suite
		export bindir tsdir
		cd /tmp/suite && /bin/sh ./runtest >/p/results 2>&1' ||
		: # the number of failures, which are looked at below
	sed -n 's/^FAIL: //p' results >failed
	sed 's/\t.*//; /^#/d' "$here/busybox.known" | grep -vxFf - failed |
		sed 's/^/not known to fail: /' || :
	passed=$(grep -c ^PASS results)
	[ "$passed" -ge 810 ] || echo "only $passed tests passed"
}
