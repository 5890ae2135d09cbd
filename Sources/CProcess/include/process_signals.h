#ifndef PROCESS_SIGNALS_H
#define PROCESS_SIGNALS_H

// Blocks the signals and returns a non-blocking descriptor from which they are read.
int process_signals_open(const int *numbers, int count);

// The number of the next signal waiting; 0 when there is none.
int process_signals_next(int descriptor);

// Lets all signals through again.
void process_signals_allow(void);

// Ignores a signal from now on; children started by process_spawn get the default back.
void process_signal_ignore(int number);

// `TERM` for 15; NULL for a number without a name.
const char *process_signal_name(int number);

#endif
