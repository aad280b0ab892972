# SPDX-License-Identifier: GPL-3.0-or-later
#
# BusyBox's own test suite, by our shell and in the machine's /tmp (a folder of
# the host has no FIFOs), and the same on the host. Of the cases that pass there
# 97 % have to pass here; those that do not are in busybox.known, each with its
# reason. The table of docs/userland.md is table.md in build/port-tests/busybox.
# Runs: full
# shellcheck shell=sh disable=SC2016,SC2034,SC2154

# run_suite FOLDER RESULTS: text for both shells; FOLDER has busybox, .config
# and testsuite/.
suite='
cp -r $1/testsuite /tmp/suite.$$
cd /tmp/suite.$$ || exit
bindir=$1 tsdir=$PWD
export bindir tsdir
for applet in $(ls | sed -n "s/\.tests$//p; /^[a-z0-9]*$/p" | sort -u); do
	echo "== $applet"
	/bin/sh ./runtest $applet
done >$2 2>&1 </dev/null
cd /
rm -rf /tmp/suite.$$'

# cases FILE: the results, each with its applet, tabs between.
cases()
{
	awk -v OFS='\t' '/^== / { applet = $2 }
	/^(PASS|FAIL): / {
		print substr($1, 1, 4), applet, substr($0, 7)
	}' "$1" | sort -u
}

# For each applet how many pass on the host, and how many of these here.
table()
{
	awk -F'\t' 'NR == FNR { if ($1 == "PASS") here[$2 FS $3] = 1; next }
	$1 == "PASS" { all[$2]++; if ($2 FS $3 in here) good[$2]++ }
	END {
		for (applet in all) {
			printf "| %s | %d | %d |\n", applet, all[applet],
				good[applet] | "sort"
			sum += all[applet]
			pass += good[applet]
		}
		close("sort")
		printf "| all | %d | %d |\n", sum, pass
	}' here there
}

check()
{
	printf '%s\n' "$suite" >script
	mkdir bin
	cp native/busybox native/.config bin
	cp -r native/testsuite bin
	timeout 900 /bin/sh script "$PWD/bin" "$PWD/native.out"
	rm -rf bin/testsuite
	cp -r machine/testsuite bin
	cp root/bin/busybox bin/busybox
	machine '/bin/sh /p/script /p/bin /p/machine.out'
	cases native.out >there
	cases machine.out >here
	table >table.md
	grep ^FAIL here | cut -f 2- | sort >failed
	grep ^PASS there | cut -f 2- | sort | comm -12 - failed >worse
	sed 's/\t[^\t]*$//; /^#/d' "$here/busybox.known" | sort |
		comm -13 - worse | sed 's/^/fails here only: /'
	tail -n 1 table.md | awk -F'|' '
	$3 < 500 { print "only " $3 + 0 " cases pass on the host" }
	$4 < $3 * 0.97 { print $4 + 0 " of " $3 + 0 " pass: below 97 %" }'
}
