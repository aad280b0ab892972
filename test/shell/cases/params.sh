# SPDX-License-Identifier: GPL-3.0-or-later
# XCU 2.5 and 2.6.2: parameters, every operator; tilde.
#### every operator on a positional parameter
set -- v ''; echo "${1-d}${1:-d}${2-d}${2:-d}${3-d}${3:-d}"; echo "${1+a}${1:+a}${2+a}${2:+a}${3+a}${3:+a}"
#### every operator on at
set -- 'a b' c; echo "${@-d}" "${@+x}" ${@+y} "${@:-d}" "${@:+x}"; set --; echo "${@:-d}" "${@:+x}" "${*:-d}"
#### at with no parameter is unset
set --; echo "${@-d}" "${@+x}" "${*-d}" "${*+x}"
#: XCU 2.6.2 set or not is left open by 2.5.2; so do bash, ksh and mksh
#> d  d 
#### at with one null parameter
set -- ''; echo "[${@-d}][${@:-d}][${@+x}][${@:+x}]"
#### every operator on the other special parameters
echo "${#-d}" "${#+a}" "${?-d}" "${?:-d}" "${!-none}" "${!+x}" ${$+pid} "${-+flags}"
#### word with single quotes in double quotes
echo "${u-'a b'}" ${u-'a b'} "${u-"a b"}"
#### word with escaped brace
echo ${u-a\}b} "${u-a\}b}" ${u-'a}b'} ${u-"a}b"}
#### word with nested braces
a=1; echo ${u-${a}} ${u-${v-${a}}} "${u-"${v-"$a"}"}" ${u-{x}}
#### word is not expanded when unused
a=1; echo ${a-$(echo ran >&2)} ${a:+$(echo used)} ${u+$(echo ran >&2)}
#### word of several fields
f() { echo $#; }; f ${u-a b c} "${u-a b c}" ${u-"a b" c} ${u-'a b' 'c d'}
#### word with at inside
f() { echo $#; for i; do echo "<$i>"; done; }; set -- 'a b' c; f ${u-"$@"} "${u-$@}" ${u-x"$@"y}
#### assign with fields keeps one string
f() { echo $#; }; f ${x=a b}; echo "$x"; f ${x:=no}; f "${y=c d}"
#### assign with a quoted glob
touch f1; echo ${x='f*'} "$x"; echo ${y=f*} "$y"
#### assign to a special parameter is an error
(echo ${1=a}) 2>/dev/null; echo $?; (echo ${@:=a}) 2>/dev/null; echo $?; (echo ${#=a}) 2>/dev/null; echo done
#### error with a message of several words
(echo ${u?not set at all}) 2>e; echo $?; read l <e; case $l in *u*not\ set\ at\ all*) echo told;; *) echo "$l";; esac
#### error message is expanded
a=x; (echo ${u?$a $((1+1))}) 2>e; read l <e; case $l in *x\ 2*) echo told;; *) echo "$l";; esac
#### error with null
n=; (echo ${n:?null}) 2>/dev/null; echo $?; echo "[${n?}]"
#### length of various
a=12345; echo ${#a} "${#a}" ${#u} ${#1} ${##} ; set -- abc; echo ${#1} ${#@} | { read a b; echo $a; }
#### length in arithmetic
a=abc; echo $((${#a}+1)) $((${#}+${#a}))
#### length of a long and a multi-line value
a='x
y'; echo ${#a}
#### suffix and prefix with null patterns
a=abc; echo ${a%} ${a%%} ${a#} ${a##} ${a%''} ${a#""}
#### suffix and prefix that match nothing or all
a=abc; echo ${a%x} ${a#x} "[${a%abc}]" "[${a#abc}]" "[${a%%*}]" "[${a##*}]" "[${a%*}]" "[${a#*}]"
#### shortest and longest
a=a.b.c.d; echo ${a%.*} ${a%%.*} ${a#*.} ${a##*.}
#### question marks and brackets in patterns
a=abc123; echo ${a%?} ${a%[0-9]} ${a%%[0-9]*} ${a#[a-z]} ${a##*[a-z]} ${a#[!b]} ${a%[!x]}
#### character classes in patterns
a=ab12CD; echo ${a##[[:lower:]]} ${a%%[[:digit:]]*} ${a##*[[:digit:]]} ${a%[[:upper:]]}
#### pattern with a quoted star
a='a*b'; echo "${a%'*'b}" "${a%\*b}" "${a%*b}" ${a#a"*"}
#### pattern from variables, quoted or not
a=xyz; p='y*'; echo ${a%$p} ${a%"$p"} "${a%$p}" "${a%"$p"}"
#### pattern with a brace
a='x}y'; echo ${a%\}*} "${a%\}*}" ${a%'}'*}
#### pattern with slash, backslash and space
a='a/b\c d'; echo "${a%/*}" "${a#*\\}" "${a% *}" "${a#* }"
#### pattern with a substitution
a=file.tar.gz; echo ${a%$(echo .gz)} ${a%`echo .gz`} ${a%.$((1))} ${a#${a%%.*}}
#### tilde in patterns
HOME=/h; a=/h/x; echo ${a#~} ${a#~/} "${a#~}"
#### trim of the value only, then split
a='x y z.c'; f() { echo $#; }; f ${a%.c} "${a%.c}"
#### trim of positional
set -- dir/base.ext; echo ${1%.*} ${1##*/} ${1%%/*} ${1#*.}
#### nested trims
p=/a/b/c.d.e; b=${p##*/}; echo ${b%%.*} ${b#*.} ${p%"${p##*/}"}
#### name ends at a non-name character
a=1; ab=2; echo $a.b $ab $a-b ${a}b "$a"b $a$ab $a/b
#### a digit is one parameter
set -- x; echo $1a $12 ${1}2
#### zero
sh -c 'echo $0' name; sh -c 'echo $0 $1' n a
#### dollar dollar in a subshell
a=$$; b=$(echo $$); (c=$$; [ $a = $c ] && echo same); [ $a = $b ] && echo same
#### dollar bang
true & a=$!; (exit 1) & [ $a != $! ] && echo differs; wait
#### flags
set -f; case $- in *f*) echo f;; esac; set +f; case $- in *f*) echo f;; *) echo none;; esac; sh -euc 'case $- in *e*u* | *u*e*) echo eu;; esac'; sh -c 'case $- in *i*) echo i;; *) echo not;; esac'
#### hash after set
set --; echo $#; set a; echo $#; set -- a b c d e f g h i j k; echo $# $1 ${11}
#### star joins with the first letter of IFS
set -- a b c; IFS=-+; echo "$*"; IFS=; echo "$*"; unset IFS; echo "$*"; IFS=' -'; echo "$*"
#### star unquoted with IFS
set -- 'a-b' c; IFS=-; for i in $*; do echo $i; done; for i in $@; do echo $i; done
#### at in an assignment
set -- a 'b c'; x=$@; echo "$x"; x="$@"; echo "$x"; IFS=:; x=$@; echo "$x"
#: XCU 2.5.2 @ where no splitting is done: unspecified in 2017, in 2024 joined by a space or as *; the case holds what both do
#> a b c
#> a b c
#> a b c
#### null positional parameters
f() { echo $#; }; set -- '' '' ; f $@; f "$@"; f $*; f "$*"; f "$@"''; f ''$@
#### at alone with no parameter beside quotes
f() { echo $#; }; set --; f "$@"; f "$@"""; f ""$@; f $@$@; f " $@"
#### PPID and LINENO exist
[ -n "$PPID" ] && echo y; [ -n "$LINENO" ] && echo y
#: XCU 2.5.3 LINENO; Debian's dash lacks it
#> y
#> y
#### IFS at the start
sh -c 'printf "%s" "$IFS" | wc -c' | { read n; echo $n; }
#### IFS is not taken from the environment
IFS=x sh -c 'a=1x2; echo $a' | cat
#### PS4 with expansions
PS4='+$x '; x=5; { set -x; : a; set +x; } 2>f; cat f
#### PWD is set
sh -c '[ "$PWD" = "$(pwd)" ] && echo same'
#### OPTIND starts at one and is not exported
sh -c 'echo $OPTIND'; sh -c 'env' | while read l; do case $l in OPTIND*) echo exported;; esac; done
#### exported assignment before a function
f() { echo $v; sh -c 'echo "[$v]"'; }; v=1 f; echo "[$v]"
#### unset then default
a=1; unset a; echo ${a-un}; a=; echo ${a-un}
#### a value with newlines and tabs
a='1	2
3'; echo "$a"; echo $a; b=$a; echo "$b"
#### bad names in braces
(echo ${}) 2>/dev/null; echo $?; (echo ${-x) 2>/dev/null; echo $?
#: XCU 2.10 an error of syntax, found before the line is run
#= 2
#### bad substitutions
for s in '${1a}' '${a.b}' '${a b}' '${:-a}' '${=}' '${a^b}'; do (eval "echo $s") 2>/dev/null; [ $? -ne 0 ] && echo bad; done
#### tilde, only at the start of a word
HOME=/h; echo a~ ~a~b "~" ~"" ~'/x' | { read a b; echo $a; }
#### tilde with quoted login name is not expanded
HOME=/h; echo ~\x ~'x' "~x"
#### tilde after colons in assignments
HOME=/h; a=~:~/b:c~:\~:"~"; echo $a; b=x~:~; echo $b
#### tilde after equals in arguments
HOME=/h; echo a=~ a:~ --opt=~/x
#### tilde in export and readonly
HOME=/h; export a=~/x; readonly b=~:~; echo $a $b
#### tilde in case and for
HOME=/h; case ~ in /h) echo y;; esac; case /h in ~) echo y;; esac; for i in ~ ~/a; do echo $i; done
#### tilde in redirections
HOME=$PWD; echo x > ~/f; cat < ~/f; cat f
#### tilde with HOME null or unset
HOME=; echo ~ | { read a; echo "[$a]"; }; HOME=/; echo ~
#### tilde is not split or matched
HOME='/a b/*'; f() { echo $# "$1"; }; f ~
#### tilde in a parameter's word in assignments
HOME=/h; a=${u-~}; echo $a; a="${u-~}"; echo "$a"
#### environment to children
a=1; export a; a=2; sh -c 'echo $a'; b=3 sh -c 'echo $b'; echo "[$b]"; unset a; sh -c 'echo "[$a]"'
#### environment names that are no names are passed on or not, but do no harm
env 'a-b=1' sh -c 'echo ok'
#### local
f() { local a=1 b; b=2; echo $a $b $c; }; a=x b=y c=z; f; echo $a $b; g() { local a; echo "[${a-unset}]"; }; g
#: sh extension: local, as dash
#> 1 2 z
#> x y
#> [x]
#### local in nested calls
f() { local a=1; g; echo $a; }; g() { echo $a; a=2; }; a=0; f; echo $a
#### local of readonly and export
f() { local e=2; sh -c 'echo $e'; }; export e=1; f; sh -c 'echo $e'
#### local with return and break
f() { local a=1; return 3; }; a=0; f; echo $? $a; g() { local a=1; for i in 1; do break; done; a=2; }; g; echo $a
