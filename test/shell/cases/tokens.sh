# SPDX-License-Identifier: GPL-3.0-or-later
# XCU 2.3 Token recognition, 2.4 Reserved words, 2.10 Grammar, 2.3.1 aliases.
#### operators without blanks
(echo a)|cat;{ echo b;}|cat&&echo c&wait
#### longest operator
echo a >f;cat <f>>g;cat g;cat<<E>>g;cat g
x
E
#### line continuation in a word, an operator, a name
ec\
ho a &\
& echo b |\
| echo no; fo\
o=1; echo $f\
oo ${f\
oo} $((1\
+1))
#### line continuation in a reserved word
i\
f true; th\
en echo y; f\
i
#### line continuation in an alias's name
alias ll='echo aliased'
l\
l x
#### comment after a word is none
echo a#b#c; echo a #b
#### comment ends at newline only
echo a # ; echo b \
echo c
#### number before a redirection only if attached
echo 2 >f; echo 3>f 2>g; cat f g
#### word 2 before a quoted blank
echo 2' '>f; cat f
#### quoted digits are no descriptor
echo '2'>f; cat f; echo 1\2>f; cat f
#### name with digits before a redirection
x2=v; echo x2>f; cat f; echo $x2>f; cat f
#### braces need blanks
{ echo a; }; echo {x} {} { }
#### brace as an argument
echo }; echo { a
#### bang as an argument
echo ! a; ! false; echo a!
#### reserved word from an expansion is none
x=if; $x true 2>/dev/null; echo $?; then=1; echo $then
#### reserved words in lists
for do in do done; do echo $do; done
#### for over several lines
for i in a b \
	c
do
	echo $i
done
#### for with semicolon and do on the next line
for i in 1 2;
do echo $i; done
#### for then newline then in
for i
in a b; do echo $i; done
#### case in with newlines
case a
in
a ) echo y
;;

b | c ) echo n ;;
esac
#### case, empty list
case a in esac; echo $?
#### case, last item without terminator
case a in a) echo y; esac; case b in (b) echo z
esac
#### case, empty commands
case a in a) ;; *) echo no;; esac; echo $?; case a in a) esac; echo $?
#### case, a word of several lines
case "a
b" in a*b) echo y;; esac
#### if with newlines
if
true
then
echo y
else
echo n
fi
#### while with a list
i=0; while echo t$i; [ $i -lt 2 ]; do i=$((i+1)); done
#### function with newline before the body
f()
{ echo body; }
f
g ( )

