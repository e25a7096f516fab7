/* SHA-256 of bytes, as 64 hex digits: a second way to say «the same», so that
   one fault does not hide in the audit's chain (BLAKE2b) and here. */
#ifndef PBTUI_STORE_DIGEST_H
#define PBTUI_STORE_DIGEST_H

#include <stddef.h>

void digest_sha256(const void *bytes, size_t n, char hex[65]);

#endif
