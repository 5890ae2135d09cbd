#ifndef PROCESS_MESSAGE_H
#define PROCESS_MESSAGE_H

#include <sys/types.h>

// Two connected, close-on-exec sockets that keep the bounds of messages, and whose reader sees the end when the writer is
// gone. A receiver waits at most `patience` seconds at the first of them: then EAGAIN.
int process_message_sockets(int ends[2], int patience);

// Sends a message with open descriptors; never raises SIGPIPE. EPIPE or ECONNRESET: nobody is there.
int process_message_send(int socket, const void *bytes, size_t count, const int *descriptors, int descriptor_count);

// Receives a message with exactly `descriptor_count` descriptors, which are close-on-exec. Returns its length, 0 at the end.
// A message of another shape: EBADMSG, and none of its descriptors stays open.
ssize_t process_message_receive(int socket, void *bytes, size_t capacity, int *descriptors, int descriptor_count);

#endif
