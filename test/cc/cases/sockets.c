/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>
int main(void)
{
	struct sockaddr_in at = { .sin_family = AF_INET };
	socklen_t size = sizeof(at);
	char text[32] = "", *map;
	int server = socket(AF_INET, SOCK_STREAM, 0), one;

	at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	printf("%d\n", bind(server, (struct sockaddr *)&at, sizeof(at)));
	printf("%d\n", listen(server, 1));
	getsockname(server, (struct sockaddr *)&at, &size);
	fflush(stdout);
	if (!fork()) {
		one = socket(AF_INET, SOCK_STREAM, 0);
		if (!connect(one, (struct sockaddr *)&at, sizeof(at)))
			send(one, "by socket", 9, 0);
		_exit(0);
	}
	one = accept(server, NULL, NULL);
	printf("%d %s\n", (int)recv(one, text, sizeof(text) - 1, 0), text);
	wait(NULL);
	map = mmap(NULL, 4096, PROT_READ | PROT_WRITE,
		MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	strcpy(map, "mapped");
	printf("%s %x\n", map, htons(0x1234));
	printf("%d\n", munmap(map, 4096));
	printf("%s\n", inet_ntop(AF_INET, &at.sin_addr, text, 32));
	return 0;
}
