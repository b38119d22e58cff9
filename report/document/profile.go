package document

// Profile is the dated page layout of an official document: every measure in mm, every
// type size in pt. Profiles are data (templates/layouts); no layout number stands in code.
type Profile struct {
	Name string
}
