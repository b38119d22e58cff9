package document

// Marks are the faults to be shown in a copy of somebody's workbook, every word in its
// final form.
type Marks struct {
	Sheet  string    // the name of the sheet that lists them: "Lỗi"
	Author string    // of the comments
	Heads  [4]string // of the list: place, kind, what was found, what to do
	All    []Mark
}

// Mark is one of them.
type Mark struct {
	Sheet, Cell string // both empty: the file as a whole
	Fault       bool   // an error, and not only worth a look
	Kind        string // "lỗi"
	Text        string
	Hint        string // may be empty
}
