#define _GNU_SOURCE
#include "process_fork.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

pid_t process_fork(void) {
    pid_t pid = fork();
    if (pid == 0) signal(SIGCHLD, SIG_DFL);
    return pid;
}

int process_take_standard(int input, int output, int error) {
    return dup2(input, 0) < 0 || dup2(output, 1) < 0 || dup2(error, 2) < 0 ? -1 : 0;
}

void process_arguments_show(int count, char *const *own, const char *name, const char *argument) {
    if (count < 1) return;
    // The kernel lays them one behind the other.
    char *place = own[0];
    char *end = own[count - 1] + strlen(own[count - 1]);
    const char *texts[] = {name, argument};
    for (int index = 0; index < 2; index++) {
        size_t length = strlen(texts[index]);
        size_t room = (size_t)(end - place);
        if (length > room) length = room;
        memcpy(place, texts[index], length);
        place += length;
        if (place < end) *place++ = 0;
    }
    memset(place, 0, (size_t)(end - place));
}
