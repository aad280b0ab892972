# SPDX-License-Identifier: GPL-3.0-or-later
#
# SQLite on tmpfs: what was committed is there whatever becomes of the process,
# and what is wrong is told. In /home: test/browser/userland.test.mjs.
# shellcheck shell=sh disable=SC2016,SC2034,SC2154

native=

script='
cd /tmp
db() { sqlite3 base "$@" 2>&1; }
db "create table t(a integer primary key, b text);
	with recursive n(i) as (select 1 union all select i + 1 from n
	where i < 10000) insert into t select i, hex(i * i) from n;"
db "select count(*), sum(length(b)) from t; pragma integrity_check;"

# One that is killed in a transaction.
mkfifo input
sqlite3 base <input &
exec 3>input
echo "pragma cache_size = 2; begin; update t set b = 1; select 7;" >&3
while [ ! -s base-journal ]; do sleep 0.1; done
kill -9 $!
wait $! 2>/dev/null
exec 3>&-
db "select count(*), sum(length(b)) from t; pragma integrity_check;"

db "select json_extract(json(1), char(36)) + 1, sqrt(49);
	create virtual table f using fts5(x);
	insert into f values (\"a needle in hay\"), (\"hay\");
	select rowid from f where f match \"needle\";"
db "pragma journal_mode = wal; insert into t values (20000, 1);"
db "select max(a) from t; pragma journal_mode;"
db .dump | sqlite3 copy
sqlite3 copy "select count(*), max(a) from t"
head -c 9000 /dev/urandom >noise
sqlite3 noise "select * from t" 2>&1
echo status $?
'

expected='10000|150764
ok
7
10000|150764
ok
2|7.0
1
wal
20000
wal
10001|20000
Error: in prepare, file is not a database (26)
status 26'

check()
{
	printf '%s\n' "$script" >script
	printf '%s\n' "$expected" >expected
	machine '/bin/sh /p/script' >actual
	diff expected actual
}
