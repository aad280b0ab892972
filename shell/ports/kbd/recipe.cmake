# SPDX-License-Identifier: GPL-3.0-or-later
#
# kbd, two of its console fonts alone: what programs of the desktop write with.
exa_port(kbd
  VERSION 2.
  BUILD [==[
put data/consolefonts/Lat2-Terminus16.psfu /usr/share/consolefonts/
put data/consolefonts/eurlatgr.psfu /usr/share/consolefonts/
]==])
