#ifndef PROCESS_REAPER_H
#define PROCESS_REAPER_H

// Makes this process the parent of every orphan among its descendants.
int process_become_subreaper(void);

#endif
