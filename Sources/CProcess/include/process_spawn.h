#ifndef PROCESS_SPAWN_H
#define PROCESS_SPAWN_H

#include <sys/types.h>

// Which preparation in the child failed.
enum process_spawn_stage {
    PROCESS_SPAWN_NONE = 0,
    PROCESS_SPAWN_FORK = 1,
    PROCESS_SPAWN_DIRECTORY = 2,
    PROCESS_SPAWN_DESCRIPTORS = 3,
    PROCESS_SPAWN_EXECUTE = 4,
};

struct process_spawn_request {
    // Path of the executable; not searched for.
    const char *executable;
    char *const *arguments;
    char *const *environment;
    // NULL: the caller's.
    const char *directory;
    int standard_input;
    int standard_output;
    int standard_error;
};

// Starts a child in a session of its own with default signal handling, an empty signal mask and no descriptor but the
// three given. Returns its pid, or -1 with errno and the stage that failed; then no child is left.
pid_t process_spawn(const struct process_spawn_request *request, enum process_spawn_stage *failed);

#endif
