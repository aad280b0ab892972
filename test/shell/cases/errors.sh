# SPDX-License-Identifier: GPL-3.0-or-later
# XCU 2.8.1 Consequences of shell errors, the table row by row; 2.8.2 statuses.
#### syntax error exits
sh -c 'echo a
if
echo b'; echo $?
#### special built-in error: option
(set -Q; echo no); echo $?
#### special built-in error: shift
(shift 5; echo no); echo $?
#### special built-in error: export name
(export 1=2; echo no); echo $?
#### special built-in error: readonly variable
(readonly a=1; readonly a=2; echo no); echo $?
#### special built-in error: unset of readonly
(readonly a=1; unset a; echo no); echo $?
#### special built-in error: dot of a missing file
(. ./nosuch; echo no); echo $?; (. nosuch_x; echo no); echo $?
#### special built-in error: exit and return operands
(exit x; echo no) 2>/dev/null; echo $?; f() { return x; echo no; }; (f; echo no2) 2>/dev/null; echo $?
#### special built-in error: trap of a bad name
(trap 'x' BAD; echo $?)
#### special built-in error: break operand
(for i in 1 2; do break x; echo no; done; echo no) 2>/dev/null; echo $?
#### special built-in error under command does not exit
command export 1=2 2>/dev/null; echo $?; command set -Q 2>/dev/null; echo on; command readonly a=1; command unset -Q 2>/dev/null; echo on
#### special built-in error under command: readonly
readonly a=1; command unset a 2>/dev/null; echo $?; command export a=2 2>/dev/null; echo on
#### other utility error does not exit
cd /nosuch 2>/dev/null; echo $?; umask zz 2>/dev/null; echo on; read 1a </dev/null 2>/dev/null; echo on; getopts 2>/dev/null; echo on; unalias zz 2>/dev/null; echo on; kill -l 999 2>/dev/null; echo on; wait x 2>/dev/null; echo on
#### redirection error with a special built-in exits
: >/nosuch/x; echo no
#### redirection error with eval exits
eval 'echo a' </nosuch; echo no
#### redirection error with set exits
set -- a </nosuch; echo no
#### redirection error with a compound command does not exit
{ echo a; } </nosuch 2>/dev/null; echo $?; if true; then echo b; fi </nosuch; echo on; while true; do echo c; done </nosuch; echo on; for i in 1; do echo; done </nosuch; echo on; (echo a) </nosuch; echo on
#### redirection error with a function does not exit
f() { echo in; }; f </nosuch; echo $?; echo on
#### redirection error in a function's own redirection
f() { echo in; } </nosuch; f; echo $?
#### redirection error with another utility does not exit
echo a </nosuch; echo $?; cat </nosuch; echo $?; true </nosuch; echo $?
#### redirection error without a command
</nosuch; echo $?
#### variable assignment error exits
readonly r=1; r=2; echo no
#### variable assignment error before a utility exits
readonly r=1; (r=2 cat </dev/null; echo no) 2>/dev/null; echo $?
#### variable assignment error before a special built-in exits
readonly r=1; (r=2 :; echo no) 2>/dev/null; echo $?
#### variable assignment error before a function
readonly r=1; f() { echo f; }; (r=2 f; echo no) 2>/dev/null; echo $?
#### variable assignment error in for
readonly r=1; (for r in a; do echo no; done; echo no) 2>/dev/null; echo $?
#### variable assignment error in arithmetic
readonly r=1; (echo $((r=2)); echo no) 2>/dev/null; echo $?
#### variable assignment error in an expansion
readonly r=; (echo ${r:=2}; echo no) 2>/dev/null; echo $?
#### variable assignment error in getopts and read
readonly r=1; getopts a r -a 2>/dev/null; [ $? -ne 0 ] && echo told; read r </dev/null 2>/dev/null; [ $? -ne 0 ] && echo told
#### expansion error exits
(echo ${u?msg}; echo no) 2>/dev/null; echo $?; (echo $((1/0)); echo no) 2>/dev/null; echo $?; (echo ${1x}; echo no) 2>/dev/null; echo $?
#### expansion error in a redirection exits
(: >${u?}; echo no) 2>/dev/null; echo $?
#### expansion error in an assignment exits
(a=${u?}; echo no) 2>/dev/null; echo $?
#### expansion error in a case word exits
(case ${u?} in *) echo no;; esac; echo no) 2>/dev/null; echo $?
#### expansion error in for exits
(for i in ${u?}; do echo no; done; echo no) 2>/dev/null; echo $?
#### expansion error in a here-document
cat <<E
${u?gone}
E
echo $?
#: XCU 2.8.1 an expansion error shall exit; the document is expanded by the shell
#= 2
#### expansion error in a substitution ends that only
echo "[$(echo ${u?} 2>/dev/null)]"; echo on
#### expansion error in a pipeline ends its part
echo ${u?} 2>/dev/null | cat; echo $?
#### expansion error in a background list
{ echo ${u?}; } 2>/dev/null & wait $!; echo $?
#### expansion error in an and-or
(true && echo ${u?} || echo no) 2>/dev/null; echo $?
#### command not found does not exit
nosuch_x 2>/dev/null; echo $?; ./nosuch 2>/dev/null; echo $?; mkdir d; ./d 2>/dev/null; echo $?; : >f; ./f 2>/dev/null; echo $?
#### the message is on standard error
nosuch_x 2>e; [ -s e ] && echo told; nosuch_x >o 2>/dev/null; [ -s o ] || echo quiet
#### errors in a subshell do not reach outside
(set -Q) 2>/dev/null; (readonly a=1; a=2) 2>/dev/null; (. /nosuch) 2>/dev/null; echo on
#### error in a trap action
trap 'set -Q; echo no' EXIT; echo a
#### error in an EXIT trap keeps the shell ending
trap 'nosuch_x; echo rest' EXIT; exit 3
#### status 126 and 127
mkdir d; : >f; ./d 2>/dev/null; echo $?; ./f 2>/dev/null; echo $?; ./n 2>/dev/null; echo $?; command ./n 2>/dev/null; echo $?; (exec ./f) 2>/dev/null; echo $?; (exec ./n) 2>/dev/null; echo $?
#### status over 128 for a signal
sh -c 'kill -HUP $$'; echo $?; sh -c 'kill -TERM $$'; echo $?; (sh -c 'kill -9 $$'); echo $?
#### status of a pipeline with a killed part
true | sh -c 'kill -9 $$'; echo $?; sh -c 'kill -9 $$' | true; echo $?
#### status is that of the last command
true; false; echo $?; { false; true; }; echo $?; (true; false); echo $?
#### status of an empty list of arguments
$nothing; echo $?; false; $nothing; echo $?; false; `false`; echo $?; `true`; echo $?
#### status of an assignment
false; a=1; echo $?; a=$(exit 4); echo $?; a=$(exit 4) b=1; echo $?; a=$(exit 4) b=$(true); echo $?
#### status of a redirection alone
false; >f; echo $?; >f$(exit 3); echo $?
#### status of if, case, for, while with nothing run
false; if false; then :; fi; echo $?; false; case a in b) ;; esac; echo $?; false; for i in; do :; done; echo $?; false; while false; do :; done; echo $?; false; until true; do :; done; echo $?
#### status of a case with an empty item
false; case a in a) ;; esac; echo $?; (exit 3); case $? in 3) ;; esac; echo $?
#### status seen inside
false; if [ $? = 1 ]; then echo y; fi; (exit 3); case $? in 3) echo y;; esac; (exit 4); for i in $?; do echo $i; done; (exit 5); { echo $?; }; (exit 6); (echo $?); (exit 7); echo $(echo $?)
#### status of functions
f() { :; }; false; f; echo $?; g() { return; }; false; g; echo $?; h() { false; }; h; echo $?; k() { return 300; }; k; echo $?
#### exit with a large number
(exit 255); echo $?; (exit 256); echo $?; (exit 511) ; echo $?
#### sh with a missing script
sh ./nosuch; echo $?
#### sh with a bad option
sh -Q; echo $?; sh -o nosuchoption; echo $?
#### sh -c without a command
sh -c; echo $?
