/* A csv as lines of the wire. */
#ifndef PBTUI_PRESS_CSV_H
#define PBTUI_PRESS_CSV_H

#include "cells_out.h"

/* `encoding` as wished, "" for none; fd can be read from any place. */
bool csv_read(int fd, const char *encoding, struct cells_out *out,
              struct err *err);

#endif
