# SPDX-License-Identifier: GPL-3.0-or-later
# XCU 2.6.4 Arithmetic expansion.
#### basics
echo $((1+2)) $((7-10)) $((3*4)) $((7/2)) $((7%3)) $((-7/2)) $((-7%3))
#### precedence
echo $((1+2*3)) $(((1+2)*3)) $((2*3%4)) $((1<<2+1)) $((10-4-3)) $((2-1<<1))
#### comparison
echo $((1<2)) $((2<=2)) $((3>4)) $((4>=4)) $((1==1)) $((1!=1))
#### logic
echo $((1&&0)) $((0||2)) $((!5)) $((!0)) $((1&&2||0))
#### bits
echo $((6&3)) $((6|3)) $((6^3)) $((~5)) $((1<<10)) $((-16>>2)) $((1&3==3))
#### ternary
echo $((1?2:3)) $((0?2:3)) $((0?1:0?2:3)) $((1?0?4:5:6))
#### assignment
echo $((x=5)) $x; echo $((x+=2)) $((x-=1)) $((x*=3)) $((x/=2)) $((x%=5)) $x
#### bit assignment
x=6; echo $((x&=3)) $((x|=8)) $((x^=1)) $((x<<=2)) $((x>>=1)) $x
#### assignment in ternary
a=1; b=2; echo $((a>b?(c=a):(c=b))) $c
#### assignment is right associative
echo $((a=b=3)) $a $b
#### bases
echo $((010)) $((0x1F)) $((0xff)) $((0)) $((00))
#### unary
echo $((-5)) $((+5)) $((- -5)) $((-(2+3))) $((!-1)) $((~-1)) $((-0))
#### variables
a=3 b=4; echo $((a+b)) $(($a+$b)) $((${a}*b)) $((unset_var+1))
#### empty variable
e=; echo $((e+1))
#### spaces and newlines
echo $(( 1 + 2 )) $((
 3
 +
 4 ))
#### nested
echo $(($((1+2))*3)) $((1+$(echo 2))) $((`echo 3`+1))
#### quotes inside
echo $(("1"+2))
#> 3
#: XCU 2.6.4 the expression is treated as if in double-quotes, and a quote character there is removed
#### positional
set -- 5 6; echo $(($1+$2)) $(($#))
#### short circuit
x=0; echo $((0&&(x=1))) $x $((1||(x=1))) $x $((1?2:(x=9))) $x
#### no division in dead branch
echo $((0&&1/0)) $((1||1/0)) $((1?5:1/0))
#### overflow wraps
echo $((9223372036854775807+1)) $((-9223372036854775807-1)) $((9223372036854775807*2))
#### smallest by minus one
echo $(( (-9223372036854775807-1) / -1 ))
#> -9223372036854775808
#: XCU 2.6.4 with ISO C signed arithmetic undefined: it wraps; dash dies of SIGFPE
#### smallest modulo minus one
echo $(( (-9223372036854775807-1) % -1 ))
#> 0
#: XCU 2.6.4 as above
#### division by zero
echo $((1/0)); echo after
#### modulo zero
echo $((1%0)); echo after
#### division by zero in subshell
(echo $((1/0))) 2>/dev/null; echo $?
#### illegal variable value
x=abc; echo $((x)); echo after
#### hex variable
x=0x10; y=010; echo $((x)) $((y)) $((x+y))
#### negative variable
x=-5; echo $((x)) $((-x)) $((x*x)) $((3-x)) $((3-$x))
#### missing operand
echo $((1+)); echo after
#### two operands
echo $((1 2)); echo after
#### unbalanced inner
echo $(((1+2)); echo after
#### missing colon
echo $((1?2)); echo after
#### bad operator
echo $((1 $ 2)); echo after
#### assignment to constant
echo $((1=2)); echo after
#### readonly
readonly r=1; echo $((r=2)); echo after
#### spaces in variable
x=' 7 '; echo $((x+1))
#### large shift
echo $((1<<62)) $((1<<63))
#### in double quotes
echo "a$((1+1))b" "$((x=3))" $x
#### in assignment
x=$((2*3)) y=$((x+1)); echo $x $y
#### in here-document
cat <<E
$((40+2))
E
#### in case
case $((1+1)) in 2) echo two;; esac
#### command substitution with subshell first
echo $((echo a); echo b) $( (echo c) )
#> a b c
#: XCU 2.6.3 "$((" that is no arithmetic is a command substitution
#### command substitutions with subshells first, nested
x='echo hi'; i=0; while [ $i -lt 40 ]; do x="echo \$(($x) )"; i=$((i+1)); done
eval "$x"
#> hi
#: XCU 2.6.3 likewise
#### increments
x=5; echo $((x++)) $x $((++x)) $x $((x--)) $x $((--x)) $x
#> 5 6 7 7 7 6 5 5
#: XCU 2.6.4 ++ and -- are optional; dash lacks them
#### comma
echo $((a=1,b=a+1,b*10))
#> 20
#: XCU 2.6.4 with XCU 1.1.2.1, C expressions; dash lacks the comma
#### empty expression
echo $(()) 2>/dev/null; echo $?
#### parameter length
x=abc; echo $((${#x}*2))
#### deep nesting
x=1; i=0; while [ $i -lt 50 ]; do x="($x)"; i=$((i+1)); done; echo $(($x))
#### too deep nesting
x=1; i=0; while [ $i -lt 14 ]; do x="(((($x))))"; i=$((i+1)); done
i=0; while [ $i -lt 3 ]; do x="$x+$x"; i=$((i+1)); done; echo $(($x))
#### loop
i=0; s=0; while [ $i -lt 1000 ]; do i=$((i+1)); s=$((s+i)); done; echo $s
#### nounset
set -u; echo $((nosuch+1)); echo after $?
#### minus a negative value
n=5; x=-3; echo $((n-$x)) $((n - $x)) $((n+$x)) $((5-$x)) $((n--(2)))
