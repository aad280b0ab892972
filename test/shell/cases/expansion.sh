# SPDX-License-Identifier: GPL-3.0-or-later
# XCU 2.6 Word expansions, but for arithmetic and command substitution.
#### default
unset u; n=; s=set
echo "${u-a}" "${n-a}" "${s-a}" "${u:-a}" "${n:-a}" "${s:-a}"
#### alternative
unset u; n=; s=set
echo "[${u+a}]" "[${n+a}]" "[${s+a}]" "[${u:+a}]" "[${n:+a}]" "[${s:+a}]"
#### assign
unset u; n=; s=set
echo "${u=a}" "${n=a}" "${s=a}"; echo $u $n $s
unset u; n=
echo "${u:=b}" "${n:=b}" "${s:=b}"; echo $u $n $s
#### error unset
echo before; echo ${u?}; echo after
#### error message
echo ${u:?my message $((1+1))}; echo after
#### error null
n=; echo ${n?ok}; echo ${n:?bad}; echo after
#### error in subshell
(echo ${u?}; echo no) 2>/dev/null; echo $?
#### assign positional is an error
(echo ${1=a}) 2>/dev/null; echo $?
#### length
x=hello; e=; echo ${#x} ${#e} ${#unset} ${#}
set -- a b c; echo ${#} ${#1} $#
#### remove suffix
x=a.b.c; echo ${x%.*} ${x%%.*} ${x%x} ${x%%} ${x%}
#### remove prefix
x=a.b.c; echo ${x#*.} ${x##*.} ${x#x} ${x##} ${x#}
#### remove with classes
x=abc123; echo ${x%%[0-9]*} ${x##*[a-z]} ${x#[!b]} ${x%[[:digit:]]}
#### remove quoted pattern
x='a*b'; echo ${x#"a*"} ${x%'*b'} "${x#a\*}" "${x%"*b"}"
#### remove path parts
p=/usr/lib/x.tar.gz; echo ${p##*/} ${p%/*} ${p%%.*} ${p#*.}
#### pattern from variable
x=foobar; p='*o'; echo "${x#$p}" "${x##$p}" "${x#"$p"}"
#### nested expansions
a=1 b=; echo ${a:+${b:-c}} ${b:-${a:-d}} ${u:-${v:-${w:-deep}}}
#### special parameters
set -- a b c; echo $# $1 ${1} ${10} $0 >/dev/null; echo "$#" "$*"
#### ten parameters
set -- a b c d e f g h i j k; echo $10 ${10} ${11} ${12}
#### at in quotes
set -- 'a b' c ''; for i in "$@"; do echo "[$i]"; done; for i in "x$@y"; do echo "[$i]"; done
#### at empty
set --; for i in "$@"; do echo no; done; set -- "$@" ; echo $#; set -- ""$@; echo $#
#### star in quotes
set -- 'a b' c; IFS=,; echo "$*"; IFS=; echo "$*"; unset IFS; echo "$*"
#### unquoted at and star
set -- 'a b' c ''; for i in $@; do echo "[$i]"; done; for i in $*; do echo "[$i]"; done
#### star with IFS
set -- 'a:b' c; IFS=:; for i in $*; do echo "[$i]"; done
#### at inside other text
set -- 1 2 3; for i in "a $@ b"; do echo "[$i]"; done; echo x"$@"y
#### plus at
set -- ; set -- ${1+"$@"}; echo $#; set -- 'a b' c; set -- ${1+"$@"}; echo $#
#### at in assignment
set -- a b c; x="$@"; echo "$x"; y=$*; echo "$y"; z=$@; echo "$z"
#### star join in assignment with IFS
set -- a b c; IFS=-; x="$*"; y=$*; IFS=' '; echo "$x" "$y"
#### dollar dollar
[ "$$" -gt 1 ] && echo ok; (echo $$) >/dev/null; a=$$; b=$(echo $$); [ $a = $b ] && echo same
#### status
false; echo $?; true; echo $?; (exit 7); echo $?
#### flags
set -f; case $- in *f*) echo f;; esac; set +f; case $- in *f*) echo f;; *) echo no;; esac
#### zero
[ -n "$0" ] && echo set
#### splitting default
x='  a  b	c
d  '; for i in $x; do echo "[$i]"; done
#### splitting custom
IFS=:; x=a::b:; for i in $x; do echo "[$i]"; done
#### splitting mixed
IFS=' :'; x=' a : b::c '; for i in $x; do echo "[$i]"; done
#### splitting leading separator
IFS=:; x=:a; for i in $x; do echo "[$i]"; done
#### splitting empty IFS
IFS=; x='a b c'; for i in $x; do echo "[$i]"; done
#### splitting adjacent text
x='a b'; for i in p${x}q; do echo "[$i]"; done
#### splitting with quotes adjacent
x=' a b '; for i in $x"c d"$x; do echo "[$i]"; done
#### no splitting of literals
IFS=x; for i in axb; do echo "[$i]"; done; echo axb
#### splitting in default word
for i in ${u-a b "c d"}; do echo "[$i]"; done
#### splitting of command substitution
for i in $(echo 'a  b'; echo c); do echo "[$i]"; done; for i in "$(echo 'a  b')"; do echo "[$i]"; done
#### no splitting in assignment
x='a  b'; y=$x; echo "$y"; y=$(echo 'c  d'); echo "$y"
#### no splitting in case
x='a  b'; case $x in 'a  b') echo yes;; esac
#### IFS letter in arithmetic result
IFS=1; echo $((919)); echo "$((919))"
#### null fields removed
e=; set -- $e $e a $e; echo $#
#### null field kept by quotes
e=; set -- "$e" '' $e; echo $#
#### pathname expansion
touch b a c.x .h; echo *; echo ?; echo [ab]; echo *.x; echo .h*; echo [!a]
#### pathname no match
echo *.nothing [x-z] nope?; set -- *.q; echo $#
#### pathname directories
mkdir d e; touch d/1 d/2 e/1; echo */*; echo */1; echo d/*; echo */; echo ./d/?
#### pathname quoted parts
touch 'a b' 'a*'; for i in "a "*; do echo "[$i]"; done; echo 'a*'; echo a\*; echo "a"*
#### pathname from variable
touch a.x b.x; p='*.x'; echo $p "$p"; q='"*"'; echo $q
#### pathname off
touch a b; set -f; echo *; set +f; echo *
#### pathname leading dot
touch .a b; echo *; echo .?; mkdir .d; touch .d/x; echo .d/*; echo */x
#### pathname character classes
touch a1 b2 C3; echo [[:lower:]]*; echo *[[:digit:]]; echo [[:upper:]]?; echo [a-b]?
#### pathname bracket oddities
: > ']'; : > -; : > a; : > '[' ; echo []]; echo [-a]; echo [a-]; echo [[]; echo [!]a-]; echo [
#### pathname slash in bracket
mkdir a; touch a/b; echo a[/]b; echo a/[b]
#### pathname after assignment is literal
touch a b; x=*; echo "$x"
#### pathname in for and redirect
touch one; for f in o*; do echo $f; done; echo hi > o*; cat one; ls
#### backslash in variable pattern
touch 'a*b' axb; p='a\*b'; echo $p
#### case pattern from quoted variable
p='*'; case abc in "$p") echo literal;; $p) echo pattern;; esac
#### nounset
set -u; echo ${x-ok} ${x:-ok} ${x+no}; echo $#; echo "$@"; echo $x; echo after
#### nounset positional
set -u; echo $1; echo after
#### nounset in subshell
set -u; (echo $x) 2>/dev/null; echo $?
#### bad substitution
echo ${x!}; echo after
#### bad substitution in untaken branch
if false; then echo ${x!y}; fi; echo ok
#### length of specials
set -- a bb; echo ${#?} ${##} ${#*} >/dev/null; echo ok
#### colon variants of at
set --; echo "${@:-none}" ${*:-none}; set -- a b; echo "${@:-none}" "${*+some}"
#### trim of at
set -- a.x b.x; echo ${1%.x}
#### large value
x=a; i=0; while [ $i -lt 12 ]; do x=$x$x; i=$((i+1)); done; echo ${#x}; y=${x%a}; echo ${#y}
#### hash parameter forms
set -- a b; echo ${#} ${#:-x} ${#-x} ${#+y}
#### assignment order
a=1; a=2 b=$a; echo $a $b
#### value with glob not expanded when quoted
touch f1 f2; x='f*'; echo "$x" "${x}" "${u:-f*}" ${u:-f*}
#### default with command substitution
echo ${u:-$(echo a b)} "${u:-`echo c  d`}"
#### default not evaluated when set
x=1; echo ${x:-$(echo no >&2)} ${x:-$((y=5))}; echo "[$y]"
#### positional shift
set -- a b c; shift; echo $1 $#; shift 2; echo $#; shift 0; echo $?
#### set dash dash
set -- -x -e; echo "$@"; set --; echo $#
#### trim with a pattern that assigns
echo "${x##"p${x:=foo}"}" $x; echo "[${u%%"${y:=z}"}]" "[$y]"
