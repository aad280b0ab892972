# SPDX-License-Identifier: GPL-3.0-or-later
# XCU 2.7 Redirection.
#### output
echo a > f; cat f; echo b > f; cat f
#### append
echo a > f; echo b >> f; cat f; echo c >> g; cat g
#### input
echo a > f; cat < f; read x < f; echo $x
#### descriptor numbers
echo a 1> f 2> g; cat f; ls nosuch 2> g; [ -s g ] && echo told
#### digit as argument
echo 2 > f; cat f; echo a2> f; cat f; echo a 2 > f; cat f
#### duplicate output
{ echo out; echo err >&2; } > f 2>&1; cat f
#### order matters
{ { echo out; echo err >&2; } 2>&1 > f; } > g; cat f; echo -; cat g
#### close
{ echo a >&-; } 2>/dev/null; echo $?
#### close input
cat <&- 2>/dev/null; [ $? -gt 0 ] && echo failed
#### bad descriptor
echo a >&7; echo $?
#### bad descriptor for program
cat <&7; echo $?
#### read-write
echo abc > f; exec 3<> f; read x <&3; echo $x; echo more >&3; exec 3>&-; cat f
#### clobber
set -C; echo a > f; echo b > f; echo $?; echo c >| f; cat f; echo d >> f; cat f
#### noclobber and devices
set -C; echo a > /dev/null; echo $?
#### missing input
cat < nosuch; echo $?
#### missing input for built-in
read x < nosuch; echo $?
#### missing directory
echo a > nosuch/f; echo $?
#### directory as output
mkdir d; echo a > d; echo $?
#### redirection only
> f; [ -f f ] && echo made; < nosuch; echo $?
#### redirection before command
> f echo a; cat f; < f cat; 2>&1 echo b
#### redirection among arguments
echo a > f b c; cat f
#### several
echo a > f > g; cat f; cat g; cat < f < g
#### on groups
{ echo a; echo b; } > f; cat f; (echo c; echo d) > f; cat f
#### on loops
for i in 1 2; do echo $i; done > f; cat f; while read x; do echo "<$x>"; done < f
#### on if and case
if true; then echo a; fi > f; case x in x) echo b;; esac >> f; cat f
#### on functions
f() { echo in; } > out; f; f; cat out
#### function call redirected
f() { echo $1; echo e >&2; }; f x > out 2> err; cat out err
#### group fails
{ echo a; } < nosuch; echo $?; while false; do :; done < nosuch; echo $?
#### exec output
exec 3>&1 > f; echo hidden; exec >&3 3>&-; echo shown; cat f
#### exec input
echo 'one
two' > f; exec < f; read a; read b; echo $a $b
#### exec error
exec 2> f; nosuchcommand_x; ls nosuch; exec 2>&1; [ -s f ] && echo told
#### descriptors restored
{ echo a; } 3> f; echo b >&3; echo $?
#### descriptors three to nine
echo x 9> f >&9; cat f; exec 5> g; echo y >&5; cat g
#### here-document
cat <<E
a b
  c
E
#### here-document expansions
x=v; cat <<E
$x ${x}s $(echo c) `echo d` $((1+1)) \$x \` \\ \a "q" 'r'
E
#### here-document quoted
x=v; cat <<'E'; cat <<"F"; cat <<\G
$x `echo` \\
E
$x "
F
$x '
G
#### here-document partly quoted
x=v; cat <<E'N'D
$x
END
#### here-document tabs
if true; then
	cat <<-E
		a
	  b
	E
fi
#### here-document tabs quoted
cat <<-'E'
	$x
	E
#### two here-documents
cat <<A; cat <<B
a
A
b
B
#### two on one command
cat <<A 3<<B; cat <<C
a
A
b
B
c
C
#### here-document to descriptor
cat <<E 0<&3 3<<F
no
E
yes
F
#### here-document in loop
for i in 1 2; do cat <<E
$i
E
done
#### here-document in function
f() { cat <<E
arg $1
E
}
f a; f b
#### here-document in pipeline
cat <<E | sort
b
a
E
#### here-document and list
cat <<E && echo and
body
E
#### here-document for built-in
read x y <<E
one two three
E
echo $x-$y
#### here-document line continuation
cat <<E
a\
b
c\\
d
E
#### here-document delimiter in text
cat <<E
 E
E 
EE
E
#### here-document without end
cat <<E
text
#### here-document empty
cat <<E
E
echo $?
#### here-document large
{ echo 'cat <<E'; i=0; while [ $i -lt 3000 ]; do echo "line $i of the here-document, long enough"; i=$((i+1)); done; echo E; } > f; . ./f | wc -l | (read n; echo $n)
#### here-document large unread
{ echo 'true <<E'; i=0; while [ $i -lt 3000 ]; do echo "line $i of the here-document, long enough"; i=$((i+1)); done; echo E; } > f; . ./f; echo $?
#### here-document braces and quotes
x='a b'; cat <<E
${x:-d} ${u:-'q'} ${u:-"dq"} ${x#a}
E
#### here-document with at
set -- a 'b c'; cat <<E
$@ $* $#
E
#### here-document no tilde no glob
HOME=/h; cat <<E
~ * ?
E
#### here-document in substitution
echo "$(cat <<E
in
E
)"
#### here-document delimiter with space
cat <<'E F'
x
E F
#### target expansion
x=file; echo a > $x; cat file; echo b > "$x 2"; cat "file 2"
#### target no splitting
x='a b'; echo hi > $x; cat 'a b'
#### target tilde
HOME=$PWD; echo a > ~/tf; cat tf
#### target of duplication expands
x=1; echo a >&$x; echo b >&"$x"
#### bad duplication target
x=foo; echo a >&$x; echo $?
#> 2
#: XCU 2.7.6 a redirection error of a utility that is no special built-in: status 1 to 125
#### standard error of not found
nosuchcommand_x 2> f; echo $?; [ -s f ] && echo told
nosuchcommand_x > f 2>&1; echo $?; [ -s f ] && echo told
#### redirection error does not run
echo ran > /nosuch/dir/f; echo $?; : > ok && echo fine
#### redirection error on special built-in
: > /nosuch/dir/f; echo not reached
#### exec redirection error
exec > /nosuch/dir/f; echo not reached
#### pipe of both
{ echo o; echo e >&2; } 2>&1 | sort
#### swap
{ echo o; echo e >&2; } 3>&1 1>&2 2>&3 3>&- 2>/dev/null
#### read from duplicate
echo l1 > f; exec 4< f; read x <&4; echo $x; read x <&4; echo $?; exec 4<&-
#### shared offset
printf 'a\nb\nc\n' > f; { read x; cat; } < f; echo $x
#### write order
{ echo 1; cat f 2>/dev/null; echo 2; sh -c 'echo 3'; echo 4; } > g; cat g
#### many redirections
echo x >a >b >c >d 2>e 3>f 4>g; cat d; ls
#### background redirection
{ echo a; } > f & wait; cat f
#### number only attached
echo 12>f; cat f
#### ampersand without space
echo a>f&&cat<f
#### dup to self
echo a 1>&1; echo b 2>&2
#### append keeps
echo a > f; { echo b; echo c; } >> f; cat f
#### input from dev null
read x < /dev/null; echo $? "[$x]"
