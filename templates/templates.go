// Package templates carries the built-in templates and page layouts inside the program.
package templates

import "embed"

// FS holds one folder for each template, and layouts/ with the page layouts.
//
//go:embed dan-van layouts schemas
var FS embed.FS

// Layouts is the folder of FS that holds page layouts; every folder beside it but
// Schemas is a template.
const (
	Layouts = "layouts"
	Schemas = "schemas"
)
