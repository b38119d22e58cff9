package document

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf16"
)

// The sheets that every report's workbook has of itself, beside those of its template.
const (
	CoverSheet   = "Bìa"
	ChartSheet   = "Biểu đồ"
	CheckSheet   = "Kiểm tra"
	UnitSheet    = "Đơn vị nộp"
	DataSheet    = "Số liệu đơn vị"
	TargetSheet  = "Kế hoạch"
	SourcesSheet = "Nguồn số liệu"
	SealSheet    = "Niêm phong" // of hashes, hidden
)

// excelsOwnSheet is a name that Excel keeps for itself.
const excelsOwnSheet = "History"

// ReservedSheets are the names that no sheet of a template can have.
var ReservedSheets = []string{CoverSheet, ChartSheet, CheckSheet, UnitSheet, DataSheet, TargetSheet, SourcesSheet, SealSheet, excelsOwnSheet}

// Excel's limit on a sheet's name, in UTF-16 units, and the characters that it may not have.
const (
	MostSheetName  = 31
	NotInSheetName = `:\/?*[]`
)

// CheckSheetName says why Excel would not take a name for a sheet.
func CheckSheetName(name string) error {
	length := len(utf16.Encode([]rune(name)))
	switch {
	case name == "":
		return errors.New("a sheet has no name")
	case length > MostSheetName:
		return fmt.Errorf("sheet name %q has %d characters, at most %d are allowed", name, length, MostSheetName)
	case strings.ContainsAny(name, NotInSheetName):
		return fmt.Errorf("sheet name %q has one of the characters %s, which are not allowed", name, NotInSheetName)
	case strings.HasPrefix(name, "'") || strings.HasSuffix(name, "'"):
		return fmt.Errorf("sheet name %q begins or ends with an apostrophe, which is not allowed", name)
	case strings.EqualFold(name, excelsOwnSheet):
		return fmt.Errorf("sheet name %q is kept by Excel for itself", name)
	}
	return nil
}
