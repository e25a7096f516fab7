# Writes src/text/bad_table.h and good_table.h.
print "/* Made by data/unicode/gen_bad.pl; do not edit. */\n1, 2, 3\n";
