-- 'now' in a comment is allowed
CREATE TABLE t (
    made TEXT DEFAULT CURRENT_TIMESTAMP, -- BAD
    day TEXT DEFAULT (date('now')), -- BAD
    n INTEGER
) STRICT;
