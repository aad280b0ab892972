# SPDX-License-Identifier: GPL-3.0-or-later
#
# Set-up and building, for ./exa, which reads this file with $top set.
#
# Callers use make_site (the machine and its pages), make_all (also what only
# tests and benchmarks need), make_sysroot (what `exa cc` needs), and then
# unlock or share_lock. All is idempotent and quick when there is nothing to
# do. Everything printed goes to standard error; the full output of each step
# is kept in build/log/.

build=$top/build
mkdir -p "$build/log"

say()
{
	echo "exa: $*" >&2
}

# One set-up at a time in a tree: the lock is held on descriptor 9 until this
# process ends or calls unlock or share_lock. What `./exa test` runs, it runs
# with all built and the lock held: EXA_BUILT is then the folder of that build.
exec 9>"$build/lock"
if [ "${EXA_BUILT-}" = "$build" ]; then
	flock -s 9
elif ! flock -n 9; then
	say 'waiting for another ./exa to finish'
	flock 9
fi

unlock()
{
	exec 9>&-
}

# From building to using: others may use at the same time, none may build.
share_lock()
{
	flock -s 9
}

# step NAME COMMAND...: runs the command with its output in build/log/NAME,
# tells the elapsed time and the last line now and then, and ends with the
# log's tail if it fails.
step()
{
	step_log=$build/log/$1
	step_name=$1
	shift
	step_begin=$(date +%s)
	"$@" >"$step_log" 2>&1 9>&- &
	step_pid=$!
	step_next=4
	step_naps=0
	while kill -0 "$step_pid" 2>/dev/null; do
		# Short naps first: most steps find nothing to do.
		if [ "$step_naps" -lt 40 ]; then
			step_naps=$((step_naps + 1))
			sleep 0.05
			continue
		fi
		sleep 0.5
		step_time=$(($(date +%s) - step_begin))
		[ "$step_time" -ge "$step_next" ] || continue
		step_next=$((step_time + 5))
		say "$step_name: ${step_time} s:" \
			"$(tail -n 1 "$step_log" | tr -d '\r' | cut -c 1-60)"
	done
	if ! wait "$step_pid"; then
		tail -n 60 "$step_log" >&2
		say "$step_name failed; all of its output: $step_log"
		exit 1
	fi
	step_time=$(($(date +%s) - step_begin))
	[ "$step_time" -lt 2 ] || say "$step_name: done in $step_time s"
}

# What is needed, as "command-or-file package" pairs.
tools_site='clang clang
wasm-ld lld
llvm-ar llvm
emcc emscripten
wasm-opt binaryen
cmake cmake
ninja ninja-build
node nodejs
npm npm
tclsh tcl
tic ncurses-bin
make make
patch patch
xz xz-utils
dpkg-source dpkg-dev
gcc gcc
/usr/include/stdio.h libc6-dev'
tools_all="$tools_site
/usr/lib/llvm-14/lib/clang/14.0.6/lib/linux libclang-rt-14-dev
clang-format clang-format
clang-tidy clang-tidy
cppcheck cppcheck
shellcheck shellcheck
dash dash
bison bison
git git
script bsdutils
chromium chromium
/usr/share/fonts fonts-dejavu-core"

# missing PAIRS: prints the packages whose command or file does not exist.
missing()
{
	echo "$1" | while read -r what package; do
		case $what in
		/*) [ -e "$what" ] || echo "$package" ;;
		*) command -v "$what" >/dev/null || echo "$package" ;;
		esac
	done
}

apt_install()
{
	export DEBIAN_FRONTEND=noninteractive
	$as_root apt-get update &&
		$as_root apt-get install -y --no-install-recommends "$@"
}

# need PAIRS: installs what is missing, or says exactly how to and ends.
need()
{
	packages=$(missing "$1" | tr '\n' ' ')
	if [ -n "$packages" ]; then
		if ! command -v apt-get >/dev/null; then
			say "these Debian packages are missing: $packages"
			exit 1
		fi
		if [ "$(id -u)" = 0 ]; then
			as_root=
		elif sudo -n true 2>/dev/null; then
			as_root='sudo -n'
		else
			say 'some packages are missing and may not be installed'
			say 'from here. Please run:'
			echo "sudo apt-get install --no-install-recommends" \
				"$packages" >&2
			exit 1
		fi
		# Unquoted on purpose: a list of words.
		step packages apt_install $packages
		packages=$(missing "$1" | tr '\n' ' ')
		if [ -n "$packages" ]; then
			say "still missing after installing: $packages"
			exit 1
		fi
	fi
	node_major=$(node -p 'parseInt(process.versions.node)')
	if [ "$node_major" -lt 18 ]; then
		say "node 18 or newer is needed; this is $(node --version)"
		exit 1
	fi
}

# node_modules/ as package-lock.json says.
make_modules()
{
	lock=$top/package-lock.json
	if [ -d "$top/node_modules" ] &&
		cmp -s "$lock" "$build/package-lock.done"; then
		return
	fi
	step npm npm --prefix "$top" ci --no-audit --no-fund
	cp "$lock" "$build/package-lock.done"
}

# The C library, which the driver builds when it is missing or out of date.
make_sysroot()
{
	need "$tools_site"
	step libc "$top/libc/cc" -print-sysroot
	: >"$build/tools"
}

# make_tree PRESET: configures the tree if need be and builds it.
make_tree()
{
	if ! [ "$build/$1.configured" -nt "$top/CMakePresets.json" ] ||
		[ ! -e "$build/$1/build.ninja" ]; then
		rm -f "$build/$1.configured"
		step "configure-$1" cmake -S "$top" --preset "$1"
		: >"$build/$1.configured"
	fi
	step "build-$1" ninja -C "$build/$1"
}

# Ports are in the cache, which may have been emptied, and forgets what is not
# used; and a recipe may have gone.
use_ports()
{
	for stamp in "$build"/ports/*.stamp "$build"/ports/*.failed; do
		[ -e "$stamp" ] || continue
		port=${stamp%.*}
		if [ ! -d "$top/shell/ports/${port##*/}" ]; then
			rm -f "$stamp" "$port"
		elif [ -e "$port/done" ]; then
			touch "$port/"
		else
			rm -f "$port.stamp"
		fi
	done
}

make_site()
{
	[ "${EXA_BUILT-}" != "$build" ] || return 0
	need "$tools_site"
	make_modules
	make_sysroot
	use_ports
	make_tree wasm
	for failed in "$build"/ports/*.failed; do
		[ ! -e "$failed" ] || say "$(basename "$failed" .failed)" \
			"is left out: $(cat "$failed")"
	done
	: >"$build/site/ready"
}

make_all()
{
	need "$tools_all"
	make_site
	make_tree native
}
