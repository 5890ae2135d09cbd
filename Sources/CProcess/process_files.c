#define _GNU_SOURCE
#include "process_files.h"

#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

int process_pipe(int ends[2]) {
    if (pipe2(ends, O_CLOEXEC) != 0) return -1;
    int flags = fcntl(ends[0], F_GETFL);
    fcntl(ends[0], F_SETFL, flags | O_NONBLOCK);
    // The default of 64 KiB costs a context switch each 64 KiB; refused beyond the user's limit, which is no failure.
    fcntl(ends[0], F_SETPIPE_SZ, 1 << 20);
    return 0;
}

int process_pipe_waiting(int descriptor) {
    int count = 0;
    return ioctl(descriptor, FIONREAD, &count) == 0 ? count : -1;
}
