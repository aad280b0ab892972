# SPDX-License-Identifier: GPL-3.0-or-later
# The examples of POSIX.1-2017, XCU chapter 2, in the order of the text.
#### 2.2.1 escape character
echo \| \& \; \< \> \( \) \$ \` \\ \" \' \* \? \[ \# \~ \= \%
#### 2.2.2 single quotes
echo '|&;<>()$`\"*?[#~=%'
#### 2.2.3 double quotes, command substitution
echo "$(echo "a b")" "`echo \"c d\"`"
#### 2.2.3 an unmatched parenthesis within quotes
foo=x; echo "$(echo ')' "(")" "${foo+'}'}"
#### 2.3 operators are recognised without blanks
echo a&&echo b||echo c;echo d|cat
#### 2.3.1 alias with a trailing blank
alias foo='echo ' bar=baz
foo bar bar
#### 2.3.1 an alias is taken at the next line
alias a1='echo alias'; a1() { echo function; }
a1
#### 2.5.2 dollar at, the field with no parameters
set --; n() { echo $#; }; n "$@"; n "$*"; n "a$@b" ; n $@ $*
#### 2.5.2 at, embedded in a word
set -- "abc" "def ghi" "jkl"; for i in "pre$@post"; do echo "[$i]"; done
#### 2.5.2 examples of at and star
set -- "abc" "def ghi" "jkl"; unset novar; IFS=' '
printf '%s|' $*; echo; printf '%s|' "$*"; echo; printf '%s|' xx$*yy; echo
printf '%s|' "xx$*yy"; echo; printf '%s|' $@; echo; printf '%s|' "$@"; echo
printf '%s|' ${1+"$@"}; echo; printf '%s|' ${novar-"$@"}; echo
printf '%s|' xx$@yy; echo; printf '%s|' "xx$@yy"; echo; printf '%s|' $@$@; echo
printf '%s|' "$@$@"; echo
IFS=':'; printf '%s|' "$*"; echo; var=$*; printf '%s|' "$var"; echo
var="$*"; printf '%s|' "$var"; echo
unset var; printf '%s|' ${var-$*}; echo; printf '%s|' ${var-"$*"}; echo
printf '%s|' "${var-$*}"; echo
IFS=''; printf '%s|' $*; echo; printf '%s|' "$*"; echo; var=$*; echo "$var"
unset IFS; printf '%s|' "$*"; echo
#### 2.5.2 the number of parameters
set -- a b c; echo $# ${#}; shift; echo $#
#### 2.6 the tilde of a login name
HOME=/home/me; echo ~ ~/x; x=~/y; echo $x
#### 2.6.1 tilde, several prefixes
HOME=/h; PATHS=~/bin:~/lib:/x~:~; echo $PATHS; echo a=~ --x=~/y
#### 2.6.1 an escaped tilde, and one within braces
HOME=/h; echo \~/x "~"/x ~\/x
#### 2.6.2 positional parameters of two digits
set -- a b c d e f g h i j; echo "$10 ${10}"
#### 2.6.2 table, set and not null
parameter=P; echo ${parameter:-word} ${parameter-word} ${parameter:=word} ${parameter=word} ${parameter:?word} ${parameter?word} ${parameter:+word} ${parameter+word}
#### 2.6.2 table, set but null
parameter=; echo "[${parameter:-word}][${parameter-word}][${parameter=word}][${parameter?word}][${parameter:+word}][${parameter+word}]"; (echo ${parameter:?word}); echo $?; echo ${parameter:=word} $parameter
#### 2.6.2 table, unset
unset parameter; echo "[${parameter:-word}][${parameter-word}][${parameter:+word}][${parameter+word}]"; (echo ${parameter:?word}); echo $?; (echo ${parameter?word}); echo $?; (echo ${parameter:=word} $parameter); echo ${parameter=word} $parameter
#### 2.6.2 lower-case letter, colon dash with ls
a=x; unset X; echo ${X-`echo default` with words}
#### 2.6.2 example, use default values
unset name; echo ${name:-nobody}
#### 2.6.2 example, assign default values
unset X; echo ${X:=abc}; echo $X
#### 2.6.2 example, indicate error
unset posix; echo ${posix:?}; echo no
#### 2.6.2 example, use alternative value
set a b c; echo ${3:+posix}
#### 2.6.2 example, string length
HOME=/usr/posix; echo ${#HOME}
#### 2.6.2 example, remove smallest suffix pattern
x=file.c; echo ${x%.c}.o
#### 2.6.2 example, remove largest suffix pattern
x=posix/src/std; echo ${x%%/*}
#### 2.6.2 example, remove smallest prefix pattern
HOME=/h; x=$HOME/src/cmd; echo ${x#$HOME}
#### 2.6.2 example, remove largest prefix pattern
x=/one/two/three; echo ${x##*/}
#### 2.6.2 quoting of patterns and of the whole
x='a*b*c'; echo "${x#*}" "${x#'*'}" ${x#"*"} "${x#a'*'}"; y='}'; echo "${y-x}" ${y+\}} "${y+"}"}"
#### 2.6.2 double quotes around or inside
x=aXbXc; p='*X'; echo "${x#$p}" "${x#"$p"}" "${x##$p}"
#### 2.6.3 backquotes and backslashes
echo `echo '\$x'` `echo \\$HOME` | cat >/dev/null; x=v; echo `echo \$x` $(echo \$x)
#### 2.6.3 the quoted forms differ
echo "`echo "\$x"`" "$(echo "\$x")" `echo '\\'` $(echo '\\')
#### 2.6.3 nested forms
echo $(echo `echo $(echo x)`) `echo \`echo y\``
#### 2.6.3 a comment and a case with a parenthesis
echo $(
# a comment with )
case x in x) echo in case;; esac
)
#### 2.6.3 here-document in a substitution
echo $(
cat <<eof
a here-doc with )
eof
)
#### 2.6.3 subshell first
echo $( (echo a) ) "$( (echo b); echo c)"
#### 2.6.4 arithmetic example
x=100
while [ $x -gt 0 ]; do x=$(($x-33)); echo $x; done
#### 2.6.4 a variable is used with and without a dollar
x=5; echo $((x)) $(($x)) $((x + $x))
#### 2.6.5 field splitting, the three steps
IFS=' ,'; v=' a , b  c,,d '; set -- $v; echo $#; for i; do echo "[$i]"; done
#### 2.6.5 default IFS
v='	 a
b	c '; set -- $v; echo $#; echo "$1$2$3"
#### 2.6.5 null IFS
IFS=; v='a b'; set -- $v; echo $#
#### 2.6.6 noglob
set -f; touch a b; echo *
#### 2.6.7 quote removal only of the original quotes
x='"a" \b '"'c'"; echo $x "$x"
#### 2.7 the digit of a redirection
echo \2>a; cat a; echo 2\>a; echo "2">b; cat b
#### 2.7.2 noclobber
set -o noclobber; echo x > f; echo y > f; echo $?; echo z >| f; cat f
#### 2.7.4 example
cat <<eof1; cat <<eof2
Hi,
eof1
Helene.
eof2
#### 2.7.4 the continuation lines of an interactive shell do not matter
cat <<\E
$x `y` \z
E
#### 2.7.4 backslash and newline
cat <<E
a\
b
E
cat <<'E'
a\
b
E
#### 2.7.4 double quote not special
cat <<E
"$((1+1))" \" \$
E
#### 2.7.5 duplicating an input descriptor
echo data > f; exec 3<f; cat <&3; exec 3<&-; cat <&3; echo $?
#### 2.7.6 duplicating an output descriptor
exec 4>f; echo x >&4; exec 4>&-; cat f; { echo y >&4; } 2>/dev/null; echo $?
#### 2.7.7 open for reading and writing
echo abcdef > f; printf XY 1<>f; cat f; : 1<>new; [ -f new ] && echo made
#### 2.9.1 the order of expansions and assignments
i=1; f() { echo $i; }; i=2 f; x=$i y=$x; echo $x $y
#### 2.9.1 no command name
x=a; x=b >f; echo $x; [ -f f ] && echo f; > $x; [ -f b ] && echo b
#### 2.9.1.1 order: special built-in, function, utility
set() { :; }; echo no
#### 2.9.1.1 function before utility
cat() { echo function; }; cat f; command cat </dev/null; unset -f cat; echo x | cat
#### 2.9.2 pipeline and standard error
{ echo out; echo err >&2; } 2>&1 | sort
#### 2.9.2 the bang and the pipeline
! true | false; echo $?; ! false; echo $?
#### 2.9.3 example of and and or
false && echo foo || echo bar
true || echo foo && echo bar
#### 2.9.3 asynchronous list
echo one & wait; echo two
#### 2.9.3.1 status and process of an asynchronous list
(exit 5) & p=$!; wait $p; echo $?
#### 2.9.4.1 grouping commands
( echo a; x=1 ); echo "[$x]"; { echo b; x=2; }; echo "[$x]"
#### 2.9.4.2 for without words
set -- 1 2; for i do echo $i; done; for i; do echo $i; done; for i in; do echo no; done; echo $?
#### 2.9.4.3 case, the quoted pattern
case 'a*' in 'a*') echo literal;; *) echo no;; esac; case ab in "a*") echo no;; a*) echo pattern;; esac
#### 2.9.4.4 if
if false; then echo no; elif true; then echo elif; else echo else; fi
#### 2.9.4.5 while status
while false; do :; done; echo $?; i=0; while [ $i -lt 2 ]; do i=$((i+1)); (exit 4); done; echo $?
#### 2.9.4.6 until
i=0; until [ $i -ge 2 ]; do i=$((i+1)); echo $i; done
#### 2.9.5 function definition with redirection
f() { echo $1; } >out; f x; cat out; f y; cat out
#### 2.9.5 a function's name and a variable's do not clash
f=1; f() { echo fn; }; f; echo $f
#### 2.10 the reserved word in a place for a name
for for in for; do echo $for; done; case case in case) echo case;; esac
#### 2.10 newline after operators
true &&

