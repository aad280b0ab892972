/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * id [user]                                                   POSIX: id
 * id -G [-n] [user]
 * id -g [-nr] [user]
 * id -u [-nr] [user]
 *
 * Prints the ids of the process, or of a user. -u the user, -g the group, -G
 * all groups; -n as names, -r the real instead of the effective one.
 *
 * Exit status: 0; 1 when there is no such user or id has no name.
 */
#include "lib/account.h"

#include <unistd.h>

enum { MAX_GROUPS = 256 };

struct ids {
	uid_t uid, euid;
	gid_t gid, egid;
	gid_t groups[MAX_GROUPS];
	int n;
};

static bool has_group(const struct ids *i, gid_t gid)
{
	for (int k = 0; k < i->n; k++)
		if (i->groups[k] == gid)
			return true;
	return false;
}

static void of_process(struct ids *i)
{
	gid_t all[MAX_GROUPS];
	int n = getgroups(MAX_GROUPS, all);

	i->uid = getuid();
	i->euid = geteuid();
	i->gid = getgid();
	i->egid = getegid();
	i->n = 0;
	i->groups[i->n++] = i->egid;
	for (int k = 0; k < n; k++)
		if (!has_group(i, all[k]) && i->n < MAX_GROUPS)
			i->groups[i->n++] = all[k];
}

static void of_user(struct ids *i, const char *name)
{
	struct account a;

	if (!account_by_name(name, &a))
		cmd_die("'%s': no such user", name);
	i->uid = i->euid = a.uid;
	i->gid = i->egid = a.gid;
	i->n = account_groups(name, a.gid, i->groups, MAX_GROUPS);
}

static void put(const char *name, unsigned long id, bool by_name)
{
	if (!by_name)
		out_fmt(&cmd.out, "%lu", id);
	else if (name)
		out_str(&cmd.out, name);
	else {
		cmd_say("no name for id %lu", id);
		out_fmt(&cmd.out, "%lu", id);
	}
}

static void put_pair(const char *label, const char *name, unsigned long id)
{
	out_fmt(&cmd.out, "%s%lu", label, id);
	if (name)
		out_fmt(&cmd.out, "(%s)", name);
}

static void put_all(const struct ids *i)
{
	put_pair("uid=", user_name(i->uid), i->uid);
	put_pair(" gid=", group_name(i->gid), i->gid);
	if (i->euid != i->uid)
		put_pair(" euid=", user_name(i->euid), i->euid);
	if (i->egid != i->gid)
		put_pair(" egid=", group_name(i->egid), i->egid);
	for (int k = 0; k < i->n; k++)
		put_pair(k ? "," : " groups=", group_name(i->groups[k]),
			i->groups[k]);
}

int main(int argc, char **argv)
{
	struct opts o = { argv, "Ggnru", NULL, 1, 0 };
	bool names = false, real = false;
	struct ids i;
	int c, what = 0;

	cmd_start("id", "id [-G | -g | -u] [-nr] [user]");
	while ((c = opt_next(&o)) != -1) {
		names |= c == 'n';
		real |= c == 'r';
		if (c == 'n' || c == 'r')
			continue;
		if (what && what != c)
			cmd_usage();
		what = c;
	}
	if (argc - o.next > 1 || (!what && (names || real)))
		cmd_usage();
	account_load();
	if (argv[o.next])
		of_user(&i, argv[o.next]);
	else
		of_process(&i);
	if (what == 'u') {
		uid_t uid = real ? i.uid : i.euid;

		put(user_name(uid), uid, names);
	} else if (what == 'g') {
		gid_t gid = real ? i.gid : i.egid;

		put(group_name(gid), gid, names);
	} else if (what == 'G') {
		for (int k = 0; k < i.n; k++) {
			out_str(&cmd.out, k ? " " : "");
			put(group_name(i.groups[k]), i.groups[k], names);
		}
	} else {
		put_all(&i);
	}
	out_char(&cmd.out, '\n');
	return cmd_done();
}
