#pragma once

#include <stdint.h>

/// One network conversation of libgit2, made stoppable.
///
/// libgit2 1.5 has no time-outs: it sits in recv for as long as the other side likes. So we give it our own plain sockets
/// (TLS is wrapped around them by libgit2), which note when bytes last moved and which another thread may shut.
typedef struct cgit_connection cgit_connection;

/// Replaces libgit2's plain socket, once per process.
int cgit_connection_register(void);

cgit_connection *cgit_connection_new(int connect_milliseconds);
void cgit_connection_free(cgit_connection *connection);

/// Sockets that the calling thread opens from now on belong to this conversation; NULL ends that.
void cgit_connection_bind(cgit_connection *connection);

/// Notes that the conversation moved. Any thread.
void cgit_connection_touch(cgit_connection *connection);

/// Milliseconds since the conversation last moved. Any thread.
int64_t cgit_connection_idle(cgit_connection *connection);

/// Shuts the socket; pending and later calls on it fail. Any thread.
void cgit_connection_abort(cgit_connection *connection);
