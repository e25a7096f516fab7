#!/usr/bin/perl
# Prints a number.
print 1;
