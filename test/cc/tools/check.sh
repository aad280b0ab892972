#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# On the machine, in a folder with these files: what cc does besides running.
# Each line it prints is compared with the one after "#: ".
cc first.c second.c && ./a.out arg; echo $?
#: 7 200 11
#: arg 4
#: 10
cc -DSTART=20 -c first.c && cc -c second.c && cc -o prog first.o second.o &&
	./prog; echo $?
#: 20 200 11
#: none 4
#: 23
(cd / && /p/prog there | tail -n 1)
#: there 4
cc -E -DSTART=9 first.c | grep -c 'int shared = 9'
#: 1
printf '#!/usr/bin/cc -run\n#include <stdio.h>\nint main(int c, char **v)
{ return puts(v[c - 1]) < 0; }\n' >script && chmod +x script && ./script a b
#: b
echo 'int main(void) { return 5; }' | cc -run -; echo $?
#: 5
cc first.c 2>&1 | head -n 1
#: shared.h:8:12: error: table is declared, but no file defines it
printf 'int main(void)\n{\n\tint *p = 0;\n\n\t*p = 1;\n}\n' >null.c
cc -run null.c; echo $?
#: cc: a null pointer is used
#: null.c:5: in main()
#: Segmentation fault
#: 139
printf 'int f(int n) { return n ? f(n + 1) + 1 : 0; }
int main(void) { return f(1); }\n' >deep.c
cc -run deep.c 2>&1 | head -n 1
#: cc: the stack is full: a recursion without end?
echo 'int main(void) { for (;;); }' >spin.c
timeout 0.3 cc -run spin.c; echo $?
#: 124
cc -run spin.c & sleep 0.2; kill $!; wait $!; echo $?
#: Terminated
#: 143
cc -run nowhere.c; echo $?
#: cc: nowhere.c: No such file or directory
#: 1
