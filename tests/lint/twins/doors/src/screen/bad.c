/* A view that goes to the terminal itself. */
#include <stdio.h>
#include <curses.h> /* BAD */
#include <ncursesw/curses.h> /* BAD */
#include <locale.h>
