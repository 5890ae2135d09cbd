#include "process_lock.h"

#include <errno.h>
#include <sys/file.h>

int process_lock(int descriptor) {
    int result;
    do result = flock(descriptor, LOCK_EX | LOCK_NB);
    while (result != 0 && errno == EINTR);
    return result;
}
