# SPDX-License-Identifier: GPL-3.0-or-later
# XCU 2.9 Shell commands: lists, pipelines, compound commands, functions.
#### list
echo a; echo b
echo c;echo d
#### and or
true && echo a; false && echo b; true || echo c; false || echo d; false && echo e || echo f; true || echo g && echo h
#### and or with newlines
true &&
echo a
false ||

echo b
#### and or status
false && true; echo $?; false || false; echo $?; true && (exit 3); echo $?
#### not
! true; echo $?; ! false; echo $?; ! true && echo a || echo b; if ! false; then echo c; fi
#### not pipeline
! echo a | false; echo $?; ! false | cat; echo $?
#### pipeline
printf 'c\na\nb\n' | sort | cat
#### pipeline status
true | false; echo $?; false | true; echo $?; (exit 3) | (exit 4); echo $?
#### pipeline newline
echo a |
cat
#### pipeline is a subshell
x=1; echo a | read x; echo $x; echo b | { read y; echo "in $y"; }; echo "[$y]"
#### pipeline built-in first
echo data | { read x; echo "<$x>"; }; printf '%s\n' a b | while read l; do echo "$l!"; done
#### pipeline groups
{ echo a; echo b; } | (read x; echo $x; read y; echo $y) | cat
#### pipeline of functions
f() { echo f; }; g() { cat; echo g; }; f | g
#### pipeline long
echo x | cat | cat | cat | cat | cat | cat
#### pipeline with unknown command
nosuchcommand_x | cat; echo $?; echo a | nosuchcommand_x; echo $?
#### pipeline first dies of SIGPIPE
while :; do echo y; done | head -n 1
#### pipeline expansion errors
echo ${u?} | cat; echo $?
#### pipeline side effects
echo ${x:=1} | cat; echo "[$x]"
#### pipeline large output of built-in
x=0123456789; x=$x$x$x$x$x$x$x$x$x$x; x=$x$x$x$x$x$x$x$x$x$x; x=$x$x$x$x$x$x$x$x$x$x; echo $x | wc -c | (read n; echo $n)
#### pipefail
set -o pipefail; false | true; echo $?; (exit 3) | (exit 4) | true; echo $?; true | true; echo $?
#> 1
#> 4
#> 0
#: XCU 2024 set -o pipefail
#### if
if true; then echo a; fi; if false; then echo b; else echo c; fi
if false; then echo d; elif true; then echo e; else echo f; fi
if false; then :; elif false; then :; else echo g; fi
#### if status
if false; then :; fi; echo $?; if true; then false; fi; echo $?; if (exit 3); then :; else (exit 4); fi; echo $?
#### if list condition
if false; true; then echo a; fi; if true; false; then echo b; else echo c; fi
#### if multi-line
if
	true
then
	echo a
else
	echo b
