# SPDX-License-Identifier: GPL-3.0-or-later
#
# BusyBox: the ordinary tools. /bin/busybox has them all; what the links in /bin
# lead to are parts of it, cut by use, so that nothing large is fetched before
# it is used. It is BusyBox's default configuration without the applets of
# `without` below.
exa_port(busybox
  VERSION 1.
  BUILD [==[
# There are no modules, disks, buses and consoles,
without='modprobe_small depmod insmod lsmod modinfo modprobe rmmod
	acpid blkdiscard blkid blockdev devmem eject fatattr fbset fbsplash
	fdflush fdformat fdisk findfs freeramdisk fsck fsck_minix fsfreeze
	fstrim hdparm hwclock i2cdetect i2cdump i2cget i2cset i2ctransfer
	losetup lspci lsscsi lsusb lsattr chattr mdev microcom mke2fs mkdosfs
	mkfs_ext2 mkfs_minix mkfs_vfat mkswap mt nanddump nandwrite partprobe
	raidautorun rdev readahead readprofile resume rtcwake run_init rx
	setserial swapoff swapon switch_root pivot_root ubiattach ubidetach
	ubimkvol ubirename ubirmvol ubirsvol ubiupdatevol uevent volname
	volumeid watchdog beep conspy chvt deallocvt dumpkmap fgconsole
	kbd_mode loadfont loadkmap openvt setconsole setfont setkeycodes
	setlogcons showkey makedevs'
# no network beyond the machine,
without="$without arp arping brctl dhcprelay dnsd dumpleases ether_wake
	fakeidentd ifconfig ifdown ifenslave ifplugd ifup ip ipaddr iplink
	ipneigh iproute iprule iptunnel lpd lpq lpr nameif nbdclient nslookup
	ntpd ping ping6 popmaildir rdate route sendmail slattach ssl_client tc
	tls traceroute traceroute6 tunctl udhcpc udhcpc6 udhcpd vconfig whois
	zcip feature_wget_https"
# calls of Linux that the kernel does not have,
without="$without adjtimex ionice iostat ipcrm ipcs linux32 linux64 mpstat
	nmeter nsenter powertop setarch setpriv smemcap taskset unshare"
# users other than those of /etc, which is read-only;
without="$without add_shell addgroup adduser chpasswd delgroup deluser login
	passwd remove_shell su sulogin vlock use_bb_shadow"
# init and its like are the system's own, and so is the shell named sh; and
# timeout, which counts whole seconds here and has not the statuses of POSIX.
without="$without bootchartd cttyhack getty halt init klogd linuxrc mount
	poweroff reboot runlevel umount hush shell_hush chpst envdir
	envuidgid runsv runsvdir setuidgid softlimit sv svc svlogd svok timeout"
# Packages of other systems, and dialling.
without="$without chat dpkg dpkg_deb rpm rpm2cpio"
# Regular expressions of GNU's C library.
without="$without feature_vi_regex_search"
# Other ports do it better: less, mdocml, ncurses, procps.
without="$without less man ps reset"
# Scripts that BusyBox has in itself, for its own shell.
without="$without mim nologin"
# Programs are run as who starts them: crontab is everybody's own.
without="$without feature_suid"
# What unpacks the usage texts is larger than what it saves: they are packed
# on the way anyway.
without="$without feature_compress_usage"
# After sendfile() has failed it is all read again, and netfs asks again.
without="$without feature_use_sendfile"

with='feature_human_readable feature_date_nano unicode_combining_wchars
	unicode_wide_wchars'

# The parts; what none of them names is in the part `tools`. A first visitor
# waits for `base`: what is typed first, and little of it.
parts='base text view archive calc proc net ash'
base='basename cat chmod clear cp date df dirname dmesg du echo env false head
	id kill ln ls mkdir mktemp mv printenv printf pwd readlink rm rmdir seq
	sleep sort stat stty sync tail tee test test1 touch tr true tty
	uname uniq uptime wc which whoami yes'
text='awk cmp cut diff ed egrep expr fgrep find grep patch sed xargs'
view='hexedit more vi'
archive='bunzip2 bzcat bzip2 cpio gunzip gzip lzcat lzma lzop tar unlzma unxz
	unzip xz xzcat zcat'
calc='bc dc'
proc='crond crontab free fuser killall killall5 last logger logread lsof netstat
	pgrep pidof pkill pmap pstree pwdx renice script scriptreplay
	start_stop_daemon syslogd bb_sysctl top w wall watch who users'
net='ftpd ftpget ftpput httpd inetd makemime nc pscan reformime tcpsvd
	telnet telnetd tftp tftpd udpsvd wget'
ash='ash'

# configure FROM ON OFF: .config is FROM, but with the options ON and without
# those of OFF, in lower case.
configure()
{
	awk -v on="$(echo $2 | tr a-z A-Z)" -v off="$(echo $3 | tr a-z A-Z)" '
	BEGIN {
		n = split(on, list)
		while (n > 0) set["CONFIG_" list[n--]] = "y"
		n = split(off, list)
		while (n > 0) set["CONFIG_" list[n--]] = "n"
		set["CONFIG_LAST_SUPPORTED_WCHAR"] = 0
		set["CONFIG_FEATURE_COPYBUF_KB"] = 64
		set["CONFIG_UNAME_OSNAME"] = "\"EXA\""
	}
	{
		name = $0
		sub(/^# /, "", name)
		sub(/[ =].*/, "", name)
		if (!(name in set)) print
		else if (set[name] == "n") print "# " name " is not set"
		else print name "=" set[name]
	}' "$1" >.config
	yes '' | make -s oldconfig HOSTCC="$HOSTCC"
}

# The same sources make the same programs, whatever the time.
export KCONFIG_NOTIMESTAMP=1

# compile PART STACK: the programs of .config, linked as ../PART
compile()
{
	EXA_NO_FINISH=1 make -s -j2 busybox busybox.links SKIP_STRIP=y \
		CC="$CC -Wl,-z,stack-size=$2" AR="$AR" HOSTCC="$HOSTCC"
	cp busybox "../$1"
	cp busybox.links "../$1.links"
}

make -s defconfig HOSTCC="$HOSTCC"
cp .config ../default
configure ../default "$with" "$without"
cp .config ../whole.config
compile busybox 1048576
$CC -w -o testsuite/echo-ne scripts/echo.c
if [ "$WHERE" != machine ]; then
	[ "$WHERE" = native ] || $CC --finish ../busybox
	put ../busybox /bin/
	exit
fi

applets=$(grep -oE 'IF_[A-Z0-9_]+\( *APPLET' include/applets.h |
	sed 's/IF_//; s/(.*//' | sort -u | tr A-Z a-z)
named=
for part in $parts; do
	eval "named=\"\$named \$$part\""
done
for part in tools $parts; do
	if [ $part = tools ]; then
		off=$named
	else
		eval "on=\$$part"
		off=$(printf '%s\n' $on $on $applets | sort | uniq -u)
	fi
	[ $part = ash ] || off="$off sh_is_ash shell_ash"
	configure ../whole.config sh_is_none "$off"
	case $part in
	text) compile $part 1048576 ;;
	ash) compile $part 524288 ;;
	base | tools) compile $part 262144 ;;
	*) compile $part 131072 ;;
	esac
done
cd ..
for part in busybox tools $parts; do
	echo $part
done | xargs -P 2 -n 1 $CC --finish
cd src
put ../busybox /bin/
# Nothing is forgotten.
sort -u ../busybox.links >../all
for part in tools $parts; do
	cat ../$part.links
done | sort -u | comm -23 ../all - | grep -vx /bin/sh && exit 1
for part in tools $parts; do
	put ../$part /usr/lib/busybox/
	sed 's,.*/,,' ../$part.links | while read -r name; do
		case $name in
		sh | '[[' | busybox) ;;
		*) ln -sf ../usr/lib/busybox/$part "$ROOT/bin/$name" ;;
		esac
	done
done
]==])
