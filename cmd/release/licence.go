package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// module is one whose packages are compiled into the program.
type module struct {
	path, folder string
}

// goItself stands for the standard library, which is no module.
const goItself = "Go"

// modules lists what is compiled into the program of a platform, Go itself first.
func modules(system, processor string) ([]module, error) {
	root, err := goCommand(system, processor, "env", "GOROOT").Output()
	if err != nil {
		return nil, err
	}
	lines, err := goCommand(system, processor, "list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}}\t{{.Dir}}{{end}}{{end}}", "./cmd/baocao").Output()
	if err != nil {
		return nil, err
	}
	used := []module{{goItself, strings.TrimSpace(string(root))}}
	for line := range strings.Lines(string(lines)) {
		path, folder, found := strings.Cut(strings.TrimSpace(line), "\t")
		if m := (module{path, folder}); found && !slices.Contains(used, m) {
			used = append(used, m)
		}
	}
	return used, nil
}

// licenceFile is what a file with a licence, or with what one asks to be passed on, is called.
var licenceFile = regexp.MustCompile(`(?i)^(licen[cs]e|copying|notice|patents)([-._].*)?$`)

// licences are the texts that must go with a module. One without a licence, or with one that
// is not among [kinds], must not be used.
func (m module) licences() ([]file, error) {
	entries, err := os.ReadDir(m.folder)
	if err != nil {
		return nil, err
	}
	var files []file
	granted := false
	for _, e := range entries {
		if e.IsDir() || !licenceFile.MatchString(e.Name()) {
			continue
		}
		data, err := os.ReadFile(filepath.Join(m.folder, e.Name()))
		if err != nil {
			return nil, err
		}
		kind := kindOf(string(data))
		granted = granted || kind != ""
		if kind == "" && strings.HasPrefix(strings.ToLower(e.Name()), "licen") {
			return nil, fmt.Errorf("%s: the licence in %s is not known as a permissive one", m.path, e.Name())
		}
		files = append(files, file{name: "licences/" + m.path + "/" + e.Name(), data: data})
	}
	if !granted {
		return nil, fmt.Errorf("%s has no licence", m.path)
	}
	return files, nil
}

// kinds are the permissive licences that we know, each by words of its text.
var kinds = []struct{ name, words string }{
	{"MIT", "Permission is hereby granted, free of charge, to any person obtaining a copy"},
	{"BSD", "Redistribution and use in source and binary forms, with or without modification, are permitted"},
	{"Apache 2.0", "Apache License Version 2.0"},
	{"SIL Open Font License", "SIL OPEN FONT LICENSE"},
}

// bound are words of licences that ask for more than to be passed on.
var bound = []string{"GNU GENERAL PUBLIC", "GNU LESSER", "GNU AFFERO", "Mozilla Public License", "Commons Clause"}

// kindOf names the licence of a text; nothing where it is none that we know.
func kindOf(text string) string {
	text = strings.Join(strings.Fields(strings.ReplaceAll(text, ">", " ")), " ") // some texts stand as a quotation
	for _, words := range bound {
		if strings.Contains(text, words) {
			return ""
		}
	}
	for _, k := range kinds {
		if strings.Contains(text, k.words) {
			return k.name
		}
	}
	return ""
}
