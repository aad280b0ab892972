# SPDX-License-Identifier: GPL-3.0-or-later
#
# drive.sh CASES WORK SHELL: run each script CASES/*.sh by SHELL -c, in a new
# empty folder under WORK, with a fixed environment in which `sh` is SHELL and
# nothing to read. For each it prints
#	@@ NAME STATUS
#	standard output, then a line "@@-", then what was on standard error
# and at the end @@ end. run.mjs has it run here by dash and in the machine by
# the shell that is tested.
cases=$1
work=$2
shell=$3
mkdir -p "$work/bin" "$work/home" || exit 2
ln -s "$shell" "$work/bin/sh"
for file in "$cases"/*.sh; do
	name=${file##*/}
	name=${name%.sh}
	mkdir "$work/$name" && cd "$work/$name" || exit 2
	script=$(cat "$file")
	env -i "PATH=$work/bin:/usr/bin:/bin" "HOME=$work/home" \
		timeout 20 "$work/bin/sh" -c "$script" \
		</dev/null >"$work/out" 2>"$work/err"
	echo "@@ $name $?"
	cat "$work/out"
	echo "@@-"
	cat "$work/err"
done
echo "@@ end"
