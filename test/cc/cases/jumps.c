/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <setjmp.h>
#include <signal.h>
static jmp_buf env, inner;
static sigjmp_buf senv;
static void deep(int n)
{
	if (n == 0)
		longjmp(env, 5);
	deep(n - 1);
}
static int compare(const void *a, const void *b)
{
	(void)a, (void)b;
	longjmp(inner, 2);
}
static void on_usr1(int sig)
{
	siglongjmp(senv, sig);
}
int main(void)
{
	volatile int tries = 0;
	int r, a[3] = { 3, 2, 1 };

	r = setjmp(env);
	printf("%d %d\n", r, tries);
	if (tries++ < 3)
		deep(tries * 10);
	if (!setjmp(inner))
		qsort(a, 3, sizeof(int), compare);
	else
		puts("out of qsort");
	signal(SIGUSR1, on_usr1);
	for (tries = 0; tries < 2; tries++) {
		r = sigsetjmp(senv, 1);
		if (!r)
			raise(SIGUSR1);
		printf("signal %d\n", r == SIGUSR1);
	}
	switch (setjmp(env)) {
	case 0:
		longjmp(env, 0);
	case 1:
		puts("one");
	}
	return 0;
}
