#define _GNU_SOURCE
#include "process_inotify.h"

#include <sys/inotify.h>
#include <unistd.h>

int process_inotify_open(void) { return inotify_init1(IN_NONBLOCK | IN_CLOEXEC); }

int process_inotify_watch(int descriptor, const char *path) {
    return inotify_add_watch(descriptor, path, IN_MODIFY | IN_CREATE | IN_MOVED_TO | IN_CLOSE_WRITE);
}

int process_inotify_drain(int descriptor) {
    char events[4096];
    int any = 0;
    while (read(descriptor, events, sizeof events) > 0) any = 1;
    return any;
}
