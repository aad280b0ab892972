/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Variables; var.h tells the rules. */
#include "shell.h"
#include "chars.h"

#include <stdlib.h>
#include <unistd.h>

static unsigned var_hash(const char *name, size_t n)
{
	unsigned h = 2166136261u;

	while (n--)
		h = (h ^ (unsigned char)*name++) * 16777619u;
	return h;
}

struct var *var_find(const char *name, size_t n)
{
	unsigned h = var_hash(name, n);
	struct var *v = sh.var.table[h % VAR_BUCKETS];

	while (v &&
		(v->hash != h || v->namelen != n || memcmp(v->text, name, n)))
		v = v->next;
	return v;
}

struct var *var_cell(const char *name, size_t n)
{
	struct var *v = var_find(name, n), **head;

	if (v)
		return v;
	v = xzalloc(sizeof(*v));
	v->hash = var_hash(name, n);
	v->namelen = (unsigned)n;
	v->cap = n + 16;
	v->text = xmalloc(v->cap);
	memcpy(v->text, name, n);
	memcpy(v->text + n, "=", 2);
	v->flags = VAR_UNSET;
	head = &sh.var.table[v->hash % VAR_BUCKETS];
	v->next = *head;
	*head = v;
	return v;
}

const char *var_value(struct var *v)
{
	if (v->flags & (VAR_UNSET | VAR_LINENO)) {
		if (v->flags & VAR_UNSET)
			return NULL;
		num_text(v->text + v->namelen + 1, sh.line);
	}
	return v->text + v->namelen + 1;
}

const char *var_get(const char *name)
{
	struct var *v = var_find(name, strlen(name));

	return v ? var_value(v) : NULL;
}

static void ifs_changed(void)
{
	const char *s = var_value(sh.var.ifs);

	memset(sh.var.ifs_class, 0, sizeof(sh.var.ifs_class));
	if (!s)
		s = " \t\n";
	sh.var.ifs_first = *s;
	sh.var.ifs_join = *s != 0;
	for (; *s; s++)
		sh.var.ifs_class[(unsigned char)*s] = *s == ' ' || *s == '\t' ||
				*s == '\n'
			? IFS_WHITE
			: IFS_OTHER;
}

static void var_changed(struct var *v)
{
	switch (v->hook) {
	case HOOK_IFS:
		ifs_changed();
		break;
	case HOOK_PATH:
		command_forget_paths();
		break;
	case HOOK_OPTIND:
		sh.var.optind_set = true;
		break;
	default:
		break;
	}
}

bool var_set(struct var *v, const char *value, size_t n)
{
	size_t need = v->namelen + n + 2;

	if (v->flags & VAR_READONLY)
		return false;
	if (!value) {
		if (v->flags & VAR_EXPORT)
			sh.var.env_dirty = true;
		v->flags = VAR_UNSET;
		v->text[v->namelen + 1] = 0;
	} else {
		if (need > v->cap) {
			size_t cap = need + need / 2;
			char *text = xmalloc(cap);

			memcpy(text, v->text, v->namelen + 1);
			memcpy(text + v->namelen + 1, value, n);
			free(v->text);
			v->text = text;
			v->cap = cap;
			sh.var.env_dirty = true;
		} else {
			memmove(v->text + v->namelen + 1, value, n);
		}
		v->text[need - 1] = 0;
		if (v->flags & VAR_UNSET || sh.opt[OPT_ALLEXPORT]) {
			if (sh.opt[OPT_ALLEXPORT])
				v->flags |= VAR_EXPORT;
			sh.var.env_dirty = true;
		}
		v->flags &= (uint8_t) ~(VAR_UNSET | VAR_LINENO);
	}
	if (v->hook)
		var_changed(v);
	return true;
}

bool var_sets(struct var *v, const char *value)
{
	return var_set(v, value, value ? strlen(value) : 0);
}

bool var_set_num(struct var *v, long long n)
{
	char t[24], *s = num_text(t, n);

	return var_set(v, s, strlen(s));
}

void var_flag(struct var *v, unsigned flags)
{
	v->flags |= (uint8_t)flags;
	sh.var.env_dirty = true;
}

