/* Numbers that may belong to somebody. */
static const char *const bad = "000000000000000000"; /* BAD */
static const char *const worse = "00000000000000000X"; /* BAD */
static const char *const good = "990101199001010019";
static const char *const standard = "11010519491231002X";
static const long digits = 99999999999999;
