package main

import (
	"fmt"
	"io/fs"
	"path"

	"github.com/urfave/cli/v2"

	"baocao/templates"
)

func (p *program) schemaCommand() *cli.Command {
	return command(&cli.Command{Name: "schema", Action: p.schema})
}

// schema prints a JSON Schema, or lists those there are.
func (p *program) schema(c *cli.Context) error {
	switch c.NArg() {
	case 0:
		for _, s := range schemaWords {
			fmt.Fprintf(p.ui.stdout, "%-12s%s\n", s.name, p.text(s.text))
		}
		return nil
	case 1:
	default:
		return usage(tooManyArguments("schema"))
	}
	var names []string
	for _, s := range schemaWords {
		names = append(names, s.name)
		if s.name == c.Args().First() {
			return p.printSchema(s.name)
		}
	}
	return unknown(aSchema, c.Args().First(), names)
}

func (p *program) printSchema(name string) error {
	data, err := fs.ReadFile(templates.FS, path.Join(templates.Schemas, name+".json"))
	if err != nil {
		panic("baocao: schema: " + err.Error())
	}
	_, err = p.ui.exact.Write(data)
	return err
}
