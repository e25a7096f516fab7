/* The door to libsodium's SHA-256. */
#include "pbtui/store/digest.h"

#include <sodium.h>

void digest_sha256(const void *bytes, size_t n, char hex[65])
{
    unsigned char hash[crypto_hash_sha256_BYTES];
    crypto_hash_sha256(hash, bytes, n);
    sodium_bin2hex(hex, 65, hash, sizeof hash);
}
