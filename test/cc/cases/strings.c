/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>
#include <stdlib.h>
#include <ctype.h>
static char *reverse(char *s)
{
	char *p = s, *q = s + strlen(s) - 1, t;
	while (p < q) {
		t = *p;
		*p++ = *q;
		*q-- = t;
	}
	return s;
}
int main(void)
{
	char buf[64] = "hello, ", *p, words[] = "one two  three";
	const char *esc = "tab\there \x41\102 \"q\" \\ \u00e9";
	int n = 0;

	strcat(buf, "world");
	puts(buf);
	puts(reverse(buf));
	for (p = strtok(words, " "); p; p = strtok(NULL, " "))
		printf("[%s]", p);
	puts("");
	puts(esc);
	puts("joined "
	     "strings"
	     " here");
	for (p = buf; *p; p++)
		*p = (char)toupper((unsigned char)*p);
	printf("%s %d %d\n", buf, strcmp("a", "b") < 0,
		strncmp("abc", "abd", 2));
	while (buf[n] && isupper(buf[n]))
		n++;
	printf("%d %s %s\n", n, strchr("path/file", '/'),
		strstr("haystack", "st"));
	p = malloc(10);
	memset(p, 'z', 9);
	p[9] = 0;
	printf("%s %d %c\n", p, memcmp(p, "zzz", 3), "literal"[2]);
	free(p);
	printf("%d %d\n", 'ab' == 'a' * 256 + 'b', '\377' < 0);
	printf("%ld %g\n", strtol("0x1f", &p, 0), atof("2.5e3"));
	sscanf("12 abc 3.5", "%d %s %*f", &n, buf);
	printf("%d %s\n", n, buf);
	return 0;
}
