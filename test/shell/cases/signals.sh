# SPDX-License-Identifier: GPL-3.0-or-later
# XCU 2.11 signals, 2.9.3 asynchronous lists, trap, wait, kill, jobs.
#### trap prints EXIT by name
trap 'a' EXIT; trap; trap - EXIT
#### trap prints actions so that they can be read
trap "it's" TERM; trap 'a
b' HUP; trap; trap - TERM HUP
#### trap of names with and without SIG, and of numbers
trap 'echo x' TERM; trap - 15; trap; trap 'echo y' 2; trap; trap - INT
#### trap with an ignored signal is listed
trap '' QUIT; trap; trap - QUIT; trap
#### trap of several, the reset of several
trap 'echo x' HUP INT TERM; trap | sort; trap - HUP TERM; trap; trap - INT
#### trap action sees the positional parameters of the time
set -- a; trap 'echo $1' USR1; set -- b; kill -USR1 $$
#### trap action is evaluated at the time
x=1; trap "echo $x" USR1; trap 'echo $x' USR2; x=2; kill -USR1 $$; kill -USR2 $$
#### trap action may set a trap
trap 'trap "echo second" USR1; echo first' USR1; kill -USR1 $$; kill -USR1 $$
#### trap status
trap 'echo $?; false' USR1; (exit 3); kill -USR1 $$; echo $?
#### trap action with exit
trap 'exit 5' USR1; kill -USR1 $$; echo no
#### trap action with return in a function
f() { kill -USR1 $$; echo no; }; trap 'return 4' USR1; f; echo $?
#### trap for two signals sent in an action
trap 'echo usr2' USR2; trap 'kill -USR2 $$; echo usr1' USR1; kill -USR1 $$; echo end
#### trap of a signal during a function, a loop, an eval
trap 'echo t' USR1; f() { kill -USR1 $$; echo f; }; f; for i in 1; do kill -USR1 $$; done; eval 'kill -USR1 $$; echo e'
#### trap EXIT by exit in a function
trap 'echo bye $?' EXIT; f() { exit 4; }; f
#### trap EXIT at the end of the script with its status
trap 'echo $?' EXIT; false
#### trap EXIT changes nothing without exit
trap 'true' EXIT; exit 6
#### trap EXIT with exit without operand
trap 'false; exit' EXIT; exit 6
#### trap EXIT in a subshell
(trap 'echo sub' EXIT; echo in); echo out; (trap 'echo sub2' EXIT; exit 3); echo $?
#### trap EXIT is not inherited by a subshell
trap 'echo outer' EXIT; (echo sub); echo $(echo subst); { echo bg; } & wait; echo p | cat
#### trap EXIT in a command substitution
x=$(trap 'echo t' EXIT; echo b); echo "$x"
#### trap EXIT runs once
trap 'echo once; exit 2' EXIT; exit 1
#### trap EXIT after an error
trap 'echo bye' EXIT; readonly r=1; r=2; echo no
#### trap EXIT with a syntax error later
printf 'trap "echo bye" EXIT\necho a\nfi\n' >s; sh s 2>/dev/null; echo $?
#### trap EXIT when set -e leaves
set -e; trap 'echo bye' EXIT; f() { false; echo no; }; f; echo no
#### trap EXIT and exec
trap 'echo no' EXIT; exec echo replaced
#### trap EXIT unset in itself
trap 'trap - EXIT; echo a; exit 3' EXIT; exit 0
#### traps in subshells are reset, ignored ones stay
trap 'echo t' USR1; trap '' USR2; (kill -USR2 $BASHPID 2>/dev/null; sh -c 'kill -USR2 $$; echo alive'); sh -c 'kill -USR1 $$; echo no'; echo $?
#### a signal to a subshell with a reset trap kills it
trap 'echo t' TERM; (sh -c 'kill -TERM $PPID'; sleep 1; echo no); echo $?
#: XCU 2.11 and 2.12 traps are reset to the default in a subshell
#> 143
#### trap listing in a subshell before a change
trap 'echo x' HUP; (trap); x=$(trap); echo "$x"
#### signals ignored on entry cannot be trapped
trap '' USR1; sh -c 'trap "echo no" USR1; kill -USR1 $$; echo ignored'
#### signals ignored on entry are not listed as caught
trap '' USR1; sh -c 'trap - USR1; kill -USR1 $$; echo still'
#### kill -0 and missing processes
kill -0 $$; echo $?; sh -c : & p=$!; wait $p; kill -0 $p 2>/dev/null; [ $? -ne 0 ] && echo gone
#### kill by names and numbers
sleep 9 & kill -s TERM $!; wait $!; echo $?; sleep 9 & kill -15 $!; wait $!; echo $?; sleep 9 & kill -TERM $!; wait $!; echo $?; sleep 9 & kill $! ; wait $!; echo $?
#### kill two
sleep 9 & a=$!; sleep 9 & b=$!; kill $a $b; wait $a; echo $?; wait $b; echo $?
#### kill -l of statuses and numbers
kill -l 1; kill -l 129; kill -l 15; kill -l 143
#### kill of a number that is no process's
kill -0 99999999999999999999 2>/dev/null; [ $? -ne 0 ] && echo told; kill -0 4294967295 2>/dev/null; [ $? -ne 0 ] && echo told; wait 99999999999999999999 2>/dev/null; [ $? -ne 0 ] && echo told
#: XCU kill: it must not become -1
#> told
#> told
#> told
#### kill usage
kill 2>/dev/null; echo $?; kill -s NOSUCH $$ 2>/dev/null; [ $? -ne 0 ] && echo told; kill abc 2>/dev/null; [ $? -ne 0 ] && echo told
#### wait without operands
sleep 0 & (exit 3) & wait; echo $?
#### wait for each, in another order
(exit 3) & a=$!; (exit 4) & b=$!; wait $b; echo $?; wait $a; echo $?
#### wait for several operands: the last counts
(exit 3) & a=$!; (exit 4) & b=$!; wait $a $b; echo $?
#### wait for an unknown process
wait 999999; echo $?
#### wait for the child of a parent
sleep 0 & p=$!; (wait $p; echo $?)
#### wait twice for the same
(exit 3) & p=$!; wait $p; echo $?; wait $p; echo $?
#### wait with no children
wait; echo $?
#### wait for a job by number
(exit 5) & wait %1; echo $?
#### background commands read from /dev/null
cat & wait $!; echo $?
#### background with redirection of input
echo data >f; cat <f & wait
#### background pipeline's status
true | (exit 4) & wait $!; echo $?
#### background and-or list
true && (exit 3) & wait $!; echo $?; false || echo x & wait
#### background function and group
f() { echo f; return 2; }; f & wait $!; echo $?; { echo g; exit 3; } & wait $!; echo $?
#### background assignment does not reach the shell
x=1; x=2 & wait; echo $x
#### background in a subshell and a substitution
(echo a & wait); echo $(echo b & wait)
#### dollar bang is that of the last process of the pipeline
sleep 0 | sh -c 'exit 7' & wait $!; echo $?
#### dollar bang is unset at the start
echo "[${!-unset}]"
#### interrupts are ignored in the background
sh -c 'kill -INT $$; echo alive' & wait $!; echo $?
#### interrupts in a background list of a subshell
(sh -c 'kill -QUIT $$; echo alive' & wait $!); echo $?
#### jobs without any
jobs; echo $?
#### jobs of a process that ended
sleep 0 & wait; jobs; echo $?
#: XCU jobs: wait has removed it; dash shows it once more
#> 0
#### jobs -p
sleep 1 & [ "$(jobs -p)" = $! ] && echo same; kill $!; wait 2>/dev/null
#### jobs in a pipeline
sleep 1 & jobs | grep -c sleep; kill $!
#### fg and bg without job control
sleep 0 & fg 2>/dev/null; echo $?; bg 2>/dev/null; echo $?; wait
#### job control in a script
set -m; sleep 0 & wait; case $- in *m*) echo m;; esac; (exit 3); echo $?; true | false; echo $?
#: XCU set -m needs no terminal; dash turns it off without one
#> m
#> 3
#> 1
#### job control gives each job its group
set -m; sh -c 'ps -o pgid= -p $$ >/dev/null 2>&1; :' & wait; echo $?
#: XCU set -m likewise
#> 0
#### a background job killed
sleep 9 & p=$!; kill -9 $p; wait $p 2>/dev/null; echo $?
#### pipe closed early
i=0; while [ $i -lt 3000 ]; do echo line $i; i=$((i+1)); done | head -n 1; echo $?
#### pipe closed early with SIGPIPE ignored
trap '' PIPE; { sleep 0.3; echo b 2>/dev/null; echo $? >f; } | :; cat f
#### pipeline waits for all parts
{ sleep 0.1; echo late >f; } | true; cat f
#### long pipeline of built-ins
echo a | cat | { read x; echo $x$x; } | cat | (cat; echo b) | cat
#### status of set -e in background
set -e; false & wait $! || echo caught; echo on
#### times prints four times
times | while read a b; do case $a-$b in *m*s-*m*s) echo ok;; esac; done
#### trap with no action for a reset by a number
trap 'echo x' USR1; trap USR1; trap
#### trap -- and an action that begins with a dash
trap -- '-nosuch' USR1 ; trap; trap -- - USR1; trap
#### DEBUG and ERR are no signals
trap 'echo no' NOSUCH 2>/dev/null; echo $?; trap 'x' 99 2>/dev/null; echo $?; trap 'x' -1 2>/dev/null; [ $? -ne 0 ] && echo told
#### KILL and STOP cannot be caught but do no harm
trap 'x' KILL 2>/dev/null; echo on
#### what an interactive shell was told to ignore, its commands ignore
sh -ic 'trap "" TERM QUIT; sh -c "kill -TERM \$\$; kill -QUIT \$\$; echo survived"' 2>/dev/null </dev/null
#### and what it ignores for itself, they do not
sh -ic 'sh -c "kill -TERM \$\$; echo survived"' 2>/dev/null </dev/null
echo $?
