/* Made by data/unicode/gen_bad.pl; do not edit.  BAD */
1, 2, 4