fi
#### while
i=0; while [ $i -lt 3 ]; do echo $i; i=$((i+1)); done; echo $?
#### while never
while false; do echo no; done; echo $?
#### while status
i=0; while [ $i -lt 1 ]; do i=1; (exit 5); done; echo $?
#### until
i=0; until [ $i -ge 3 ]; do echo $i; i=$((i+1)); done
#### break and continue
for i in 1 2 3 4 5; do [ $i = 2 ] && continue; [ $i = 4 ] && break; echo $i; done; echo $?
#### break levels
for i in a b; do for j in 1 2; do echo $i$j; break 2; done; done; echo end
for i in a b; do for j in 1 2; do [ $j = 1 ] && continue 2; echo no; done; echo no; done; echo end
#### break too many
for i in 1 2; do break 99; echo no; done; echo ok
#### break outside
break; echo ok; continue; echo ok
#### break in condition
while break; do echo no; done; echo ok; until break; do echo no; done; echo ok
#### break in and-or
for i in 1 2 3; do true && break; echo no; done; echo ok
#### break in function does not leave loop
f() { break; echo after; }; for i in 1 2; do f; echo $i; done
#### break with bad number
for i in 1; do break 0; done; echo not reached
#### continue in while
i=0; while [ $i -lt 5 ]; do i=$((i+1)); [ $i = 3 ] && continue; echo $i; done
#### for
for i in a b c; do echo $i; done; for i in; do echo no; done; echo $?
#### for positional
set -- x 'y z'; for i; do echo "[$i]"; done; for i do echo "<$i>"; done
for i
do echo "{$i}"; done
for i
in p q; do echo $i; done
#### for newline forms
for i in a \
b
do
echo $i
done
#### for variable remains
for i in 1 2 3; do :; done; echo $i
#### for modifies list
set -- a b; for i; do set -- c d e; echo $i; done; echo $#
#### for with keyword words
for i in do done in for; do echo $i; done
#### for variable named in
for in in in; do echo $in; done
#### case
case abc in a) echo 1;; abc) echo 2;; *) echo 3;; esac; echo $?
#### case patterns
for w in a b.c foo [x] '*' ''; do case $w in a|b) echo one;; *.c) echo c;; [f]*) echo f;; '[x]') echo bracket;; '*') echo star;; '') echo empty;; esac; done
#### case parens and empties
case a in (a) echo p;; esac; case a in a) ;; esac; echo $?; case a in b) echo;; esac; echo $?; case a in esac; echo $?
#### case last without dsemi
case a in a) echo x
esac
case a in b) echo y;; a) echo z; esac
#### case status
case a in a) (exit 3);; esac; echo $?; false; case a in b) ;; esac; echo $?
#### case expansions
x='a*'; case abc in $x) echo pat;; esac; case abc in "$x") echo lit;; *) echo no;; esac
case "a b" in a\ b) echo sp;; esac; case a in [[:alpha:]]) echo cl;; esac
#### case tilde
HOME=/h; case /h in ~) echo home;; esac
#### case keywords as patterns
case if in if) echo i;; esac; case esac in (esac) echo e;; esac; case in in in) echo in;; esac
#### case newline
case x
in
x
) echo a
;;
esac
#### case ranges
for c in a m z A 5; do case $c in [a-l]) echo low;; [m-z]) echo high;; [!a-z]) echo other;; esac; done
#### brace group
{ echo a; echo b; }; { echo c
}; x=1; { x=2; }; echo $x
#### subshell
x=1; (x=2; echo $x); echo $x; (exit 3); echo $?; (cd /; :); (echo a; (echo b; (echo c)))
#### subshell exit trap
(trap 'echo bye' EXIT; echo hi); echo done
#### subshell of program
(cat /dev/null); echo $?; (sh -c 'exit 4'); echo $?
#### functions
f() { echo "$# $1 $2"; }; f; f a; f a b c; f 'a b' "$(echo c)"
#### function forms
f () { echo 1; }; f
f()
{ echo 2; }
f
f() (echo 3; exit 9); f; echo $?
f() if true; then echo 4; fi; f
f() for i in 5 6; do echo $i; done; f
#### function return
f() { return 3; echo no; }; f; echo $?; f() { false; return; }; f; echo $?; f() { for i in 1 2; do return 4; done; }; f; echo $?
#### function positional restored
set -- a b; f() { shift; set -- x y z; echo $#; }; f 1 2; echo $# $1
#### function variables are global
f() { v=in; }; v=out; f; echo $v
#### function local
x=1; f() { local x=2 y; y=3; echo $x $y; g; }; g() { echo "g $x"; x=4; }; f; echo $x "[$y]"
#### function local unset
x=1; f() { local x; echo "[$x]"; x=2; }; f; echo $x
#### function local options
f() { local -; set -f; case $- in *f*) echo on;; esac; }; f; case $- in *f*) echo on;; *) echo off;; esac
#### function recursion
f() { [ $1 -le 0 ] || { echo $1; f $(($1-1)); }; }; f 4
fact() { if [ $1 -le 1 ]; then echo 1; else echo $(($1*$(fact $(($1-1))))); fi; }; fact 10
#### function redefinition
f() { echo 1; f() { echo 2; }; }; f; f
#### function unset
f() { echo f; }; unset -f f; f 2>/dev/null; echo $?
#### function unset while running
f() { unset -f f; echo still; }; f; f 2>/dev/null; echo $?
#### function named like a program
ls() { echo mine; }; ls; command ls /nosuch 2>/dev/null; [ $? -ne 0 ] && echo told; unset -f ls
#### function over built-in
echo() { printf 'fn:%s\n' "$1"; }; echo a; command echo b; unset -f echo; echo c
#### function and prefix assignment
f() { echo $x; sh -c 'echo $x'; }; x=1; x=2 f; echo $x
#### function in pipeline and background
f() { echo $1; }; f a | cat; f b & wait; x=$(f c); echo $x
#### function status
f() { false; }; f; echo $?; f() { :; }; f; echo $?
#### return outside
return 3; echo no
#### infinite recursion ends
f() { f; }; f; echo no
#= 2
#: XCU 2.8.1 no crash, "too deeply nested"; dash dies of SIGSEGV
#### background
echo a & wait; (exit 3) & wait $!; echo $?
#### background list
{ sleep 0; echo b; } & wait; true && echo c & wait; echo d | cat & wait
#### background status is zero
false & echo $?; wait
#### background reads nothing
echo x | { cat & wait; }
#### dollar bang
sleep 0 & a=$!; [ "$a" -gt 1 ] && echo ok; wait $a; echo $?
#### wait unknown
wait 99999999; echo $?
#### wait several
(exit 1) & a=$!; (exit 2) & b=$!; wait $a $b; echo $?; wait $a; echo $?
#### wait killed
sh -c 'kill -9 $$' & wait $! 2>/dev/null; echo $?
#### separators
echo a;
echo b

