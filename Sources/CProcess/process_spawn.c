#define _GNU_SOURCE
#include "process_spawn.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

// What went wrong in the child, which writes it here directly: until execve it shares our memory.
struct failure {
    int stage;
    int error;
};

static void fail(struct failure *failure, int stage) {
    failure->error = errno;
    failure->stage = stage;
    _exit(127);
}

static void close_from(int first) {
#ifdef SYS_close_range
    if (syscall(SYS_close_range, first, ~0U, 0) == 0) return;
#endif
    long limit = sysconf(_SC_OPEN_MAX);
    for (int fd = first; fd < (limit > 0 ? limit : 1024); fd++) close(fd);
}

// Between vfork and execve: the parent's memory and stack are ours too, and the parent's thread waits. So this has a frame
// of its own, changes nothing but `failure`, and calls nothing but the kernel.
__attribute__((noinline, noreturn)) static void run_child(
    const struct process_spawn_request *request, struct failure *failure) {
    setsid();
    // Before any signal is let through: a handler of the parent must not run on its memory here.
    struct sigaction standard = {.sa_handler = SIG_DFL};
    for (int number = 1; number < NSIG; number++) sigaction(number, &standard, NULL);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);

    if (request->directory && chdir(request->directory) != 0) fail(failure, PROCESS_SPAWN_DIRECTORY);

    // Through copies above 2: a given descriptor may itself be 0, 1 or 2.
    int given[3] = {request->standard_input, request->standard_output, request->standard_error};
    int copies[3];
    for (int index = 0; index < 3; index++) {
        copies[index] = fcntl(given[index], F_DUPFD, 10);
        if (copies[index] < 0) fail(failure, PROCESS_SPAWN_DESCRIPTORS);
    }
    for (int index = 0; index < 3; index++)
        if (dup2(copies[index], index) < 0) fail(failure, PROCESS_SPAWN_DESCRIPTORS);
    close_from(3);

    execve(request->executable, request->arguments, request->environment);
    fail(failure, PROCESS_SPAWN_EXECUTE);
    __builtin_unreachable();
}

pid_t process_spawn(const struct process_spawn_request *request, enum process_spawn_stage *failed) {
    struct failure failure = {PROCESS_SPAWN_NONE, 0};

    // Blocked until the child has its own handlers.
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    // Not fork: copying the page tables of a server takes longer than all the rest, and then every page it writes to is
    // copied too.
    pid_t pid = vfork();
    if (pid == 0) run_child(request, &failure);
    int fork_error = errno;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (pid < 0) {
        *failed = PROCESS_SPAWN_FORK;
        errno = fork_error;
        return -1;
    }
    *failed = (enum process_spawn_stage)failure.stage;
    if (failure.stage == PROCESS_SPAWN_NONE) return pid;
    while (waitpid(pid, NULL, 0) < 0 && errno == EINTR) continue;
    errno = failure.error;
    return -1;
}
