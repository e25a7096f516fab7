# BAD: what it makes is nowhere.
print "x\n";
