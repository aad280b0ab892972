# SPDX-License-Identifier: GPL-3.0-or-later
#
# procps: ps, and what is built for this test only: top, free, uptime, vmstat
# and pgrep. All read /proc. Each line of the script below says what is
# expected; where it is not so, the line is the problem.
# Runs: full
# shellcheck shell=sh disable=SC2016,SC2034,SC2154

native=

script='
PATH=/p/root/test:$PATH
is() { [ "$2" = "$3" ] || echo "$1: $2, not $3"; }
like() { case $2 in $3) ;; *) echo "$1: $2, not $3" ;; esac; }
squeeze() { set -f; set -- $*; set +f; echo "$*"; }
field() { squeeze "$(ps --no-headers -o "$1" -p "$2")"; }

sleep 100 &
s=$!
cd /tmp
sleep 0.1
set -- $(cat /proc/$s/stat)
is ids "$(field pid,ppid,pgid,sid $s)" "$s $$ $5 $6"
is user "$(field user,uid,group,ruser,euid $s)" "exa 1000 exa exa 1000"
is names "$(field comm,args $s)" "sleep sleep 100"
is state "$(field stat,ni,nlwp,tty $s)" "S 0 1 ?"
is wchan "$(field wchan:30 $s)" do_clock_nanosleep
is environment "$(ps eww -p $s | grep -c " HOME=/home/exa")" 1
kill -STOP $s
is stopped "$(field stat $s)" T
kill -CONT $s
is continued "$(field stat $s)" S
is server "$(field user,stat,args 1)" "root Ss [resmgr]"
is gone "$(field pid 9999)" ""

sh -c "/bin/true & exec sleep 3" &
z=$!
sleep 0.3
is zombie "$(squeeze "$(ps --ppid $z -o stat=,args=)")" "Z [true] <defunct>"

t=$(date +%s)
while [ $(($(date +%s) - t)) -lt 2 ]; do :; done
like time "$(field cputimes $$)" [1-9]*
like elapsed "$(field etimes $$)" [2-9]
like percent "$(field pcpu $$)" [1-9]*.*

like size "$(field vsz,rss $s)" "[1-9]* [1-9]*"
set -- $(field vsz,rss $s)
[ $2 -le $1 ] || echo "$2 resident of $1"
set -- $(ps aux | head -n 1)
is columns "$*" "USER PID %CPU %MEM VSZ RSS TTY STAT START TIME COMMAND"
set -- $(ps -ef | grep "[s]leep 100")
is full "$1 $2 $3 $6 $8 $9" "exa $s $$ ? sleep 100"
like tree "$(ps axf | grep "[s]leep 100")" "*\\_ sleep 100"
like start "$(field lstart $s)" "??? ??? * ??:??:?? 20??"

is pgrep "$(pgrep -f "sleep 100")" $s
is parent "$(pgrep -P $$ -x sleep | grep -c .)" 2
pkill -f "sleep 100"
wait $s 2>/dev/null
is pkill $? 143

like uptime "$(uptime)" "*:*:* up *load average: [0-9]*.[0-9][0-9], *, *"
set -- $(free | sed -n 2p)
like free "$*" "Mem: [1-9]* [1-9]* [1-9]* * * *"
is columns "$(squeeze $(vmstat | sed -n 2p))" \
	"r b swpd free buff cache si so bi bo in cs us sy id wa st"
set -- $(vmstat | sed -n 3p)
is fields $# 17
[ $((${13} + ${14} + ${15})) -ge 98 ] || echo "shares: $*"

sleep 50 &
s=$!
COLUMNS=80 top -b -n 1 -w 80 >/tmp/top
like top "$(sed -n 1p /tmp/top)" "top - *:*:* up * load average: *"
like tasks "$(sed -n 2p /tmp/top)" "Tasks:* total, * running, * 0 stopped*"
set -- $(grep "^ *$s " /tmp/top)
like row "$*" "$s exa 20 0 * * * * 0:00.0? S *slee*"
kill $s
'

check()
{
	printf '%s\n' "$script" >script
	machine '/bin/sh /p/script 2>&1; :'
}
