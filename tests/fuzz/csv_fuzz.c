/* A csv, its encoding found or wished, and whatever else bytes may be taken
   for. */
#include "cells_feed.h"

FUZZ(csv)
{
    static const char *const wishes[] = {"", "gb18030", "utf-16", "utf-8"};
    /* Two of them for each input: found, and one that the input chooses. */
    const size_t wish = n_bytes > 0 ? (unsigned char)data[n_bytes - 1] % 4 : 0;
    feed_table(feed_file(data, n_bytes), "", "");
    if (wish > 0) {
        feed_table(feed_file(data, n_bytes), "", wishes[wish]);
    }
}
