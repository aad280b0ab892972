# SPDX-License-Identifier: GPL-3.0-or-later
# What POSIX.1-2024 has added, and dash lacks.
#### dollar single quotes, each escape
printf '%s' $'\a\b\e\f\n\r\t\v\\\'\"\?' | od -An -tx1
#: XCU 2024 2.2.4
#>  07 08 1b 0c 0a 0d 09 0b 5c 27 22 3f
#### dollar single quotes, octal and hex
echo $'\101\x42\60' $'\0601' $'a\x41b'
#: XCU 2024 2.2.4
#> AB0 01 aAb
#### dollar single quotes, control characters
printf '%s' $'\cA\cz\c[' | od -An -tx1
#: XCU 2024 2.2.4
#>  01 1a 1b
#### dollar single quotes in other places
x=$'a b'; echo "$x"; case $'\t' in '	') echo tab;; esac; echo pre$'\x2d'post "$'q'" ${u-$'d e'}
#: XCU 2024 2.2.4
#> a b
#> tab
#> pre-post $'q' d e
#### dollar single quotes are quoted
touch f; v=$'*'; echo $'*' $'$v' $'`x`' "$v"
#: XCU 2024 2.2.4
#> * $v `x` *
#### pipefail, the rightmost failure
set -o pipefail; (exit 2) | (exit 3) | true; echo $?; true | (exit 4); echo $?; ! false | true; echo $?
#: XCU 2024 2.9.2, set -o pipefail
#> 3
#> 4
#> 0
#### pipefail and errexit
set -eo pipefail; false | true; echo no
#: XCU 2024 set -e, -o pipefail
#= 1
#### pipefail at the time the pipeline starts, and off again
set -o pipefail; set +o pipefail; false | true; echo $?; set -o | grep -c pipefail
#: XCU 2024 set
#> 0
#> 1
#### read -d
printf 'a b:c' | { read -d : x y; echo "[$x][$y]"; read -d : z; echo "$? [$z]"; }
#: XCU 2024 read
#> [a][b]
#> 1 [c]
#### read -d of NUL
printf 'a\nb\0c\0' | while IFS= read -r -d '' x; do echo "<$x>"; done
#: XCU 2024 read: the null string is the NUL byte
#> <a
#> b>
#> <c>
#### case, falling through
for i in a b c d; do case $i in a) echo 1;& b) echo 2;; c) echo 3;& *) echo 4;; esac; done
#: XCU 2024 2.9.4.3
#> 1
#> 2
#> 2
#> 3
#> 4
#> 4
#### case, falling through to the end and to an empty item
case a in a) echo 1;& esac; echo $?; case a in a) false;& b) ;; esac; echo $?
#: XCU 2024 2.9.4.3
#> 1
#> 0
#> 0
#### case, falling through with break and return
for i in 1 2; do case $i in 1) break;& *) echo no;; esac; done; f() { case a in a) return 3;& *) echo no;; esac; }; f; echo $?
#: XCU 2024 2.9.4.3
#> 3
#### semicolon and ampersand apart
eval 'case a in a) echo 1; & esac' 2>/dev/null; echo no
#: XCU 2024 2.3 ;& is one token
#= 2
#### printf, numbered arguments
printf '%2$s %1$s\n' a b; printf '%2$d-%1$5s|\n' x 3; printf '%1$s%1$s\n' r s
#: XCU 2024 printf
#> b a
#> 3-    x|
#> rr
#> ss
#### trap -p
trap 'echo a' INT; trap -p INT TERM; trap -p | grep -c '^trap -- - '| { read n; [ $n -gt 10 ] && echo many; }; trap
#: XCU 2024 trap
#> trap -- 'echo a' INT
#> trap -- - TERM
#> many
#> trap -- 'echo a' INT
#### trap -p, saved and put back
s=$(trap -p HUP); trap 'x' HUP; eval "$s"; trap; echo end
#: XCU 2024 trap
#> end
#### test of file times and identity
touch -t 202001010000 a; touch b; ln b c; [ b -nt a ] && [ a -ot b ] && [ b -ef c ] && echo ok
#### test of strings by order
[ a '<' b ]; echo $?; [ b '>' a ]; echo $?; [ b '<' a ]; echo $?
#### export of a value that is not split
v='a b'; export x=$v y=~; [ "$x" = 'a b' ] && echo ok
#: XCU 2024 2.9.1.1 declaration utilities
#> ok
#### command export is a declaration, too
v='a b'; command export x=$v; echo "$x"
#: XCU 2024 2.9.1.1 declaration utilities
#> a b
#### command -v of each kind
f() { :; }; alias al=x; command -v f; command -v cd; command -v while; command -v nosuch_x; echo $?
#### exit status of a signal from kill -l
sh -c 'kill -s TERM $$'; kill -l $?
#### cd with a null operand is an error or does nothing
p=$PWD; cd '' 2>/dev/null; [ "$PWD" = "$p" ] && echo same
#### ulimit options
ulimit -n >/dev/null && ulimit -s >/dev/null && ulimit -v >/dev/null && ulimit -t >/dev/null && ulimit -d >/dev/null && ulimit -a >/dev/null && echo ok
#### errexit and the bang, until, and-or
set -e; ! true; until true; do :; done; true && ! true; echo ok
#### unset of a function and a variable of one name
f=1; f() { echo fn; }; unset f; echo "[$f]"; f
