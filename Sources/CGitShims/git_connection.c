#define _GNU_SOURCE
#include "git_connection.h"

#include <errno.h>
#include <fcntl.h>
#include <git2.h>
#include <git2/sys/stream.h>
#include <netdb.h>
#include <poll.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

struct cgit_connection {
    pthread_mutex_t lock;
    int socket;
    bool aborted;
    int connect_milliseconds;
    int64_t moved;
};

/// The first four members are what libgit2's SSH transport expects of a plain stream: it takes the descriptor out.
typedef struct {
    git_stream parent;
    char *host;
    char *port;
    int socket;
    cgit_connection *connection;
} socket_stream;

static _Thread_local cgit_connection *bound;

static int64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

static int fail(const char *what, const char *why) {
    char message[512];
    snprintf(message, sizeof message, "%s: %s", what, why);
    git_error_set_str(GIT_ERROR_NET, message);
    return -1;
}

cgit_connection *cgit_connection_new(int connect_milliseconds) {
    cgit_connection *connection = calloc(1, sizeof *connection);
    if (!connection) return NULL;
    pthread_mutex_init(&connection->lock, NULL);
    connection->socket = -1;
    connection->connect_milliseconds = connect_milliseconds;
    connection->moved = now();
    return connection;
}

void cgit_connection_free(cgit_connection *connection) {
    if (!connection) return;
    pthread_mutex_destroy(&connection->lock);
    free(connection);
}

void cgit_connection_bind(cgit_connection *connection) { bound = connection; }

void cgit_connection_touch(cgit_connection *connection) {
    if (!connection) return;
    pthread_mutex_lock(&connection->lock);
    connection->moved = now();
    pthread_mutex_unlock(&connection->lock);
}

int64_t cgit_connection_idle(cgit_connection *connection) {
    pthread_mutex_lock(&connection->lock);
    int64_t idle = now() - connection->moved;
    pthread_mutex_unlock(&connection->lock);
    return idle;
}

void cgit_connection_abort(cgit_connection *connection) {
    pthread_mutex_lock(&connection->lock);
    connection->aborted = true;
    // Not close: the number may already be somebody else's file when the blocked thread wakes up.
    if (connection->socket >= 0) shutdown(connection->socket, SHUT_RDWR);
    pthread_mutex_unlock(&connection->lock);
}

/// Hands the descriptor to the conversation, so that an abort reaches it; false when the abort came first.
static bool publish(cgit_connection *connection, int socket) {
    if (!connection) return true;
    pthread_mutex_lock(&connection->lock);
    bool open = !connection->aborted || socket < 0;
    connection->socket = open ? socket : -1;
    connection->moved = now();
    pthread_mutex_unlock(&connection->lock);
    return open;
}

static bool is_aborted(cgit_connection *connection) {
    if (!connection) return false;
    pthread_mutex_lock(&connection->lock);
    bool aborted = connection->aborted;
    pthread_mutex_unlock(&connection->lock);
    return aborted;
}

/// Waits in short turns, so that an abort is noticed. Returns 0 when connected, else an errno.
static int wait_connected(int descriptor, cgit_connection *connection, int64_t deadline) {
    while (!is_aborted(connection)) {
        int64_t left = deadline - now();
        if (left <= 0) return ETIMEDOUT;
        struct pollfd entry = {.fd = descriptor, .events = POLLOUT};
        int ready = poll(&entry, 1, left < 200 ? (int)left : 200);
        if (ready < 0 && errno != EINTR) return errno;
        if (ready > 0) {
            int error = 0;
            socklen_t size = sizeof error;
            if (getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &error, &size) < 0) return errno;
            return error;
        }
    }
    return ECANCELED;
}

static int connect_address(const struct addrinfo *address, cgit_connection *connection, int64_t deadline, int *out) {
    int descriptor = socket(address->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (descriptor < 0) return errno;
    int error = 0;
    if (connect(descriptor, address->ai_addr, address->ai_addrlen) < 0) {
        error = errno == EINPROGRESS ? wait_connected(descriptor, connection, deadline) : errno;
    }
    if (!error) {
        int flags = fcntl(descriptor, F_GETFL);
        if (flags < 0 || fcntl(descriptor, F_SETFL, flags & ~O_NONBLOCK) < 0) error = errno;
    }
    if (error) {
        close(descriptor);
        return error;
    }
    *out = descriptor;
    return 0;
}

static int stream_connect(git_stream *stream) {
    socket_stream *self = (socket_stream *)stream;
    struct addrinfo hints = {.ai_socktype = SOCK_STREAM, .ai_family = AF_UNSPEC};
    struct addrinfo *addresses = NULL;
    int result = getaddrinfo(self->host, self->port, &hints, &addresses);
    if (result) return fail("failed to find the host", gai_strerror(result));

    int limit = self->connection ? self->connection->connect_milliseconds : 30000;
    int64_t deadline = now() + limit;
    int error = EHOSTUNREACH;
    for (struct addrinfo *address = addresses; address; address = address->ai_next) {
        error = connect_address(address, self->connection, deadline, &self->socket);
        if (!error || error == ECANCELED || error == ETIMEDOUT) break;
    }
    freeaddrinfo(addresses);
    if (error) return fail("failed to connect", strerror(error));
    if (!publish(self->connection, self->socket)) return fail("failed to connect", strerror(ECANCELED));
    return 0;
}

static ssize_t stream_read(git_stream *stream, void *data, size_t length) {
    socket_stream *self = (socket_stream *)stream;
    ssize_t count;
    do {
        count = recv(self->socket, data, length, 0);
    } while (count < 0 && errno == EINTR);
    if (count < 0) return fail("failed to read from the network", strerror(errno));
    if (count > 0) cgit_connection_touch(self->connection);
    return count;
}

static ssize_t stream_write(git_stream *stream, const char *data, size_t length, int flags) {
    socket_stream *self = (socket_stream *)stream;
    ssize_t count;
    do {
        count = send(self->socket, data, length, flags | MSG_NOSIGNAL);
    } while (count < 0 && errno == EINTR);
    if (count < 0) return fail("failed to write to the network", strerror(errno));
    cgit_connection_touch(self->connection);
    return count;
}

static int stream_close(git_stream *stream) {
    socket_stream *self = (socket_stream *)stream;
    if (self->socket < 0) return 0;
    publish(self->connection, -1);
    int result = close(self->socket);
    self->socket = -1;
    return result < 0 ? fail("failed to close the connection", strerror(errno)) : 0;
}

static void stream_free(git_stream *stream) {
    socket_stream *self = (socket_stream *)stream;
    stream_close(stream);
    free(self->host);
    free(self->port);
    free(self);
}

static int stream_new(git_stream **out, const char *host, const char *port) {
    socket_stream *self = calloc(1, sizeof *self);
    if (!self) return fail("failed to open a connection", strerror(ENOMEM));
    self->host = strdup(host);
    self->port = strdup(port);
    self->socket = -1;
    self->connection = bound;
    self->parent.version = GIT_STREAM_VERSION;
    self->parent.connect = stream_connect;
    self->parent.read = stream_read;
    self->parent.write = stream_write;
    self->parent.close = stream_close;
    self->parent.free = stream_free;
    if (!self->host || !self->port) {
        stream_free(&self->parent);
        return fail("failed to open a connection", strerror(ENOMEM));
    }
    *out = &self->parent;
    return 0;
}

int cgit_connection_register(void) {
    git_stream_registration registration = {.version = GIT_STREAM_VERSION, .init = stream_new};
    return git_stream_register(GIT_STREAM_STANDARD, &registration);
}
