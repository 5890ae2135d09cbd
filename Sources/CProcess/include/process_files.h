#ifndef PROCESS_FILES_H
#define PROCESS_FILES_H

#include <stdbool.h>
#include <sys/stat.h>

// The mode macros of stat(2) as functions.
static inline bool process_is_regular(mode_t mode) { return S_ISREG(mode); }
static inline bool process_is_directory(mode_t mode) { return S_ISDIR(mode); }
static inline bool process_is_link(mode_t mode) { return S_ISLNK(mode); }

// A close-on-exec pipe whose reading end does not block and holds about a megabyte where the system allows it.
int process_pipe(int ends[2]);

// How many bytes lie in a pipe right now.
int process_pipe_waiting(int descriptor);

#endif
