#ifndef PROCESS_WAIT_H
#define PROCESS_WAIT_H

#include <stdbool.h>
#include <sys/wait.h>

// The status macros of wait(2) as functions.
static inline bool process_exited(int status) { return WIFEXITED(status); }
static inline int process_exit_code(int status) { return WEXITSTATUS(status); }
static inline bool process_signaled(int status) { return WIFSIGNALED(status); }
static inline int process_signal(int status) { return WTERMSIG(status); }

#endif
