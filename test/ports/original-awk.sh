# SPDX-License-Identifier: GPL-3.0-or-later
#
# The awk of Aho, Weinberger and Kernighan, with all its tests but the timings.
# shellcheck shell=sh disable=SC2016,SC2034,SC2154

# run_all TREE OUT SHELL: the lines of the shell scripts that say what failed,
# the output of the small programs, and the bugs that were fixed once. It is
# text for both shells.
script='
cd $1/testdir
awk=../a.out
export awk
PATH=.:$PATH
for i in T.*; do
	echo "== $i"
	$3 ./$i
done >$2/T.out 2>&1
for i in t.*; do
	case $i in t.randk) continue ;; esac
	echo "== $i"
	../a.out -f $i test.data
	echo "status $?"
done >$2/t.out 2>&1
for i in p.? p.??*; do
	case $i in p.48b) continue ;; esac
	echo "== $i"
	../a.out -f $i test.countries test.countries
	echo "status $?"
done >$2/p.out 2>&1
cd ../bugs-fixed
for i in *.awk; do
	input=/dev/null
	[ ! -f ${i%.awk}.in ] || input=${i%.awk}.in
	echo "== $i"
	../a.out -f $i $input
done >$2/bugs.out 2>&1
'

run_all()
{
	/bin/sh -c "$script" run "$@" </dev/null
}

# What fails here and why:
#   log, exp       musl's mathematical functions do not set errno
#   I/O error      depends on which end of a pipe runs first
known='log argument out of domain failed$
exp result out of range failed$
BAD: T.misc exit status on I/O error$'

check()
{
	mkdir out
	# What they print on the host is what is expected.
	run_all "$PWD/native" "$PWD/native" /bin/sh
	printf '%s\n' "$script" >script
	# Some compare it with what the system calls awk.
	ln -sf /p/machine/a.out root/bin/awk
	machine '/bin/sh /p/script /p/machine /p/out /bin/sh'
	for part in t p bugs; do
		diff "native/$part.out" "out/$part.out" | head -n 10
	done
	grep -iE '^(BAD|test .* failed|T\..*bad)|[0-9] failed' out/T.out |
		grep -vxFf native/T.out | grep -v "$known" || :
	# All have run to the end.
	grep -c '^==' native/T.out >expected
	grep -c '^==' out/T.out | diff expected -
	tail -n 2 out/T.out | grep -q '^T.system' ||
		echo 'the last test did not run'
}
