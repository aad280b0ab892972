# SPDX-License-Identifier: GPL-3.0-or-later
#
# mandoc: man, and a formatter of manual pages.
#
# There is no index of the pages in /usr/share/man, so no apropos. What its
# configuration would find out by running programs is told.
exa_port(mdocml
  VERSION 1.
  SKIP configure.local
  NEEDS zlib
  BUILD [==[
{
	for missing in DIRENT_NAMLEN EFTYPE FTS FTS_COMPARE_CONST OHASH \
		PLEDGE PROGNAME RECALLOCARRAY REWB_BSD REWB_SYSV \
		SANDBOX_INIT STRINGLIST STRTONUM SYS_ENDIAN; do
		echo HAVE_$missing=0
	done
	for here in ATTRIBUTE CMSG ENDIAN ERR GETLINE GETSUBOPT ISBLANK \
		LESS_T MKDTEMP MKSTEMPS NANOSLEEP NTOHL O_DIRECTORY PATH_MAX \
		REALLOCARRAY RECVMSG STRCASESTR STRLCAT STRLCPY STRNDUP \
		STRPTIME STRSEP VASPRINTF WCHAR WFLAG; do
		echo HAVE_$here=1
	done
	cat <<END
CC="$CC"
AR="$AR"
CFLAGS="-Os -I$PORT_ZLIB/src -D_GNU_SOURCE"
LDFLAGS="-L$PORT_ZLIB/src -Wl,-z,stack-size=524288"
UTF8_LOCALE=C.UTF-8
OSNAME=EXA
OSENUM=MANDOC_OS_OTHER
PREFIX=/usr
MANDIR=/usr/share/man
BUILD_CATMAN=0
BINM_PAGER=less
END
} >configure.local
./configure
make -s mandoc
put mandoc /bin/
ln -s mandoc "$ROOT/bin/man"
put man.1 /usr/share/man/man1/
put mandoc.1 /usr/share/man/man1/
]==])
