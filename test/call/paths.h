/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The table of libc_paths.c: the names that every call is tried with ("<N>" is
 * N letters), and for each call what Linux answers, a letter a name; '-' where
 * that depends on where the test runs. `libc_paths x` prints the letters.
 */
#ifndef TEST_PATHS_H
#define TEST_PATHS_H

static const char *const names[] = {
	"",
	"none",
	"none/",
	"none/x",
	"none/.",
	"file",
	"file/",
	"file/x",
	"file/.",
	"file/..",
	"dir",
	"dir/",
	"dir/.",
	"dir/..",
	"dir/sub",
	"dir/sub/",
	"dir/none",
	"dir/none/",
	".",
	"..",
	"/",
	"./file",
	"full",
	"full/",
	"shut",
	"shut/x",
	"shut/d",
	"shut/none",
	"fixed",
	"fixed/x",
	"fixed/d",
	"fixed/none",
	"fixed/none/",
	"secret",
	"fifo",
	"fifo/",
	"link",
	"link/",
	"link/x",
	"dirlink",
	"dirlink/",
	"dirlink/.",
	"dirlink/sub",
	"dangling",
	"dangling/",
	"loop",
	"loop/",
	"loop/x",
	"slashed",
	"slashed/",
	"lost",
	"lost/",
	"<255>",
	"<256>",
	"<4095>",
	"<4096>",
	"//",
};

/* PATH_CALL(name, letters): call_<name>() is tried. */
#define PATH_CALLS                                                           \
	PATH_CALL(open,                                                      \
		"nnnnn.dddd......nn......aaaa...nna.d.dd....nnlll..nnnLnL.") \
	PATH_CALL(write,                                                     \
		"nnnnn.ddddiiiiiinniii.iiiaaai.innaxd.ddiiiinnllliinnnLnLi") \
	PATH_CALL(truncating,                                                \
		"nnnnn.ddddiiiiiinniii.iiiaaai.inna.d.ddiiiinnllliinnnLnLi") \
	PATH_CALL(create,                                                    \
		"n.inn.idddiiiiii.iiii.iiiaaai.iaia.i.idiiii.ililiiii.LnLi") \
	PATH_CALL(exclusive,                                                 \
		"n.inneidddeieeei.ieeeeeieaaaeeeaieeieideieeeieileiei.LnLe") \
	PATH_CALL(directory,                                                 \
		"nnnnnddddd......nn...d..aaaa.d.nndddddd....nnlll..nnnLnL.") \
	PATH_CALL(nofollow,                                                  \
		"nnnnn.dddd......nn......aaaa...nna.dlddl...lnllll.lnnLnL.") \
	PATH_CALL(path,                                                      \
		"nnnnn.dddd......nn.......aaa...nn..d.dd....nnlll..nnnLnL.") \
	PATH_CALL(path_nofollow,                                             \
		"nnnnnddddd......nn...d...aaa.d.nnddddddd...dndlld.dnnLnL.") \
	PATH_CALL(stat,                                                      \
		"nnnnn.dddd......nn.......aaa...nn..d.dd....nnlll..nnnLnL.") \
	PATH_CALL(lstat,                                                     \
		"nnnnn.dddd......nn.......aaa...nn..d.dd.....n.ll...nnLnL.") \
	PATH_CALL(access,                                                    \
		"nnnnn.dddd......nn..-...aaaaa..nna.d.dd....nnlll..nnnLnL-") \
	PATH_CALL(chdir,                                                     \
		"nnnnnddddd......nn...d..aaaa.d.nndddddd....nnlll..nnnLnL.") \
	PATH_CALL(readlink,                                                  \
		"nnnnnvddddvvvvvvnnvvvvvvvaaavvvnnvvd.dd.vvv.n.ll.v.nnLnLv") \
	PATH_CALL(chmod,                                                     \
		"nnnnn.dddd......nn.--....aaa...nn..d.dd....nnlll..nnnLnL-") \
	PATH_CALL(lchown,                                                    \
		"nnnnn.dddd......nn.--....aaa...nn..d.dd.....n.ll...nnLnL-") \
	PATH_CALL(truncate,                                                  \
		"nnnnn.ddddiiiiiinniii.iiiaaai.innavd.ddiiiinnllliinnnLnLi") \
	PATH_CALL(utimens,                                                   \
		"nnnnn.dddd......nn.--....aaa...nn..d.dd....nnlll..nnnLnL-") \
	PATH_CALL(unlink,                                                    \
		"nnnnn.ddddiiiiiinnii-.iiiaaaiaann..d.dd.dii.d.dl.d.dnLnLi") \
	PATH_CALL(rmdir,                                                     \
		"nnnnndddddyyvy..nnvy-dyyyaaayaannddddddddv.ddddlddddnLnLb") \
	PATH_CALL(mkdir,                                                     \
		"n..nneedddeeeeee..eeeeeeeaaaeeeaaeeeeedeeeeeeeeleeee.LnLe") \
	PATH_CALL(mkfifo,                                                    \
		"n.nnneedddeeeeee.neeeeeeeaaaeeeaneeeeedeeeeeeeeleeee.LnLe") \
	PATH_CALL(symlink,                                                   \
		"n.nnneedddeeeeee.neeeeeeeaaaeeeaneeeeedeeeeeeeeleeee.LnLe") \
	PATH_CALL(link_from,                                                 \
		"nnnnn.ddddppppppnnp--.pppaaap.pnn..d.dd.ppp.n.ll.p.nnLnL-") \
	PATH_CALL(link_follow,                                               \
		"nnnnn.ddddppppppnnp--.pppaaap.pnn..d.ddppppnnlllppnnnLnL-") \
	PATH_CALL(link_to,                                                   \
		"n.nnneedddeeeeee.ne--eeeeaaaeeeaneeeeedeeeeeeeeleeee.LnL-") \
	PATH_CALL(rename_from,                                               \
		"nnnnn.dddd..bb..nnb--....aaa.aann..d.dd.db..d.dl.d.dnLnL-") \
	PATH_CALL(rename_from_slash,                                         \
		"nnnnnddddd..bb..nnb--d...aaa.dannddddddddb.ddddlddddnLnL-") \
	PATH_CALL(rename_to,                                                 \
		"n.dnn.ddddidbbid.db--.idiaaaiaaad..d.dd.dbi.d.dl.d.d.LnL-") \
	PATH_CALL(rename_dir_to,                                             \
		"n..nnddddd..bbvvvvb--dyyyaaayaaaaddddddddbvddddldddd.LnL-") \
	PATH_CALL(noreplace,                                                 \
		"n.dnneedddeeeeee.de--eeeeaaaeeeadeeeeedeeeeeeeeleeee.LnL-") \
	PATH_CALL(exchange,                                                  \
		"nnnnn.dddd..bb..nnb--....aaa.aann..d.dd.db..d.dl.d.dnLnL-") \
	PATH_CALL(exchange_dir,                                              \
		"nnnnn.dddd..bbvvnnb--....aaa.aann..d.dd.dbv.d.dl.d.dnLnL-")

#endif
