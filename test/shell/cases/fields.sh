# SPDX-License-Identifier: GPL-3.0-or-later
# XCU 2.6.5 field splitting, 2.6.6 and 2.13 patterns and path names.
#### white space IFS around
f() { echo $#; for i; do echo "<$i>"; done; }; v='  a  b  '; f $v; f x$v; f ${v}x; f x${v}x
#### other IFS around
f() { echo $#; for i; do echo "<$i>"; done; }; IFS=:; v=':a::b:'; f $v; f x$v; f ${v}x; v=:; f $v; v=::; f $v
#### mixed IFS
f() { echo $#; for i; do echo "<$i>"; done; }; IFS=' :'; v=' : a : b :: c : '; f $v; v='a :b'; f $v; v='a: :b'; f $v
#### tab as the only IFS
f() { echo $#; for i; do echo "<$i>"; done; }; IFS='	'; v='a	b c		d'; f $v
#### newline as the only IFS
f() { echo $#; for i; do echo "<$i>"; done; }; IFS='
'; v='a b

c
'; f $v
#### IFS of a letter
f() { echo $#; for i; do echo "<$i>"; done; }; IFS=x; v=axbxxc; f $v $(echo 1x2) $((1))
#### IFS of a digit splits arithmetic
f() { echo $#; for i; do echo "<$i>"; done; }; IFS=1; f $((212)) "$((212))"
#### IFS with a backslash
f() { echo $#; for i; do echo "<$i>"; done; }; IFS='\'; v='a\b'; f $v
#### IFS with a star
f() { echo $#; for i; do echo "<$i>"; done; }; touch f1; IFS='*'; v='f*g'; f $v
#### IFS with a quote
f() { echo $#; for i; do echo "<$i>"; done; }; IFS=\'; v="a'b"; f $v
#### two adjacent expansions
f() { echo $#; for i; do echo "<$i>"; done; }; a='1 2' b='3 4'; f $a$b; a='1 ' b=' 2'; f $a$b; IFS=:; a=1: b=:2; f $a$b; a=1 b=:2; f $a$b
#### expansion next to quotes
f() { echo $#; for i; do echo "<$i>"; done; }; a=' x '; f "q"$a"r" ''$a'' $a'' ''$a
#### only white space vanishes
f() { echo $#; }; a='   '; f $a; f x $a y; f "$a"; f $a$a; f ''$a
#### null and unset vanish
f() { echo $#; }; f $u $u; n=; f $n; f "$n" $n; f $n$u; f ""$n
#### result of a substitution
f() { echo $#; for i; do echo "<$i>"; done; }; f $(printf 'a b\nc\n\n') `echo d  e` "$(echo f  g)"
#### IFS changed between words is seen
f() { echo $#; }; v=a:b; f $v ${IFS:=x} $v; IFS=; f ${IFS:=:}$v
#### no splitting of literal text
f() { echo $#; }; IFS=a; f bab 'bab' "bab"
#### no splitting in redirections, case, assignments
v='a b'; w=$v; echo "$w"; case $v in 'a b') echo y;; esac; echo x >$v; ls
#### splitting of a for list
v='a b'; for i in $v "$v" x$v; do echo $i; done
#### splitting with export and readonly
v='a b'; export x=$v 2>/dev/null; echo "$x"
#### star with null IFS unquoted
f() { echo $#; for i; do echo "<$i>"; done; }; set -- 'a b' c ''; IFS=; f $*; f $@; f "$*"
#### read splits with IFS of letters
echo axbxc | { IFS=x read a b; echo "$a $b"; }; echo xaxx | { IFS=x read a b c; echo "[$a][$b][$c]"; }
#### read, trailing separators
echo 'a:b:' | { IFS=: read a b; echo "[$a][$b]"; }; echo 'a:b::' | { IFS=: read a b; echo "[$a][$b]"; }; echo 'a b ' | { read a b; echo "[$a][$b]"; }; echo ' a : b : ' | { IFS=' :' read a b; echo "[$a][$b]"; }
#### glob, all forms
touch a ab abc b .h; echo * a* *b ?b a? [ab] [!a] .* | { read l; echo "$l"; }
#### glob ranges and negation
touch a b c d 1 2; echo [a-c] [!a-c] [0-9] [!0-9] [a-cd]
#### glob, negation by circumflex is unspecified but does not crash
touch a b; echo [^a] >/dev/null; echo ok
#### glob classes
touch a B 1 _ ./-; echo [[:alpha:]] [[:digit:]] [[:upper:]] [[:lower:]] [[:punct:]] [[:alnum:]] [![:alnum:]] [[:alpha:]_] [[:xdigit:]]
#### glob with unknown class
touch a; echo [[:nosuch:]]
#### glob with brackets in odd places
touch '[' ']' ./- a; echo [[] []] [-] [a-] [!]] []a] [a]*
#### glob without an end
touch a '[a' '[b'; echo [a [b* [
#### glob with quoted parts
touch 'a*' ab 'a b'; echo a\* "a*" a'*' a[*] 'a '* a\ ?
#### glob in directories
mkdir -p d/e f/e; touch d/e/x f/e/y d/z; echo */e/* d/* */z */ ./*/e
#### glob with dot files in directories
mkdir d; touch d/.a d/b; echo d/* d/.* d/.[!.]* | { read l; echo "$l"; }
#### glob of a slash in quotes
mkdir d; touch d/x; echo d"/"* 'd'/* d\/* "d/"x
#### glob from a variable
touch a1 a2; p='a*'; echo $p "$p" ${p}x $p$p; q='[a]1'; echo $q
#### glob from a variable with a backslash
touch 'a*' ab; p='a\*'; for i in $p; do echo "$i"; done
#### glob of a substitution
touch a1; echo $(echo 'a*') "$(echo 'a*')" `echo a?`
#### glob not in assignments
touch a1; v=a*; echo "$v"; v=a* sh -c 'echo "$v"'
#### glob not in case and here-documents
touch a1; case 'a*' in a\*) echo y;; esac; cat <<E
a*
E
#### glob, several in one word
touch ax by; echo [ab][xy] ?? *x* **
#### glob, order
touch b a C c B A; echo *
#### glob, many files
i=0; while [ $i -lt 300 ]; do : >f$i; i=$((i+1)); done; set -- f*; echo $# $1 $3; set -- f?; echo $#; set -- f[1-3]?[02468]; echo $#
#### glob of no access or no such folder
echo nosuch/* /nosuch/*/x
#### glob with trailing slash
mkdir d; touch f; echo */ f*/
#### glob of a dangling link
ln -s nosuch l; echo l* *
#### glob with newline and blank in names
touch 'a
b' 'c d'; for i in *; do echo "<$i>"; done
#### glob off
touch a; set -f; echo *; set +f; echo *
#### pattern, star and backtracking
case aaaaab in *a*a*b) echo y;; esac; case abcabc in *abc) echo y;; esac; case aXbXc in a*X*c) echo y;; esac; case ab in a*b*c) echo n;; *) echo no;; esac
#### pattern, exponential is not
v=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa; case $v in *a*a*a*a*a*a*a*a*a*a*b) echo no;; *) echo fast;; esac
#: XCU 2.13 sets no limit; dash does not end
#> fast
#### pattern, question marks
case abc in ???) echo y;; esac; case ab in ???) echo n;; ??) echo two;; esac; case '' in ?) echo n;; *) echo null;; esac
#### pattern, slash and dot are ordinary in case
case a/b in a*b) echo y;; esac; case .a in *a) echo y;; esac; case a/b in a?b) echo y;; esac; case / in [/]) echo y;; esac
#### pattern, newline
case 'a
b' in a?b) echo y;; esac; case 'a
b' in *) echo y;; esac
#### pattern, brackets
case b in [abc]) echo 1;; esac; case - in [a-]) echo 2;; esac; case ] in []]) echo 3;; esac; case ^ in [a^]) echo 4;; esac; case '\' in [\\]) echo 5;; esac; case '!' in [a!]) echo 6;; esac
#### pattern, reversed range
case b in [c-a]) echo y;; *) echo n;; esac
#### pattern, ranges with quoting
case b in ["a"-'c']) echo y;; esac; case - in [a'-'c]) echo y;; esac; case b in [a"-"c]) echo n;; *) echo no;; esac
#### pattern, classes in case
case 5 in [[:digit:]]) echo y;; esac; case x in [![:digit:]]) echo y;; esac; case ' ' in [[:space:]]) echo y;; esac; case A in [[:lower:][:upper:]]) echo y;; esac
#### pattern, colon without a class
case : in [:a]) echo y;; esac; case a: in [[:a]:) echo y;; *) echo n;; esac
#### pattern, quoted class
case d in ["[:digit:]"]) echo y;; *) echo n;; esac
#### pattern from a variable with brackets
p='[ab]*'; case bx in $p) echo y;; esac; case '[ab]*' in "$p") echo y;; esac; case bx in "$p") echo n;; *) echo no;; esac
#### pattern with a trailing backslash
p='a\'; case 'a\' in $p) echo y;; *) echo n;; esac
#: XCU 2.13.1 2024: unspecified for a trailing backslash from an expansion; it is itself
#> y
#### pattern, escaped from a variable
p='\*'; case '*' in $p) echo y;; esac; case a in $p) echo n;; *) echo no;; esac
#### pattern, bytes over 127 do no harm
x=$(printf '\303\244b'); case $x in *b) echo y;; esac; echo "${x%b}" | wc -c | { read n; echo $n; }
#### quote removal keeps what came from expansions
a=\''"\'; echo $a "$a" ${u-\'} ${u-\"}
#### quoted null arguments
f() { echo $#; }; f '' "" ''"" ; f $u''; f "$u"; f ${u-''} ${u-""}
