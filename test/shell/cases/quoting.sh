# SPDX-License-Identifier: GPL-3.0-or-later
# XCU 2.2 Quoting.
#### backslash
echo \a\b \\ \" \' \$x \` a\ b
#### backslash newline
echo ab\
cd
ec\
ho split
x=1\
2; echo $x
#### single quotes
echo 'a b  c' '$x `y` \n' 'multi
line'
#### single quote in single quotes
echo 'it'\''s' "it's"
#### double quotes
x=v; echo "$x ${x} `echo c` $(echo d) $((1+1)) \$x \` \" \\ \a 'q'"
#### empty words
set -- '' "" a""b ''; echo $#; for i; do echo "[$i]"; done
#### quoted null adjacent
x=; set -- $x"" ""$x; echo $#
#### backslash in double quotes before newline
echo "a\
b"
#### dollar at end
echo a$ "b$" $ "$"
#### hash inside word
echo a#b #comment
echo '#x' \#y
#### comment at line start
# nothing
echo x # y z
#### quotes join
echo a'b'"c"d\e
#### tilde quoted
HOME=/h; echo ~ "~" '~' \~ ~/x "~/x" a~
#### tilde in assignment
HOME=/h; x=~:~/a:b~; echo $x; y=a:~; echo "$y"; z="~"; echo $z
#### tilde in parameter word
HOME=/h; echo ${x:-~} ${x:-~/b} "${x:-~}"
#### tilde unknown user
echo ~nosuchuser_x ~nosuchuser_x/y
#### glob chars quoted
echo '*' "*" \* "a*" 'b?'
#### dollar single quotes
echo $'a\tb\n\'c\x41\101\\' "$'x'"
#> a	b
#> 'cAA\ $'x'
#: XCU 2024 2.2.4
#### backquote backslashes
echo `echo \\\\ a\\\`b` "`echo \"q\"`"
#### brace literal
echo {a,b} } { a}b
#### reserved words as arguments
echo if then else fi do done case esac while until for { } ! in
#### quoted reserved word is a command
"if" true 2>/dev/null; echo $?
#### equals sign words
echo a=b =c d= 'e'=f
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
echo $((1+2
#### quote inside parameter in quotes
x=; echo "${x:-"a  b"}" "${x:-'a b'}" ${x:-'c  d'} ${x:-"e  f"}
#### escaped brace in parameter
x=; echo ${x:-a\}b} "${x:-a\}b}" ${x:-'}'}
#### nested quotes in substitution
echo "$(echo "a  b" 'c  "d')" "`echo 'x  y'`"
#### line continuation in operators
true &\
& echo and
false |\
| echo or
#### line continuation in parameter
abc=1; echo $a\
bc ${a\
bc}
#### control byte 1
x=$(printf 'a\001b*'); echo "$x"
case $x in "$x") echo same;; esac
#### utf-8 bytes
x='äöü€😀'; echo "$x" ${#x} "${x#ä}"
