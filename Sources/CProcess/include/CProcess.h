// What a supervisor needs of Linux and Swift can't call: variadic functions, function-like macros, syscalls without a
// wrapper. A file per subject. Every function that can fail returns -1 (or an errno where it says so) and sets errno.
#ifndef CPROCESS_H
#define CPROCESS_H

#include "process_files.h"
#include "process_fork.h"
#include "process_inotify.h"
#include "process_lock.h"
#include "process_message.h"
#include "process_pidfd.h"
#include "process_reaper.h"
#include "process_signals.h"
#include "process_spawn.h"
#include "process_wait.h"

#endif
