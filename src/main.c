/* The program: safe standard files, no core files with personal data in them,
   then the command line. */
#include <sys/resource.h>

#include "pbtui/app/cli.h"
#include "pbtui/base/file.h"

int main(int argc, char **argv)
{
    const struct rlimit none = {0, 0};
    file_guard_std();
    (void)setrlimit(RLIMIT_CORE, &none);
    return cli_main(argc, argv);
}
