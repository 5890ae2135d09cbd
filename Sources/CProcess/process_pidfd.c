#define _GNU_SOURCE
#include "process_pidfd.h"

#include <sys/syscall.h>
#include <unistd.h>

int process_pidfd_open(pid_t pid) { return (int)syscall(SYS_pidfd_open, pid, 0); }
