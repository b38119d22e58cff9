package pdffile

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
)

// SealName is the name of the attachment that a file's seal is.
const SealName = "niem-phong.json"

// SealSchema is the form of the seal.
const SealSchema = "baocao.seal/1"

// Seal says what a file holds, in digests (SHA-256, hexadecimal). A file carries its own
// as an attachment: whoever changes the file must also know how to change that. It is a
// tripwire and no signature, for anybody can compute it.
type Seal struct {
	Schema      string           `json:"schema"`
	Pages       []SealedPage     `json:"pages"`
	Attachments []SealedAttached `json:"attachments"`
	Catalogue   string           `json:"catalogue"`
	Properties  string           `json:"properties"`
}

// SealedPage is a page: its content, the fonts and other resources that the content draws
// with, and the rest, which is its measures. Annotations are not in it: a sealed file has none.
type SealedPage struct {
	Content   string `json:"content"`
	Resources string `json:"resources"`
	Shape     string `json:"shape"`
}

// SealedAttached is an attachment.
type SealedAttached struct {
	Name   string `json:"name"`
	SHA256 string `json:"sha256"`
}

// notShape are the entries of a page that stand for themselves or hold nothing of it.
var notShape = map[Name]bool{"Type": true, "Contents": true, "Resources": true, "Annots": true, "Parent": true, "Kids": true,
	"StructParents": true, "Tabs": true}

// notCatalogue are the entries of the catalogue that stand for themselves, or that signing
// the document adds.
var notCatalogue = map[Name]bool{"Type": true, "Pages": true, "Names": true, "AF": true, "Metadata": true,
	"AcroForm": true, "DSS": true, "Perms": true, "Extensions": true, "Version": true}

// Seal says what the file holds now; the seal among its attachments is not part of it.
func (f *File) Seal() (Seal, error) {
	out := Seal{Schema: SealSchema, Pages: []SealedPage{}, Attachments: []SealedAttached{}}
	pages, err := f.Pages()
	if err != nil {
		return out, err
	}
	d := f.digester(pages)
	for _, p := range pages {
		sealed, err := d.page(p)
		if err != nil {
			return out, err
		}
		out.Pages = append(out.Pages, sealed)
	}
	files, err := f.attached()
	if err != nil {
		return out, err
	}
	for _, a := range files {
		if a.name == SealName {
			continue
		}
		sum, err := f.sum(a.stream)
		if err != nil {
			return out, fmt.Errorf("seal the attachment %q: %w", a.name, err)
		}
		out.Attachments = append(out.Attachments, SealedAttached{a.name, sum})
	}
	root, err := f.Root()
	if err != nil {
		return out, err
	}
	if out.Catalogue, err = d.catalogue(root); err != nil {
		return out, err
	}
	out.Properties, err = d.hex(Dict{"Info": f.Trailer["Info"], "Metadata": root["Metadata"]}, nil)
	return out, err
}

// catalogue makes the digest of the catalogue, and of what its exempt entries may hold that
// changes what a reader sees or that runs: scripts among the names, a form in XFA.
func (d *digester) catalogue(root Dict) (string, error) {
	names, err := d.file.Dict(root["Names"])
	if err != nil {
		return "", err
	}
	form, err := d.file.Dict(root["AcroForm"])
	if err != nil {
		return "", err
	}
	all := Dict{"XFA": form["XFA"]}
	for key, value := range root {
		if !notCatalogue[key] {
			all[key] = value
		}
	}
	for key, value := range names {
		if key != "EmbeddedFiles" {
			all["Names "+key] = value
		}
	}
	return d.hex(all, nil)
}

func (d *digester) page(p Page) (SealedPage, error) {
	content, err := d.file.Content(p)
	if err != nil {
		return SealedPage{}, err
	}
	out := SealedPage{Content: sumOf(content)}
	if out.Resources, err = d.hex(Dict{"Resources": p.Dict["Resources"]}, nil); err != nil {
		return out, err
	}
	out.Shape, err = d.hex(p.Dict, notShape)
	return out, err
}

// sum is the digest of the bytes that a stream holds, unpacked.
func (f *File) sum(s *Stream) (string, error) {
	if s.digest != "" {
		return s.digest, nil
	}
	data, err := f.Decode(s)
	return sumOf(data), err
}

func sumOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
