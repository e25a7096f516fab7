/* Left for later. */
void bad(void)
{
    fixme(); /* FIXME BAD */
    fail("该功能尚未实现"); /* BAD */
    strcpy(path, "/tmp/x.XXXXXX");
}
