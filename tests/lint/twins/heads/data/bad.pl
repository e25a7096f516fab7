use strict; # BAD

print 1;
