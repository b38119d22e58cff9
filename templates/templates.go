// Package templates carries the built-in templates and page layouts inside the program.
package templates

import "embed"

// FS holds one folder for each template, and the folders below.
//
//go:embed dan-chu-co-so dan-van layouts schemas office
var FS embed.FS

// The folders of FS that are no templates.
const (
	Layouts = "layouts" // page layouts
	Schemas = "schemas" // JSON Schemas of the files that are read and written
	Office  = "office"  // what an office's folder begins with; each file is a text/template
)
