/* Made by data/unicode/gone.pl; do not edit.  BAD */