( echo sub )
g
#### function whose body is a loop, an if, a case
f() for i in a b; do echo $i; done
f; g() if true; then echo g; fi
g; h() case $1 in x) echo x;; esac
h x; w() while [ "$i" != done ]; do i=done; done
w; echo $i
#### function's name like a reserved word's part
iff() { echo iff; }; iff; do1() { echo do1; }; do1
#### semicolon after done and fi
for i in a; do echo $i; done; if true; then echo b; fi; { echo c; }; (echo d);
#### amp as separator
echo a & wait; { echo b & wait; }; if true & then wait; echo c; fi
#### redirection before the reserved word is an error
>f if true; then echo; fi
#### assignment words before and after
a=1 b=2; echo $a$b; echo a=3 $a; a=4 export b=5; echo $b
#### assignment word forms
a==; echo $a; a=b=c; echo $a; 1a=2 2>/dev/null; echo $?; a[1]=x 2>/dev/null; echo $?
#### assignment with quotes in the name is a command
"a"=1 2>/dev/null; echo $?; a\b=1 2>/dev/null; echo $?; x='a=1'; $x 2>/dev/null; echo $?
#### dollar before odd characters
echo $ $. $% $/ "$" "$ " "$." a$
#### a dollar at the end of a double-quoted word
echo "a$" "$"'x' "$\"x"
#### single double semicolon out of case
echo a;; echo b
#### two semicolons apart
echo a; ; echo b
#### semicolon first
; echo a
#### amp first
& echo a
#### pipe last
echo a |
#### and last
true &&
#### or first
|| true
#### bang alone
!
#### empty braces
{ }
#### empty parentheses
( )
#### empty then
if true; then fi
#### empty do
while false; do done
#### else without if
else
#### do without for
do echo; done
#### then without if
then
#### esac alone
esac
#### closing brace alone
}
#### closing parenthesis alone
)
#### unterminated single quote
echo 'abc
#### unterminated double quote
echo "abc
#### unterminated backquote
echo `abc
#### unterminated substitution
echo $(abc
#### unterminated brace
echo ${abc
#### unterminated arithmetic
echo $((1+
#### unterminated subshell
(echo a
#### unterminated brace group
{ echo a
#### unterminated if
if true
#### unterminated for
for i in a; do
#### unterminated case
case a in
#### for without a name
for; do :; done
#### for with a bad name
for 1 in a; do :; done
#### for with a quoted name
for "i" in a; do echo $i; done
#: XCU 2.10.2 rule 5: the word must be a NAME token; quoted it is none
#= 2
#### redirection without a target
echo >
#### redirection to an operator
echo > | cat
#### two parentheses as a command
(( 1 ))
echo $?
#: XCU 2.9.4.1 two nested subshells: the command 1 is not found
#> 127
#### nested subshells without blanks
((echo a);(echo b))
(echo c;(echo d))
#### error in an eval leaves the shell
eval 'if'; echo no
#### error in a dot file leaves the shell
echo ')' > f; . ./f; echo no
#### error in sh -c does not leave the outer
sh -c 'if' 2>/dev/null; echo $?
#### error message names file and line
printf 'echo a\n\nfi\n' > scr; sh ./scr 2>err; echo $?; read l < err; case $l in *scr*3*fi*) echo named;; *) echo "$l";; esac
#### commands before the error are run
printf 'echo a\necho b\n)\necho c\n' > scr; sh scr 2>/dev/null; echo $?
#### alias replaced by several commands
alias two='echo a; echo b'
two; two c
#### alias that opens a group
alias begin='{' end='}'
begin echo in; end
#### alias in a pipeline and after operators
alias a=echo
a 1 | cat; true && a 2; false || a 3; (a 4); { a 5; }; ! a 6; if a 7; then a 8; fi
#### alias after an assignment
alias a=echo
x=1 a y
#### alias after a redirection
alias a=echo
>f a z; cat f
#### alias not for an argument
alias b=no
echo b
#### alias in the body of a function is taken when it is read
alias g='echo old'
f() { g; }
alias g='echo new'
f; g
#### alias in eval
alias e1=echo; eval 'e1 now'
#### alias in a substitution
alias s='echo sub'
echo $(s) `s`
#### alias to itself with arguments
alias echo='echo x'
echo y; echo 'echo z'
#### alias to an assignment
alias v='x=1'
v; echo $x
#### alias to a reserved word's start
alias i='if true;'
i then echo y; fi
#### alias with a comment
alias c='echo a #'
c b
#### alias of an empty value
alias n=
n echo a; n
#### alias whose value ends in a blank, chain
alias a='echo ' b='c ' c=d
a b c x
#### alias of a word with quotes inside
alias q='echo "a  b" '\''c  d'\'
q
#### alias prints what can be read again
alias x='a'"'"'b "c" \d'; alias x > f; unalias x; read l < f; eval "alias ${l#alias }" ; alias x
#### alias of names with special characters
alias a_1=echo a!=echo
a_1 x; a! y
#### unalias two
alias a=b c=d; unalias a c; alias; echo $?
#### unalias without operand
unalias; echo $?
#### alias does not cross into sh
alias zz=echo; sh -c 'zz a' 2>/dev/null; echo $?
#### a here-document's operator with blanks
cat << E
a
E
cat <<- E
	b
	E
#### an IO number of two digits
{ echo a >&3; } 3>f; cat f
#### carriage return is no blank
x=$(printf 'echo a\r'); eval "$x" | wc -c | { read n; echo $n; }
#### tab and several blanks
echo	a  	b
#### empty script
#### only comments and blanks

   # nothing
	
#### a long word
i=0; w=x; while [ $i -lt 13 ]; do w=$w$w; i=$((i+1)); done; echo ${#w}; eval "y=$w"; echo ${#y}
#### a command with many words
set --; i=0; while [ $i -lt 500 ]; do set -- "$@" $i; i=$((i+1)); done; echo $# ${500}
