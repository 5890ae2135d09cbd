#include "process_reaper.h"

#include <sys/prctl.h>

int process_become_subreaper(void) { return prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0); }
