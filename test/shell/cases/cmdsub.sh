# SPDX-License-Identifier: GPL-3.0-or-later
# XCU 2.6.3 Command substitution.
#### forms
echo $(echo a) `echo b` "$(echo c)" "`echo d`"
#### trailing newlines
x=$(printf 'a\n\n\n'); echo "[$x]"; x=$(printf '\n\na'); echo "[$x]"
#### empty
x=$(); echo "[$x]"; x=$( ); echo "[$x]"; x=``; echo "[$x]"; x=$(:); echo "[$x]"
#### nested
echo $(echo $(echo $(echo deep))) `echo \`echo \\\`echo deep\\\`\``
#### status
x=$(false); echo $?; x=$(exit 7); echo $?; x=a$(exit 3)$(exit 4); echo $?
#### status of command wins
true $(false); echo $?; false $(true); echo $?
#### status with no command
$(exit 5); echo $?; $(true); echo $?; x=1; echo $?
#### status inside
false; echo $(echo $?) $?
#### result is a command
$(echo echo) hi; `echo echo` there; c="echo x y"; $c
#### multi-line
x=$(
echo a
# a comment with ) and '
echo b
)
echo "$x"
#### case inside
x=$(case a in (a) echo yes;; esac); echo $x
x=$(case a in a) echo bare;; esac); echo $x
#### parentheses inside
echo $( (echo a; echo b) ) $(echo ')' "(" )
#### here-document inside
x=$(cat <<E
body $((1+1))
E
); echo "$x"
#### pipeline inside
echo $(echo b a | sort) $(printf 'b\na\n' | sort | cat)
#### and-or inside
echo $(false || echo or; true && echo and)
#### functions inside
f() { echo "f:$1"; }; echo $(f x) $(f "y z")
#### variables do not leak
x=1; y=$(x=2; echo $x); echo $x $y
#### assignment side effects do not leak
echo $(echo ${a:=5}); echo "[$a]"; echo $(echo $((b=3))); echo "[$b]"
#### cd does not leak
mkdir d; x=$(cd d; pwd); y=$(pwd); case $x in */d) echo ok;; esac; case $y in */d) echo bad;; *) echo ok;; esac
#### exit inside
echo $(echo a; exit 3; echo b) after
#### error inside
x=$(echo ${u?}) 2>/dev/null; echo "[$x]" $?
#### error inside a lone built-in
x=$(echo a ${u?gone}); echo "$x" $?
#### break inside does not leave the loop
for i in 1 2; do x=$(break); echo $i; done
#### return inside
f() { x=$(return 3); echo $?; }; f
#### set inside
set -- a b; x=$(set -- c; echo $1); echo $x $1
#### options inside
set -f; echo $(case $- in *f*) echo f;; esac); set +f
#### redirection inside
echo $(echo err >&2) 2>/dev/null; x=$(echo err 2>&1 >&2) 2>/dev/null; echo "[$x]"
#### standard error is not taken
x=$(echo out; echo err >&2); echo "[$x]"
#### exported to commands
x=$(y=5 sh -c 'echo $y'); echo $x
#### large output
x=$(i=0; while [ $i -lt 2000 ]; do echo "line number $i of many"; i=$((i+1)); done); echo ${#x}
#### large program output
i=0; while [ $i -lt 3000 ]; do echo "0123456789"; i=$((i+1)); done > f; x=$(cat f); echo ${#x}
#### background inside
x=$(echo a & wait; echo b); echo $x
#### in arguments of functions
f() { echo $#; }; f $(echo a b c) "$(echo a b c)"
#### in redirect target
echo hi > $(echo file); cat file; cat < `echo file`
#### in for
for i in $(echo 1 2 3) x; do echo $i; done
#### in case
case $(echo abc) in $(echo a)*) echo match;; esac
#### in assignment prefix
x=$(echo v) sh -c 'echo $x'
#### dollar paren with arithmetic start
echo $( (echo sub) ) $(((1+2)))
#### nul bytes dropped
x=$(printf 'a\000b'); echo "$x"
#### built-ins
echo $(printf '%s-' a b) $(test a = a && echo t) $(true) $(: | cat) $(kill -l 9)
#### type of a built-in
echo $(type cd) $(command -v echo)
#### umask inside
umask 022; x=$(umask 077; umask); echo $x; umask
#### trap inside
trap 'echo outer' EXIT; x=$(trap 'echo inner' EXIT; echo body); echo $x
#### stdin
echo data > f; x=$(cat) < f; echo "[$x]"; { x=$(cat); echo "<$x>"; } < f
#### syntax error inside
echo $(if); echo after
#### unexpected in backquotes
echo `fi`; echo after
#= 2
#: XCU 2.8.1 a syntax error ends the shell
#### status of not
! x=$(false); echo $?; ! $(true); echo $?
#### quoting in backquotes inside double quotes
echo "`echo "a   b"`" "`echo \"c   d\"`"
#### sequence
echo $(echo a;echo b)$(echo c) "$(echo a;echo b)$(echo c)"
#### exec inside
echo $(exec echo replaced; echo no)
