#define _GNU_SOURCE
#include "process_spawn.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

struct failure {
    int stage;
    int error;
};

static void fail(int report, int stage) {
    struct failure failure = {stage, errno};
    ssize_t written = write(report, &failure, sizeof failure);
    (void)written;
    _exit(127);
}

// Closes everything from `first` on except `keep`, which execve closes.
static void close_others(int first, int keep) {
#ifdef SYS_close_range
    int below = keep > first ? syscall(SYS_close_range, first, keep - 1, 0) : 0;
    if (below == 0 && syscall(SYS_close_range, keep + 1, ~0U, 0) == 0) return;
#endif
    long limit = sysconf(_SC_OPEN_MAX);
    for (int fd = first; fd < (limit > 0 ? limit : 1024); fd++)
        if (fd != keep) close(fd);
}

static void run_child(const struct process_spawn_request *request, int report) {
    // Above the standard three, so that dup2 below can't overwrite it.
    int lifted = fcntl(report, F_DUPFD_CLOEXEC, 10);
    if (lifted < 0) fail(report, PROCESS_SPAWN_DESCRIPTORS);
    report = lifted;

    setsid();
    for (int number = 1; number < NSIG; number++) signal(number, SIG_DFL);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);

    if (request->directory && chdir(request->directory) != 0) fail(report, PROCESS_SPAWN_DIRECTORY);

    // Through copies above 2: a given descriptor may itself be 0, 1 or 2.
    int given[3] = {request->standard_input, request->standard_output, request->standard_error};
    int copies[3];
    for (int index = 0; index < 3; index++) {
        copies[index] = fcntl(given[index], F_DUPFD, 10);
        if (copies[index] < 0) fail(report, PROCESS_SPAWN_DESCRIPTORS);
    }
    for (int index = 0; index < 3; index++)
        if (dup2(copies[index], index) < 0) fail(report, PROCESS_SPAWN_DESCRIPTORS);
    close_others(3, report);

    execve(request->executable, request->arguments, request->environment);
    fail(report, PROCESS_SPAWN_EXECUTE);
}

pid_t process_spawn(const struct process_spawn_request *request, enum process_spawn_stage *failed) {
    int report[2];
    *failed = PROCESS_SPAWN_FORK;
    if (pipe2(report, O_CLOEXEC) != 0) return -1;

    // Blocked across the fork: a handler of the parent must not run in the child.
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    pid_t pid = fork();
    if (pid == 0) run_child(request, report[1]);
    int fork_error = errno;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    close(report[1]);
    if (pid < 0) {
        close(report[0]);
        errno = fork_error;
        return -1;
    }

    struct failure failure;
    ssize_t count;
    do count = read(report[0], &failure, sizeof failure);
    while (count < 0 && errno == EINTR);
    close(report[0]);
    if (count != sizeof failure) {
        *failed = PROCESS_SPAWN_NONE;
        return pid;
    }
    while (waitpid(pid, NULL, 0) < 0 && errno == EINTR) continue;
    *failed = (enum process_spawn_stage)failure.stage;
    errno = failure.error;
    return -1;
}
