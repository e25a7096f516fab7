/* Reads INI past the guard. */
#include <iniparser/iniparser.h> /* BAD */
