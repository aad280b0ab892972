# SPDX-License-Identifier: GPL-3.0-or-later
# XCU 2.14 and the utilities that are built in.
#### colon
: a b; echo $?; : ${x:=set}; echo $x
#### true and false
true; echo $?; false; echo $?; true a b; echo $?
#### echo
echo; echo "x\10y\7" | { read -r l; echo ${#l}; }; echo a  b; echo 'a  b'; echo -n x; echo; echo -n; echo - -- -x
#### echo escapes
echo 'a\tb\nc\\d\0101'; echo 'x\cy' z; echo 'q\q\e\x41'
#### printf strings
printf '%s\n' a b 'c d'; printf '[%5s][%-5s][%.2s]\n' ab cd efgh; printf '%s' ; printf '\n'
#### printf integers
printf '%d %i %o %u %x %X\n' 10 -10 8 42 255 255; printf '[%5d][%-5d][%05d][%+d][% d]\n' 42 42 42 42 42
#### printf bases
printf '%d %d %d\n' 0x1f 010 -0x10; printf '%d %d\n' "'a" '"b'; printf '%#o %#x %#X\n' 8 255 255
#### printf precision
printf '[%.3d][%8.3d][%-8.3d][%.0d]\n' 5 5 5 0
#### printf characters
printf '%c%c%c\n' abc d ''; printf '%c\n' 65
#### printf format reuse
printf '%s-%s\n' a b c; printf 'x%sx' a b c; printf '\n'; printf 'none\n' a b
#### printf missing arguments
printf '%s|%d|%c|\n'; printf '%d\n' ''
#### printf escapes
printf 'a\tb\\c\101\n'; printf '\060\n'; printf '%%\n'; printf 'a\cb\n'; echo
#### printf b
printf '%b\n' 'a\tb\0101\101'; printf '%b' 'a\cb' c; echo; printf '[%5b]\n' 'x\ty'
#### printf star
printf '[%*s][%-*s][%.*s]\n' 5 a 5 b 2 abcdef
#### printf errors
printf '%d\n' abc; echo $?; printf '%d\n' 12x; echo $?
#### printf bad directive
printf '%q' a; echo $?
#### printf large
printf '%d\n' 9223372036854775807; printf '%d\n' 9223372036854775808; echo $?
printf '%u\n' 18446744073709551615 -1; printf '%x\n' -1
#### printf floats
printf '%f %.2f %e %.3e %g %G\n' 3.14159 2.71828 12345.678 0.00012345 0.0001 1e-10
printf '%g %g %g %g %g\n' 100000 1000000 123456789 0.00001 0
printf '%.0f %.0f %.0f %.0f\n' 0.5 1.5 2.5 3.5
#### printf floats exact
printf '%.20f\n' 0.1; printf '%.2f\n' 1.005 1.015 1.025; printf '%.15g %.17g\n' 0.1 0.1; printf '%.3f\n' 1e22 123456789.123456789
#### printf float widths
printf '[%10.3f][%-10.2f][%010.2f][%+.1f][% .1f]\n' 3.14159 2.5 -2.5 1 1; printf '%#.0f %#g\n' 3 3
#### printf float extremes
printf '%e %e\n' 1.7976931348623157e308 2.2250738585072014e-308; printf '%f\n' 1e300 | wc -c | (read n; echo $n)
#### printf float specials
printf '%f %f %F %e\n' inf -inf INF nan; printf '%5.1f|\n' abc 2>/dev/null; echo $?
#### printf negative zero
printf '%f %g %d\n' -0.0 -0 -0
#### test strings
for a in '' x; do test "$a"; echo $?; test -n "$a"; echo $?; test -z "$a"; echo $?; done; [ a = a ]; echo $?; [ a != a ]; echo $?
#### test numbers
[ 1 -eq 1 ]; echo $?; [ 1 -ne 1 ]; echo $?; [ 1 -lt 2 ]; echo $?; [ 2 -le 1 ]; echo $?; [ 3 -gt 2 ]; echo $?; [ 2 -ge 3 ]; echo $?; [ -1 -lt 0 ]; echo $?; [ 010 -eq 10 ]; echo $?
#### test argument counts
test; echo $?; test ''; echo $?; test !; echo $?; test ! ''; echo $?; test ! x; echo $?; test -n; echo $?; test = ; echo $?; test ! = !; echo $?; test -f = -f; echo $?
#### test compound
[ a -a b ]; echo $?; [ a -a '' ]; echo $?; [ '' -o b ]; echo $?; [ ! a -o b ]; echo $?; [ \( a \) ]; echo $?; [ \( a = a \) -a ! \( b = c \) ]; echo $?; [ a = a -a b = b -o c = d ]; echo $?
#### test files
touch f; mkdir d; ln -s f l; ln -s none dangling; echo x > s
for t in e f d s r w L h; do for n in f l dangling s nosuch; do test -$t $n; printf '%s' $?; done; echo; done; for t in e f d r w x L; do test -$t d; printf '%s' $?; done; echo
#### test file comparisons
touch -d '2020-01-01' a 2>/dev/null; touch b; [ b -nt a ]; echo $?; [ a -ot b ]; echo $?; [ a -ef a ]; echo $?; [ a -ef b ]; echo $?; ln a c; [ a -ef c ]; echo $?
#### test string order
[ a \< b ]; echo $?; [ b \> a ]; echo $?; [ a \> b ]; echo $?
#### test terminal
[ -t 0 ]; echo $?; test -t 1; echo $?
#### test errors
[ a; echo $?; [ a b ]; echo $?; [ 1 -eq x ]; echo $?; test a b c d; echo $?
#### cd and pwd
p=$PWD; mkdir d d/e; cd d; [ "$PWD" = "$p/d" ] && echo 1; cd e; cd ..; [ "$(pwd)" = "$p/d" ] && echo 2; cd -  >/dev/null; [ "$PWD" = "$p/d/e" ] && echo 3; cd "$p"; echo $?
#### cd errors
cd nosuch; echo $?; touch f; cd f; echo $?
#### cd home
HOME=$PWD/h; mkdir h; cd; case $PWD in */h) echo ok;; esac
#### cd logical and physical
mkdir -p a/b; ln -s a/b l; p=$PWD; cd l; [ "$PWD" = "$p/l" ] && echo 1; cd ..; [ "$PWD" = "$p" ] && echo 2; cd -P l; case $PWD in */a/b) echo 3;; esac; cd -P ..; case $PWD in */a) echo 4;; esac; cd "$p/l"; case $(pwd -P) in */a/b) echo 5;; esac
#### cd dots
mkdir d; p=$PWD; cd ./d/../d/.; [ "$PWD" = "$p/d" ] && echo ok; cd ../..; [ "$PWD" = "${p%/*}" ] && echo ok; cd /; echo $PWD; cd ..; echo $PWD; cd //; cd /./; echo $PWD
#### cd CDPATH
mkdir -p x/y; p=$PWD; CDPATH=$p/x; cd y > /dev/null; [ "$PWD" = "$p/x/y" ] && echo ok; CDPATH=; cd "$p"; mkdir z; cd z; echo $?
#### cd OLDPWD
p=$PWD; cd /; [ "$OLDPWD" = "$p" ] && echo ok; cd - > /dev/null; [ "$PWD" = "$p" ] && echo ok
#### eval
eval echo a b; eval 'echo a; echo b'; x='echo $y'; y=v; eval $x; eval "$x"; eval; echo $?; eval 'false'; echo $?; eval ''; echo $?
#### eval errors
eval 'if'; echo not
#### eval control
for i in 1 2 3; do eval 'break'; echo no; done; echo ok; f() { eval 'return 4'; echo no; }; f; echo $?
#### eval multi-line
eval 'echo a
echo b
for i in 1 2
do echo $i
done'
#### exec program
(exec echo a b); echo $?; (exec sh -c 'exit 5'); echo $?
#### exec not found
(exec nosuchcommand_x) 2>/dev/null; echo $?; exec nosuchcommand_x; echo no
#### exec with environment
x=1 exec sh -c 'echo $x'
#### exit
(exit); echo $?; (exit 3); echo $?; (false; exit); echo $?; (exit 256); echo $?; exit 9; echo no
#### exit bad number
(exit abc) 2>/dev/null; echo $?
#### exit in function and loop
f() { for i in 1 2; do exit 6; done; }; (f; echo no); echo $?
#### export
x=1; sh -c 'echo "[$x]"'; export x; sh -c 'echo "[$x]"'; export y=2 z; z=3; sh -c 'echo $y $z'; x=4; sh -c 'echo $x'
#### export -p
keep() { while read -r l; do case $l in "$1"*) printf '%s\n' "$l";; esac; done; }
export x='a b'"'"'c'; export -p | keep 'export x='
#### export bad name
(export 1a=b) 2>/dev/null; echo $?; export a-b; echo no
#### export no splitting
x='a b'; export y=$x; echo "$y"; export z=~; [ "$z" = "$HOME" ] && echo ok
#### readonly
keep() { while read -r l; do case $l in "$1"*) printf '%s\n' "$l";; esac; done; }
readonly r=1; echo $r; (r=2) 2>/dev/null; echo $?; (unset r) 2>/dev/null; echo $?; readonly -p | keep 'readonly r='; r=3; echo no
#### readonly and read
readonly r=1; echo 5 | (read r) 2>/dev/null; echo $?
#### readonly in for
readonly i=1; for i in a b; do echo no; done; echo no
#### readonly prefix
readonly r=1; r=2 true; echo no
#### unset
x=1; unset x; echo "[$x]"; unset x nosuch; echo $?; f() { echo f; }; unset -v f; f; unset -f f; f 2>/dev/null; echo $?
#### unset exported
export x=1; unset x; sh -c 'echo "[$x]"'; x=2; sh -c 'echo "[$x]"'
#### unset IFS
unset IFS; x='a b'; for i in $x; do echo $i; done
#### prefix assignments
x=1; x=2 sh -c 'echo $x'; echo $x; x=3 y=4 sh -c 'echo $x $y'; echo "$x[$y]"
#### prefix with built-in
x=1; x=2 true; echo $x; x=3 :; echo $x; x=4 eval 'echo $x'; echo $x
#### prefix IFS with read
echo a:b:c | { IFS=: read x y; echo $x $y; }; echo "${#IFS}"
#### set options
set -e; case $- in *e*) echo on;; esac; set +e; set -o errexit; case $- in *e*) echo on;; esac; set +o errexit; case $- in *e*) echo on;; *) echo off;; esac
#### set positional
set a b c; echo $# $2; set -- ; echo $#; set -- -a; echo $1; set x -- y; echo $# $2
#### set dash
set -x 2>/dev/null; set - a b; echo $# $-
#### set prints variables
keep() { while read -r l; do case $l in "$1"*) printf '%s\n' "$l";; esac; done; }
zzz_test='a b'; set | keep zzz_test=
#### set bad option
set -Z; echo no
#### set +o restores
set -f; x=$(set +o); set +f; eval "$x"; case $- in *f*) echo on;; esac
#### errexit
set -e; false || true; ! true; if false; then :; fi; while false; do :; done; false && true; echo still; false; echo no
#### errexit subshell
set -e; (false; echo no); echo no
#### errexit function
set -e; f() { false; echo no; }; f || echo or; echo on; f; echo no
#### errexit pipeline
set -e; false | true; echo a; true | false; echo no
#### errexit substitution
set -e; x=$(false) || echo caught; echo $(false) ok; x=$(false); echo no
#### errexit compound
set -e; { false; } || echo a; for i in 1; do false || true; done; case x in x) false;; esac; echo no
#### errexit and-list in function
set -e; f() { false && true; }; f; echo after
#### errexit not
set -e; ! false; ! true; echo ok
#### errexit trap
set -e; trap 'echo bye $?' EXIT; false; echo no
#### errexit command
set -e; command false; echo no
#### noexec
set -n; echo no; nosuch
#### allexport
set -a; x=1; set +a; y=2; sh -c 'echo "$x$y"'
#### verbose
{ set -v; echo a; } 2>/dev/null
#### xtrace
{ set -x; echo a 'b c'; x=1; set +x; } 2>f; cat f
#### xtrace PS4
PS4='> '; { set -x; echo a; } 2>f; set +x 2>/dev/null; cat f
#### shift
set -- a b c d; shift; echo $@; shift 2; echo $@; shift; echo $#; (shift) 2>/dev/null; echo $?
#### shift too far
set -- a; shift 2; echo no
#### dot
echo 'x=5; echo in $x' > f; . ./f; echo $x; echo 'return 3; echo no' > g; . ./g; echo $?; echo 'false' > h; . ./h; echo $?
#### dot path
mkdir b; echo 'echo found' > b/scr; PATH=$PWD/b:$PATH; . scr
#### dot missing
. ./nosuch; echo no
#### dot empty
: > f; false; . ./f; echo $?
#### dot syntax error
echo 'if' > f; . ./f; echo no
#### dot and positional
echo 'echo $1 $#' > f; set -- a b; . ./f
#### dot break
echo 'break' > f; for i in 1 2; do . ./f; echo $i; done >/dev/null; echo ok
#### command
command echo a; echo() { :; }; command echo b; unset -f echo; command nosuchcommand_x 2>/dev/null; echo $?; command; echo $?
#### command -v
command -v echo; command -v if; f() { :; }; command -v f; command -v nosuchcommand_x; echo $?; alias a=b; command -v a; command -v sh >/dev/null; echo $?
#### command -V
command -V nosuchcommand_x; echo $?; command -V echo; command -V if; f() { :; }; command -V f; alias a=b; command -V a; command -V export
#### command special
command : > /nosuch/d/f; echo alive; command exec > /nosuch/d/f; echo alive; command . ./nosuch; echo alive; command shift 99; echo alive
#### command -p
command -p echo a; command -p sh -c 'echo b'
#### type
type echo if nosuchcommand_x; echo $?; f() { :; }; type f; alias a='b c'; type a
#### alias
alias x='echo hi'
x there; alias x; alias y=z; alias | sort; unalias x; x 2>/dev/null; echo $?; unalias -a; alias
#### alias trailing blank
alias e='echo '; alias w=word
e w w
#### alias recursion
alias echo='echo a'
echo b
alias p='q'; alias q='p'
p 2>/dev/null; echo $?
#### alias of keyword
alias begin='if true; then' end='fi'
begin echo yes; end
#### alias not quoted
alias q=echo
\q a 2>/dev/null; echo $?
"q" a 2>/dev/null; echo $?
#### alias only in command position
alias w=no
echo w; w=1; echo $w; for w in a; do echo $w; done
#### alias missing
alias nosuch; echo $?; unalias nosuch; echo $?
#### read
echo 'a b c' | { read x y; echo "[$x][$y]"; }; echo 'a' | { read x y z; echo "[$x][$y][$z]"; }; echo '  a  b  ' | { read x; echo "[$x]"; }
#### read raw
printf 'a\\b c\\\nd\n' | { read x; echo "[$x]"; }; printf 'a\\b\\\nd\n' | { read -r x; echo "[$x]"; }
#### read escapes
printf 'a\\ b c\n' | { read x y; echo "[$x][$y]"; }
#### read IFS
echo 'a:b::c:' | { IFS=: read w x y z; echo "[$w][$x][$y][$z]"; }; echo 'a:b:' | { IFS=: read x y; echo "[$x][$y]"; }; echo ' a : b ' | { IFS=' :' read x y; echo "[$x][$y]"; }; echo ' a b ' | { IFS= read x; echo "[$x]"; }
#### read IFS rest
echo 'a:b:c:d' | { IFS=: read x y; echo "[$x][$y]"; }; echo 'a b c ' | { read x y; echo "[$x][$y]"; }; echo 'a::' | { IFS=: read x y; echo "[$x][$y]"; }
#### read at end
printf 'abc' | { read x; echo $? "[$x]"; }; : | { read x; echo $? "[$x]"; }
#### read loop
printf '1\n2\n3' | { while read x; do echo "<$x>"; done; echo "[$x]"; }
#### read loop over file
printf 'a b\nc d\n' > f; while read x y; do echo "$y $x"; done < f
#### read with program inside loop
printf '1\n2\n3\n' > f; while read x; do echo $x; cat > /dev/null; done < f
#### read no name
read; echo $?
#### read bad name
read 1x < /dev/null; echo $?
#### read delimiter
printf 'a:b\nc:d' | { read -d : x; echo "$x"; read -d : x; echo "$x"; }
#> a
#> b
#> c
#: XCU 2024 read: -d delim
#### getopts
while getopts ab:c o -a -b arg -c x; do echo "$o [$OPTARG] $OPTIND"; done; echo $? $OPTIND
#### getopts grouped
set -- -abval -c rest; while getopts ab:c o; do echo "$o [$OPTARG]"; done; shift $((OPTIND-1)); echo $@
#### getopts errors
while getopts ab: o -x -b; do echo "$o [$OPTARG]"; done
#### getopts silent
while getopts :ab: o -x -a -b; do echo "$o [$OPTARG]"; done
#### getopts dash dash
getopts a o -- -a; echo $? $OPTIND; OPTIND=1; getopts a o x -a; echo $? $OPTIND
#### getopts reset
f() { OPTIND=1; while getopts ab o "$@"; do printf '%s ' $o; done; echo; }; f -a -b; f -b -a; f -ab
#### umask
umask 022; umask; umask -S; umask 077; umask; umask u=rwx,g=rx,o=; umask; umask g+w; umask; umask a=r; umask; umask 9; echo $?
#### ulimit
ulimit -n > /dev/null; echo $?; ulimit -c 0; ulimit -c; ulimit -f unlimited 2>/dev/null; (ulimit -S -c 0; ulimit -S -c)
#### hash
hash; hash cat; echo $?; hash -r; echo $?; hash nosuchcommand_x 2>/dev/null; echo $?
#### hash follows PATH
mkdir a b; printf '#!/bin/sh\necho a\n' > a/prog; printf '#!/bin/sh\necho b\n' > b/prog; chmod +x a/prog b/prog; old=$PATH; PATH=$PWD/a:$old; prog; PATH=$PWD/b:$old; prog
#### times
times > f; wc -l < f | (read n; echo $n)
#### trap
trap 'echo int' INT; kill -INT $$; echo after; trap - INT; trap
#### trap exit
trap 'echo bye' EXIT; echo hi
#### trap exit status
trap 'echo status $?' EXIT; (exit 3)
#### trap exit with exit
trap 'exit 7' EXIT; exit 3
#### trap exit inside function
f() { trap 'echo f' EXIT; }; f; echo end
#### trap 0
trap 'echo zero' 0; trap; trap - 0; echo end
#### trap ignore
trap '' TERM; kill $$; echo alive; sh -c 'kill $$; echo child alive'
#### trap listing
trap 'echo "a b"' HUP INT; trap; trap - HUP; trap
#### trap in subshell
trap 'echo outer' USR1; (trap; kill -USR1 $$; echo sub) ; echo end
#### trap number first
trap 'echo x' INT; trap 2; trap; trap 'echo y' 2 15; trap
#### trap bad signal
trap 'x' NOSUCH; echo $?
#### trap in loop
trap 'echo got' USR1; i=0; while [ $i -lt 3 ]; do kill -USR1 $$; i=$((i+1)); done; echo $i
#### trap sees status
trap 'echo $?' USR1; false; kill -USR1 $$; (exit 4); echo $?
#### trap keeps status
trap 'true' USR1; (kill -USR1 $$; exit 5); echo $?
#### trap break
trap 'break' USR1; for i in 1 2; do kill -USR1 $$; echo no; done; echo ok
#### trap and wait
trap 'echo usr' USR1; { sleep 0.2; kill -USR1 $$; } & wait $!; [ $? -gt 128 ] && echo interrupted; wait
#> usr
#> interrupted
#: XCU 2.11 wait returns at once with a status over 128
#### trap reset in command substitution
trap 'echo x' EXIT; y=$(echo in); echo $y
#### kill
sleep 10 & kill $!; wait $!; echo $?; sleep 10 & kill -9 $!; wait $! 2>/dev/null; echo $?; sleep 10 & kill -s INT $! ; kill -KILL $!; wait $! 2>/dev/null; echo $?
#### kill list
kill -l 9; kill -l 143; kill -l HUP 2>/dev/null; kill -l > f; [ -s f ]; echo $?
#### kill zero
kill -0 $$; echo $?; kill -0 99999999 2>/dev/null; echo $?
#### kill errors
kill; echo $?; kill abc; echo $?; kill -NOSUCH $$; echo $?; kill %1; echo $?
#### kill job
{ sleep 10 & kill %1; wait; } 2>/dev/null; echo $?
#### jobs
sleep 10 & [ "$(jobs -p)" ] || echo none; kill $!; wait 2>/dev/null
#### wait no jobs
wait; echo $?
#### wait bad
wait abc; echo $?; wait %1; echo $?
#### fg without job control
fg; echo $?; bg; echo $?
#### local outside
local x; echo no
#### not found
nosuchcommand_x; echo $?; ./nosuch; echo $?; /nosuch/x; echo $?
#### not executable
echo 'echo x' > f; ./f; echo $?; ./; echo $?; mkdir d; ./d; echo $?
#### script without magic
echo 'echo "script $1 $0"' > f; chmod +x f; ./f a; echo $?
#### script with magic
printf '#!/bin/sh\necho "magic $1"\nexit 3\n' > f; chmod +x f; ./f a; echo $?
#### empty command name
''; echo $?; x=; $x; echo $?; "$x"; echo $?
#### died of signal
sh -c 'kill -9 $$'; echo $?; sh -c 'kill -TERM $$'; echo $?; ASAN_OPTIONS=handle_segv=0 sh -c 'kill -SEGV $$' ; echo $?
#### write error
echo a >&-; echo $?; printf x >&-; echo $?; pwd >&-; echo $?
#### write error full
echo a > /dev/full; echo $?
#### LINENO
echo $LINENO
echo $LINENO; f() {
echo $LINENO
}
f
#> 1
#> 2
#> 3
#: XCU 2.5.3 LINENO
#### PPID
[ "$PPID" -gt 0 ] && echo ok; a=$PPID; [ "$(echo $PPID)" = $a ] && echo same
#### environment import
x='a
b' sh -c 'echo "$x"'
#### OPTIND initial
echo $OPTIND
#### PATH empty element
echo 'echo here' > prog; chmod +x prog; PATH=:$PATH; prog; PATH=/nosuch; prog 2>/dev/null; echo $?
#### sh options
sh -c 'echo $0 $1 $#' name a b; echo 'echo from stdin $1' | sh -s x; sh -e -c 'false; echo no'; echo $?; sh -o errexit -c 'false; echo no'; echo $?
#### sh script
echo 'echo $0 $1; exit 4' > f; sh f a; echo $?; sh nosuchfile; echo $?; sh -- f b; sh -x f c 2>/dev/null; echo $?
#### sh stdin shared
printf 'read x\nthe data\necho "got $x"\n' > f; "$0" < f; printf 'cat\nrest 1\nrest 2\n' | "$0"
#> got the data
#> rest 1
#> rest 2
#: XCU sh, STDIN: no more is read than the command at hand
#### sh stdin here-document
printf 'cat <<E\na\nb\nE\necho "x\ny"\n' | sh
#### printf, a width beyond any buffer
printf '%1100000s|%-300000d|%0200000x|%.150000d' a 1 2 3 | wc -c
#### printf, a precision beyond what is printed
printf '%.100001f' 1 2>/dev/null || echo : failed
#> 1: failed
#: XCU printf leaves the largest precision open
