#ifndef PROCESS_LOCK_H
#define PROCESS_LOCK_H

// Takes an exclusive lock on a file open for writing, without waiting. It belongs to the open file (F_OFD_SETLK) and
// ends with its last descriptor. Returns 0, or -1 with EWOULDBLOCK when another open file holds it.
int process_lock_take(int descriptor);

// Gives the lock back at once, also when a fork of this process still has the descriptor.
void process_lock_release(int descriptor);

// Whether another open file holds the lock: 1 or 0, or -1 with errno. Only looks, so it is in nobody's way.
int process_lock_is_taken(int descriptor);

#endif
