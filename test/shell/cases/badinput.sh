# SPDX-License-Identifier: GPL-3.0-or-later
# Bad input: never a crash, always a status, errors with file, line and token.
# No case gives kill an operand that might be taken for -1: these run on a host.
#### syntax error, file and line and token
printf 'echo a\nif true; then\n  echo b\ndone\n' >script; sh ./script 2>e; echo $?; cat e | { IFS= read -r l; case $l in *script*4*done*) echo named;; *) echo "$l";; esac; }
#### syntax error in a function, in a substitution
printf 'f() {\n echo )\n}\n' >script; sh ./script 2>e; echo $?; grep -c 'script.*2.*)' e
#### syntax error at the end of the file
printf 'while true; do\n echo a\n' >script; sh ./script 2>e; echo $?; grep -c 'script.*end of file' e
#### unterminated quotes
for s in "echo 'a" 'echo "a' 'echo `a' 'echo $(a' 'echo ${a' 'echo $((1' "echo \$'a"; do printf '%s' "$s" >s; sh ./s >/dev/null 2>&1; echo $?; done
#: XCU 2.3, 2.8.1 end of input in a quote is a syntax error
#> 2
#> 2
#> 2
#> 2
#> 2
#> 2
#> 2
#### unterminated here-document
printf 'cat <<E\na\nb\n' >s; sh ./s 2>/dev/null; echo $?
#### unterminated here-documents, several
printf 'cat <<A <<B\na\n' >s; sh ./s 2>/dev/null; printf 'cat <<-\n' >s; sh ./s 2>/dev/null; echo $?; printf 'cat <<' >s; sh ./s 2>/dev/null; echo $?
#### a here-document of 1 MB
{ echo 'cat <<E | wc -c'; i=0; l=$(printf '%01023d' 0); while [ $i -lt 1024 ]; do echo $l; i=$((i+1)); done; echo E; } >s; sh ./s | { read n; echo $n; }
#### a line of 1 MB
x=$(printf '%01024d' 0); i=0; while [ $i -lt 10 ]; do x=$x$x; i=$((i+1)); done; echo "echo $x" >s; sh ./s | wc -c | { read n; echo $n; }; printf 'x=%s; echo ${#x}\n' "$x" >s; sh ./s
#### a word of 1 MB in quotes, a variable of 1 MB
x=$(printf '%01024d' 0); i=0; while [ $i -lt 10 ]; do x=$x$x; i=$((i+1)); done; echo ${#x} "${#x}"; y="$x"; echo ${#y}; z=${x%0}; echo ${#z}; case $x in *1) echo no;; esac
#### read of a line of 1 MB
x=$(printf '%01024d' 0); i=0; while [ $i -lt 10 ]; do x=$x$x; i=$((i+1)); done; echo "$x" >f; read y <f; echo ${#y}
#### a command line that is too long for exec
x=$(printf '%01024d' 0); i=0; while [ $i -lt 13 ]; do x=$x$x; i=$((i+1)); done; sh -c ':' "$x" 2>/dev/null; [ $? -ne 0 ] && echo told; echo on
#@ host
#### nesting of 10,000 parentheses
i=0; x='(' y=')'; while [ $i -lt 14 ]; do x=$x$x y=$y$y; i=$((i+1)); done; printf '%s' "$x" 'echo a' "$y" >s; sh ./s >/dev/null 2>e; echo $?; grep -c 'too deeply nested' e
#: XCU 2.8.1; dash dies of SIGSEGV or is slow
#> 2
#> 1
#### nesting of 10,000 braces
i=0; x='{ ' y='; }'; while [ $i -lt 14 ]; do x=$x$x y=$y$y; i=$((i+1)); done; echo "$x echo a $y" >s; sh ./s >/dev/null 2>e; echo $?; grep -c 'too deeply nested' e
#: XCU 2.8.1
#> 2
#> 1
#### nesting of 10,000 substitutions
i=0; x='$(echo ' y=')'; while [ $i -lt 14 ]; do x=$x$x y=$y$y; i=$((i+1)); done; echo "echo $x$y" >s; sh ./s >/dev/null 2>e; echo $?; grep -c 'too deeply nested' e
#: XCU 2.8.1
#> 2
#> 1
#### nesting of 10,000 expansions
i=0; x='${a-' y='}'; while [ $i -lt 14 ]; do x=$x$x y=$y$y; i=$((i+1)); done; echo "echo $x$y" >s; sh ./s >/dev/null 2>e; echo $?; grep -c 'too deeply nested' e
#: XCU 2.8.1
#> 2
#> 1
#### nesting of 10,000 arithmetic parentheses
i=0; x='(' y=')'; while [ $i -lt 14 ]; do x=$x$x y=$y$y; i=$((i+1)); done; echo "echo \$((${x}1$y))" >s; sh ./s >/dev/null 2>e; [ $? -ne 0 ]; echo $?; grep -c 'nested' e
#: XCU 2.8.1
#> 0
#> 1
#### nesting of 10,000 arithmetic expansions
i=0; x='$((' y='))'; while [ $i -lt 14 ]; do x=$x$x y=$y$y; i=$((i+1)); done; echo "echo ${x}1$y" >s; sh ./s >/dev/null 2>e; echo $?; grep -c 'nested' e
#: XCU 2.8.1
#> 2
#> 1
#### nesting of 10,000 ifs
i=0; x='if true; then ' y=' fi;'; while [ $i -lt 14 ]; do x=$x$x y=$y$y; i=$((i+1)); done; echo "$x echo a; $y" >s; sh ./s >/dev/null 2>e; echo $?; grep -c 'too deeply nested' e
#: XCU 2.8.1
#> 2
#> 1
#### nesting of 10,000 signs in arithmetic
i=0; x='- '; while [ $i -lt 14 ]; do x=$x$x; i=$((i+1)); done; echo "echo \$((${x}1))" >s; sh ./s >/dev/null 2>&1; [ $? -lt 126 ] && echo survived
#: XCU 2.8.1
#> survived
#### nesting of 10,000 ternaries
i=0; x='1?'; y=':2'; while [ $i -lt 14 ]; do x=$x$x y=$y$y; i=$((i+1)); done; echo "echo \$((${x}1$y))" >s; sh ./s >/dev/null 2>&1; [ $? -lt 126 ] && echo survived
#: XCU 2.8.1
#> survived
#### nesting of 10,000 bangs and of backquotes
i=0; x='! '; while [ $i -lt 14 ]; do x=$x$x; i=$((i+1)); done; echo "$x true" >s; sh ./s >/dev/null 2>&1; [ $? -lt 126 ] && echo survived
#: XCU 2.8.1
#> survived
#### nesting of quotes in expansions
i=0; x='"${a-' y='}"'; while [ $i -lt 12 ]; do x=$x$x y=$y$y; i=$((i+1)); done; echo "echo $x$y" >s; sh ./s >/dev/null 2>&1; [ $? -lt 126 ] && echo survived
#: XCU 2.8.1
#> survived
#### a list of 20,000 commands, an and-or of 5,000
i=0; x=':;'; while [ $i -lt 14 ]; do x=$x$x; i=$((i+1)); done; echo "$x echo end" >s; sh ./s; i=0; x='true && '; while [ $i -lt 12 ]; do x=$x$x; i=$((i+1)); done; echo "$x echo end" >s; sh ./s
#### 10,000 elifs, 10,000 case items
i=0; x='elif false; then :; '; while [ $i -lt 13 ]; do x=$x$x; i=$((i+1)); done; echo "if false; then :; $x else echo e; fi" >s; sh ./s; i=0; x='a) ;; '; while [ $i -lt 13 ]; do x=$x$x; i=$((i+1)); done; echo "case b in $x b) echo b;; esac" >s; sh ./s
#### NUL bytes in a script
printf 'echo a\0b\n' >s; sh ./s 2>/dev/null; [ $? -lt 126 ] && echo survived
#: XCU 2.3 the input is text; NUL bytes are dropped
#> ab
#> survived
#### only NUL bytes
printf '\0\0\0\0' >s; sh ./s >/dev/null 2>&1; [ $? -lt 128 ] && echo survived
#### NUL bytes by read, by a substitution
printf 'a\0b\n' | { read x; echo ${#x}; }; x=$(printf 'a\0b'); echo "$x"
#### invalid UTF-8 in words, patterns, names
x=$(printf '\377\376\200'); echo "$x" | wc -c | { read n; echo $n; }; case $x in ???) echo three;; esac; echo ${#x}; : >"$x"; for i in *; do [ "$i" = "$x" ] && echo found; done
#### invalid UTF-8 in a script
printf 'echo \377\376 | wc -c\n\200\201\n' >s; sh ./s 2>/dev/null | { read n; echo $n; }
#### every single byte as a script
i=1; while [ $i -lt 256 ]; do printf "\\$(printf %o $i)" >s; sh ./s >/dev/null 2>&1 </dev/null || [ $? -le 127 ] || echo $i $?; i=$((i+1)); done; echo done
#@ host
#### every single byte between words
i=1; while [ $i -lt 256 ]; do printf "echo a\\$(printf %o $i)b" >s; (. ./s) >/dev/null 2>&1 </dev/null || [ $? -le 127 ] || echo $i $?; i=$((i+1)); done; echo done
#### byte 1 and byte 129, which shells use inside
x=$(printf '\001\201\202\210'); echo "$x" | od -An -tx1; y=$x; set -- $y; echo "$1$y" | od -An -tx1; echo $x | od -An -tx1; case $x in "$y") echo same;; esac; echo ${#x} "${x#?}" | od -An -tx1
#### bytes 1 and 129 in a script
printf 'x=\001\201\202; echo \001 "\201" \\\001 $x "$x" ${x#?}\n' >s; sh ./s | od -An -tx1
#### endless recursion of a function
f() { f; }; (f) 2>e; echo $?; grep -c 'too deeply nested' e; echo on
#: XCU 2.8.1
#> 2
#> 1
#> on
#### endless recursion with a subshell or a substitution ends
printf 'f() { x=$1; [ $x -gt 50 ] || (f $((x+1))); }\nf 1; echo $?\n' >s; sh ./s
#### endless recursion of aliases
alias a=b b=a
a 2>/dev/null; echo $?
#### endless recursion of traps
trap 'kill -USR1 $$' USR1; (trap 'exit 3' ALRM; exit 4); echo $?
#### endless recursion of variables in arithmetic
x=y y=x; (echo $((x))) 2>/dev/null; [ $? -lt 126 ] && echo survived
#: XCU 2.6.4 a value that is no integer constant: unspecified
#> survived
#### a directory as a script
mkdir d; sh ./d 2>/dev/null; [ $? -lt 128 ] && echo survived
#### a script that cannot be read
: >s; chmod 0 s; sh ./nosuch/s 2>/dev/null; echo $?
#### a script without a newline at its end, and an empty one
printf 'echo a' >s; sh ./s; : >s; sh ./s; echo $?
#### a script that ends in a backslash
printf 'echo a\\' >s; sh ./s; printf 'echo a \\\n' >s; sh ./s; printf 'echo "a\\' >s; sh ./s 2>/dev/null; echo $?
#### carriage returns
printf 'echo a\r\necho b\r\n' >s; sh ./s | od -An -c
#### numbers that are too large
(exit 99999999999999999999) 2>/dev/null; [ $? -lt 256 ] && echo a; shift 99999999999999999999 2>/dev/null; echo no
#: XCU shift: an operand larger than $# is an error; 2.8.1 it exits
#= 2
#> a
#### numbers that are too large, in names
echo ${99999999999999999999} $((99999999999999999999)) 2>/dev/null; echo "[${18446744073709551617}]"
#: XCU 2.6.2, 2.6.4 such a parameter is unset; a constant too large is clamped
#> 9223372036854775807
#> []
#### descriptors that are too large
(echo a >&99999) 2>/dev/null; [ $? -ne 0 ] && echo told; (echo a >&99999999999999) 2>/dev/null; [ $? -ne 0 ] && echo told; (exec 999>f) 2>/dev/null; echo $? >/dev/null
#### odd expansions
for s in '${}' '${' '${a' '${#' '${#}' '${##}' '${###}' '${a#' '${a%%' '${a:' '${a:}' '${!}' '$(' '$((' '$(())' '${a:=' '${$}' '${?}' '${-}' '${*}' '${@}' '${@:-' '"${@' '`' '\' '$' '${a-"}' '${a-`}' '${a-$(}'; do printf '%s\n' "echo $s" >s; sh ./s >/dev/null 2>&1; [ $? -lt 126 ] || echo "$s $?"; done; echo done
#### odd arithmetic
for s in '1+' '+' '*1' '(' ')' '1)' '(1' '1 1' '1?' '1?2' '1:2' '1?2:' '0x' '0xg' '08' '1a' 'a b' '=' '1=1' 'a=' '<<' '1<<' '!' '~' '1//2' '$' '"' '`' '@' '[' ']' '{' '}' ';' '\' '#' '1**2' '1<>2' '&&' '1||' ',' '1,' '++' '--' '1++' '.5' '1.5' '1e5'; do (eval "echo \$(($s))") >/dev/null 2>&1; [ $? -lt 126 ] || echo "$s $?"; done; echo done
#### odd redirections
for s in '>' '<' '>>' '<<' '>&' '<&' '>|' '<>' '>&x' '<&x' '>& ' '>&-1' '>&1x' '<<<a' '>>>a' '>&&' '<&<' '> >' '>;' '>|>' '2>' '>(' '>)' '>&$u' '>"$u"' '<<$'; do printf '%s\n' ": $s" >s; sh ./s >/dev/null 2>&1 </dev/null; [ $? -lt 126 ] || echo "$s $?"; done; echo done
#### odd patterns
for p in '[' '[!' '[]' '[!]' '[a-' '[a-]' '[[' '[[:' '[[:a' '[[:alpha' '[[:alpha:' '[[:alpha:]' '[[.a.]]' '[[=a=]]' '\' '\[' '[\' '[\]' '**' '*[' '[*' '?[' ; do case a in $p) ;; esac; x=${HOME#$p}; set -- $p; done; echo done
#### odd options of built-ins
for c in alias bg cd command continue eval exec exit export fg getopts hash jobs printf pwd read readonly return set shift test times trap type ulimit umask unalias unset wait; do for a in -Z -- - '' -zzz 99999999999999999999 '*'; do (eval "$c '$a'") >/dev/null 2>&1 </dev/null; [ $? -lt 128 ] || echo "$c $a $?"; done; done; echo done
