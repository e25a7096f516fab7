/* The door. */
#include <curses.h>
#include <term.h>