char **var_environ(void)
{
	size_t i, n = 0;
	struct var *v;

	if (sh.var.env && !sh.var.env_dirty)
		return sh.var.env;
	for (i = 0; i < VAR_BUCKETS; i++)
		for (v = sh.var.table[i]; v; v = v->next)
			if ((v->flags & (VAR_EXPORT | VAR_UNSET)) == VAR_EXPORT)
				n++;
	if (n + 1 > sh.var.env_cap) {
		free(sh.var.env);
		sh.var.env_cap = n + 16;
		sh.var.env = xmalloc(sh.var.env_cap * sizeof(char *));
	}
	n = 0;
	for (i = 0; i < VAR_BUCKETS; i++)
		for (v = sh.var.table[i]; v; v = v->next)
			if ((v->flags & (VAR_EXPORT | VAR_UNSET)) == VAR_EXPORT)
				sh.var.env[n++] = v->text;
	sh.var.env[n] = NULL;
	sh.var.env_dirty = false;
	return sh.var.env;
}

struct var_saved *var_enter(void)
{
	return sh.var.saved;
}

void var_save(struct var *v)
{
	struct var_saved *s = xzalloc(sizeof(*s));

	s->var = v;
	s->text = v->text;
	s->cap = v->cap;
	s->flags = v->flags;
	/* The variable keeps its value, in a text of its own. */
	v->text = xmalloc(v->cap);
	memcpy(v->text, s->text, v->cap);
	sh.var.env_dirty = true;
	s->next = sh.var.saved;
	sh.var.saved = s;
}

void var_save_options(void)
{
	struct var_saved *s = xzalloc(sizeof(*s));

	s->opts = options_pack();
	s->next = sh.var.saved;
	sh.var.saved = s;
}

/* Put back what was saved since var_enter() returned `mark`. */
void var_leave(struct var_saved *mark)
{
	struct var_saved *s;

	while ((s = sh.var.saved) != mark) {
		sh.var.saved = s->next;
		if (s->text) {
			free(s->var->text);
			s->var->text = s->text;
			s->var->cap = s->cap;
			s->var->flags = s->flags;
			sh.var.env_dirty = true;
			if (s->var->hook)
				var_changed(s->var);
		} else {
			options_unpack(s->opts);
		}
		free(s);
	}
}

static struct var *var_known(const char *name, enum var_hook hook)
{
	struct var *v = var_cell(name, strlen(name));

	v->hook = (uint8_t)hook;
	return v;
}

void var_init(char **env)
{
	struct var_state *s = &sh.var;

	s->ifs = var_known("IFS", HOOK_IFS);
	s->path = var_known("PATH", HOOK_PATH);
	s->optind = var_known("OPTIND", HOOK_OPTIND);
	s->lineno = var_known("LINENO", HOOK_NONE);
	s->ps1 = var_known("PS1", HOOK_NONE);
	s->ps2 = var_known("PS2", HOOK_NONE);
	s->ps4 = var_known("PS4", HOOK_NONE);
	s->home = var_known("HOME", HOOK_NONE);
	s->pwd = var_known("PWD", HOOK_NONE);
	s->oldpwd = var_known("OLDPWD", HOOK_NONE);
	s->cdpath = var_known("CDPATH", HOOK_NONE);
	s->ppid = var_known("PPID", HOOK_NONE);
	var_sets(s->path,
		"/usr/local/sbin:/usr/local/bin:"
		"/usr/sbin:/usr/bin:/sbin:/bin");
	var_sets(s->ps1, geteuid() ? "$ " : "# ");
	var_sets(s->ps2, "> ");
	var_sets(s->ps4, "+ ");
	for (; env && *env; env++) {
		unsigned n = name_len(*env);

		if (n && (*env)[n] == '=') {
			struct var *v = var_cell(*env, n);

			var_sets(v, *env + n + 1);
			v->flags |= VAR_EXPORT;
		}
	}
	var_sets(s->ifs, " \t\n");
	s->ifs->flags &= (uint8_t)~VAR_EXPORT;
	var_sets(s->optind, "1");
	var_set_num(s->ppid, getppid());
	var_sets(s->lineno, "1");
	s->lineno->flags |= VAR_LINENO;
}