echo a |

cat
#### 2.11 a trap waits for the foreground command
trap 'echo trapped' USR1; sh -c "kill -USR1 $$; echo child"; echo after
#### 2.12 the subshell's environment
x=1; trap 'echo t' USR1; umask 022; (x=2; cd /; umask 077; set -f; trap -); echo $x; umask; case $- in *f*) echo f;; esac; [ "$PWD" = / ] || echo here
#### 2.12 the parts of a pipeline
x=1; echo a | { read x; echo $x; }; echo $x
#### 2.13.1 the pattern of one character
touch a1 b1 ab; echo ?1 [ab]1 [!a]1 [[:alpha:]]?
#### 2.13.1 quoted within patterns
case '?' in \?) echo q;; esac; case x in '?') echo no;; ?) echo yes;; esac; case '[a]' in '['a']') echo br;; esac
#### 2.13.1 a backslash in a bracket
case ']' in [\]]) echo close;; esac; case '-' in [a\-z]) echo dash;; esac; case b in [a\-z]) echo no;; *) echo not;; esac
#### 2.13.2 star matches the null string
case '' in *) echo null;; esac; case ab in a*b) echo ab;; esac
#### 2.13.3 slash and leading period
mkdir d; touch d/x .hid d/.y; echo d* */x .h* d/.* * [.]hid
#### 2.13.3 no match stays
echo nosuch* [n]osuch; set -- nosuch?; echo $1
#### 2.14 break from a nested loop
for i in 1 2; do for j in a b; do echo $i$j; break 2; done; done
#### 2.14 continue a nested loop
for i in 1 2; do for j in a b; do echo $i$j; continue 2; done; done
#### 2.14 colon, the examples
: ${X=abc}
if false
then :
else echo $X
fi
x=y : > z; [ -f z ]; echo $?
#### 2.14 dot, the example
echo 'foo=hello bar=world' > foobar
. ./foobar; echo $foo $bar
#### 2.14 eval, the example
foo=10 x=foo
y='$'$x
echo $y
eval y='$'$x
echo $y
#### 2.14 exec, the examples
echo three > readfile; exec 3< readfile; exec 4> writefile; exec 5<&0; read l <&3; echo $l; exec 3<&-; echo w >&4; cat writefile
(exec cat readfile)
#### 2.14 exit, the examples
(exit 0); echo $?; (exit 1); echo $?; (false; exit); echo $?
#### 2.14 export, the example
export PWD HOME; export X=1; sh -c 'echo $X'
export -p > temp-file; unset X; . ./temp-file; echo $X
#### 2.14 readonly, the example
readonly HOME; HOME=x true; echo no
#### 2.14 return
f() { return 3; echo no; }; f; echo $?; g() { false; return; }; g; echo $?
#### 2.14 set, the examples
set c a b; echo $1 $#; set -x 2>/dev/null; set +x; set --; echo $#; set -- "$@" z; echo $1
#### 2.14 set -o prints
x=$(set -o); case $x in *errexit*noglob*) echo ok;; *noglob*errexit*) echo ok;; *) echo "$x";; esac
#### 2.14 shift, the example
set a b c d e; shift 2; echo $*
#### 2.14 times, two lines
times | wc -l | { read n; echo $n; }
#### 2.14 trap, the examples
trap 'echo logout' EXIT; trap; trap - EXIT; trap; trap 'echo e' INT QUIT TERM EXIT; trap - INT QUIT TERM; trap
#### 2.14 trap, saved and put back
trap 'echo "a  b"' INT; s=$(trap); trap - INT; eval "$s"; trap
#### 2.14 unset, the example
VISUAL=x; unset -v VISUAL; echo "[${VISUAL-unset}]"; f() { :; }; unset -f f; f 2>/dev/null; echo $?