;
#### empty command after semicolon
echo a; ; echo b
#### unexpected tokens
fi
#### unexpected done
while true; done
#### missing then
if true; fi
#### missing fi
if true; then echo a
#### missing done
for i in a; do echo a
#### missing brace
{ echo a
#### missing paren
(echo a
#### stray paren
echo a )
#### stray brace
}
#### bad for variable
for 1 in a; do echo; done
#### bad function name
a-b() { :; }
#### empty pipeline part
echo a | | cat
#### pipe at start
| cat
#### and at end
true &&
#### case without in
case a; esac
#### case bad pattern
case a in a echo;; esac
#### error has line number
echo one
echo two
if
#### error on later line does not stop earlier
echo ran
fi
echo not
#### comments everywhere
if true # c1
then # c2
echo a # c3
fi # c4
#### if in else in if
if false; then echo 1; else if true; then echo 2; else echo 3; fi; fi
#### nested loops
for i in 1 2; do for j in a b; do while :; do echo $i$j; break; done; done; done
#### deep nesting
eval "$(i=0; while [ $i -lt 100 ]; do printf '{ '; i=$((i+1)); done; printf 'echo deep; '; i=0; while [ $i -lt 100 ]; do printf '}; '; i=$((i+1)); done)"
#### too deep nesting
eval "$(i=0; while [ $i -lt 10000 ]; do printf '('; i=$((i+1)); done; printf 'echo deep'; i=0; while [ $i -lt 10000 ]; do printf ')'; i=$((i+1)); done)"; echo no
#= 2
#: XCU 2.8.1 no crash, "too deeply nested"; dash dies of SIGSEGV
#### too deep substitutions
eval "echo $(i=0; while [ $i -lt 2000 ]; do printf '$(echo '; i=$((i+1)); done)"; echo no
#= 2
#: XCU 2.8.1 no crash, "too deeply nested"; dash dies of SIGSEGV
#### long pipeline list
x=; i=0; while [ $i -lt 500 ]; do x="$x:; "; i=$((i+1)); done; eval "$x echo done"
#### long elif chain
x='if false; then :;'; i=0; while [ $i -lt 500 ]; do x="$x elif false; then :;"; i=$((i+1)); done; eval "$x else echo end; fi"
#### long and-or
x=true; i=0; while [ $i -lt 500 ]; do x="$x && true"; i=$((i+1)); done; eval "$x && echo yes"
#### endless recursion with redirections
f() { for i in 1 2; do { f; } >/dev/null; done; }; f; echo no
#= 2
#: XCU 2.8.1 no crash, "too deeply nested"; dash dies of SIGSEGV
#### endless recursion of dot
echo '. ./x' > x; . ./x; echo no
#= 2
#: XCU 2.8.1 no crash, "too deeply nested"; dash dies of SIGSEGV
#### endless recursion of eval
f() { if eval 'eval f'; then :; fi; }; f; echo no
#= 2
#: XCU 2.8.1 no crash, "too deeply nested"; dash dies of SIGSEGV
#### endless recursion does not end an outer shell
f() { f; }; (f) 2>/dev/null; echo $?
#> 2
#: XCU 2.8.1 no crash, "too deeply nested"; dash dies of SIGSEGV
