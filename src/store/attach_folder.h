/* The folders in which attach.c keeps its copies.  Those that give a descriptor
   give -1 with errno. */
#ifndef PBTUI_STORE_ATTACH_FOLDER_H
#define PBTUI_STORE_ATTACH_FOLDER_H

#include <stdbool.h>
#include <time.h>

#include "pbtui/base/err.h"
#include "pbtui/base/strbuf.h"

struct db;

/* So many digits of the digest name the folder, the others the copy in it. */
#define ATTACH_SUB_CHARS 2

/* Appends the name of the folder of all copies. */
void attach_folder(const struct db *db, struct strbuf *out);
/* What this errno means when a copy is written; always false. */
bool attach_trouble(int why, const struct db *db, struct err *err);

/* Opened, and made before when it is not there. */
int attach_make_folder(int at, const char *name);
/* Some file systems cannot sync a folder; that is no failure. */
bool attach_sync_folder(int fd);
/* A plain file, for reading. */
int attach_open_plain(int at, const char *name);
/* The copy of this digest, for reading. */
int attach_open_copy(const struct db *db, const char *hash);

/* Takes away what a process that died left half-written; one of today may be
   another window's.  `now` is the time of the disk the files are on. */
void attach_sweep(int base, time_t now);

#endif
