#ifndef PROCESS_INOTIFY_H
#define PROCESS_INOTIFY_H

// A non-blocking inotify descriptor.
int process_inotify_open(void);

// Watches a file or folder for writes, new names and the closing of writers.
int process_inotify_watch(int descriptor, const char *path);

// Throws away what is waiting to be read. Returns 1 when there was anything.
int process_inotify_drain(int descriptor);

#endif
