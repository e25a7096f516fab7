/* Archives by libzip, whose parts are the least that makes a workbook. */
#include "xlsx_build.h"

#include "rig.h"
#include "unit.h"

#include <string.h>
#include <zip.h>

#include "pbtui/base/mem.h"

static const struct xlsx_part usual[] = {
    {"[Content_Types].xml", "<Types/>", 0},
    {"_rels/.rels",
     "<Relationships><Relationship Id=\"rId1\" Type=\"urn:x/officeDocument\" "
     "Target=\"xl/workbook.xml\"/></Relationships>",
     0},
    {"xl/workbook.xml",
     "<workbook xmlns:r=\"urn:r\"><sheets><sheet name=\"名册\" sheetId=\"1\" "
     "r:id=\"rId1\"/></sheets></workbook>",
     0},
    {"xl/_rels/workbook.xml.rels",
     "<Relationships>"
     "<Relationship Id=\"rId1\" Type=\"urn:x/worksheet\" "
     "Target=\"worksheets/sheet1.xml\"/>"
     "<Relationship Id=\"rId2\" Type=\"urn:x/sharedStrings\" "
     "Target=\"sharedStrings.xml\"/>"
     "<Relationship Id=\"rId3\" Type=\"urn:x/styles\" "
     "Target=\"styles.xml\"/></Relationships>",
     0},
    {"xl/worksheets/sheet1.xml", XLSX_DATA("<row><c><v>1</v></c></row>"), 0},
};

static void add(zip_t *zip, const struct xlsx_part *p)
{
    if (p->text == NULL) {
        return;
    }
    const size_t n = p->n > 0 ? p->n : strlen(p->text);
    zip_source_t *s = zip_source_buffer(zip, p->text, n, 0);
    assert_non_null(s);
    assert_true(zip_file_add(zip, p->path, s, ZIP_FL_ENC_UTF_8) >= 0);
}

const char *xlsx_build(const char *name, const struct xlsx_part *parts,
                       size_t n)
{
    const char *path = rig_file(name);
    zip_t *zip = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, NULL);
    assert_non_null(zip);
    for (size_t i = 0; i < ARRAY_LEN(usual); i++) {
        bool own = false;
        for (size_t k = 0; k < n; k++) {
            own = own || strcmp(parts[k].path, usual[i].path) == 0;
        }
        if (!own) {
            add(zip, &usual[i]);
        }
    }
    for (size_t k = 0; k < n; k++) {
        add(zip, &parts[k]);
    }
    assert_int_equal(zip_close(zip), 0);
    return path;
}

const char *xlsx_of_rows(const char *name, const char *rows,
                         const char *strings, const char *styles)
{
    struct strbuf sb;
    sb_init(&sb);
    sb_add(&sb, "<worksheet><sheetData>");
    sb_add(&sb, rows);
    sb_add(&sb, "</sheetData></worksheet>");
    const struct xlsx_part parts[] = {{"xl/worksheets/sheet1.xml", sb.s, 0},
                                      {"xl/sharedStrings.xml", strings, 0},
                                      {"xl/styles.xml", styles, 0}};
    const char *path = xlsx_build(name, parts, ARRAY_LEN(parts));
    sb_clear(&sb);
    return path;
}
