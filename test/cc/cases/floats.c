/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <math.h>
#include <float.h>
int main(void)
{
	float f = 1.1f, g = 3;
	double d = 1.1, e = -2.5;
	int i = 7;

	printf("%.9g %.9g %.9g %.9g\n", f + g, f - g, f * g, f / g);
	printf("%.17g %.17g %.17g %.17g\n", d + e, d - e, d * e, d / e);
	printf("%g %g %d %d\n", i / 2.0, i / 2 * 1.0, (int)e, (int)3.99f);
	printf("%d %d %d %d\n", d<e, d> e, d == 1.1, f == 1.1);
	printf("%u %lld %llu\n", (unsigned)3e9, (long long)-1e15,
		(unsigned long long)1.8e19);
	printf("%g %g %g\n", (double)4000000000u, (double)-7LL, (float)i);
	printf("%.6f %.6f %.6f %.6f\n", sqrt(2), pow(2, 0.5), sin(1), fabs(e));
	printf("%.6f %.6f\n", sqrtf(2), floor(-1.5));
	printf("%d %d %d\n", isnan(NAN), isinf(INFINITY), NAN == NAN);
	printf("%d %d\n", !0.0, !0.5);
	printf("%g %g\n", -d, -f);
	d += 1;
	d *= 2;
	f /= 2;
	d++;
	--f;
	printf("%g %g %g\n", d, f, DBL_MAX);
	if (e)
		puts("e is true");
	printf("%g\n", e ? 1 : 2.5);
	return 0;
}
