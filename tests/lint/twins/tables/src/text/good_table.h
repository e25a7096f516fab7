/* Made by data/unicode/gen_bad.pl; do not edit. */
1, 2, 3
