#define _GNU_SOURCE
#include "process_lock.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

// The whole file, whatever its size becomes.
static const struct flock whole_file = {.l_type = F_WRLCK, .l_whence = SEEK_SET};

int process_lock_take(int descriptor) {
    struct flock lock = whole_file;
    int result;
    do result = fcntl(descriptor, F_OFD_SETLK, &lock);
    while (result != 0 && errno == EINTR);
    // POSIX allows either.
    if (result != 0 && errno == EACCES) errno = EWOULDBLOCK;
    return result;
}

void process_lock_release(int descriptor) {
    struct flock lock = whole_file;
    lock.l_type = F_UNLCK;
    fcntl(descriptor, F_OFD_SETLK, &lock);
}

int process_lock_is_taken(int descriptor) {
    struct flock lock = whole_file;
    if (fcntl(descriptor, F_OFD_GETLK, &lock) != 0) return -1;
    return lock.l_type != F_UNLCK;
}
