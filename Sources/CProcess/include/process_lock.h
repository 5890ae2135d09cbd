#ifndef PROCESS_LOCK_H
#define PROCESS_LOCK_H

// Takes an exclusive flock(2) without waiting. Returns 0, or -1 with EWOULDBLOCK when another process holds it.
int process_lock(int descriptor);

#endif
