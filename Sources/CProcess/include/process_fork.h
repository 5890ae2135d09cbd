#ifndef PROCESS_FORK_H
#define PROCESS_FORK_H

#include <sys/types.h>

// fork(2), which Swift hides: only for a process with a single thread. The child gets the default handling of SIGCHLD back.
pid_t process_fork(void);

// Makes these the standard descriptors. Returns 0, or -1 with errno.
int process_take_standard(int input, int output, int error);

// What ps shows from now on as this process's arguments. There is room for what it was started with: the rest is cut off.
void process_arguments_show(int count, char *const *own, const char *name, const char *argument);

#endif
