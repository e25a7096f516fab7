/* Heavy libraries in the ledger program. */
#include <expat.h> /* BAD */
#include <fontconfig/fontconfig.h> /* BAD */
#include <harfbuzz/hb.h> /* BAD */
#include <pango/pangocairo.h> /* BAD */
#include <xlsxwriter.h> /* BAD */
#include <zip.h> /* BAD */
#include <zlib.h> /* BAD */
