/* BAD: no such layer. */
