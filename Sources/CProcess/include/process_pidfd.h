#ifndef PROCESS_PIDFD_H
#define PROCESS_PIDFD_H

#include <sys/types.h>

// A descriptor that becomes readable when the process ends; -1 with ESRCH when there is none.
int process_pidfd_open(pid_t pid);

#endif
