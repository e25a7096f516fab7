/* A test header. */
#ifndef SUPPORT_BAD_H /* BAD */
#define SUPPORT_BAD_H
#endif
