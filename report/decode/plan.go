package decode

import (
	"baocao/report/figures"
	"baocao/report/finding"
	"baocao/report/source"
)

// Targets reads the plans of a year, targets/2022.yaml: those of the issuing unit under
// "targets", those of the units below it under "units", by their codes.
func Targets(f source.File) (figures.Plans, finding.List) {
	root, found := source.YAML(f)
	r := newReader(f, found)
	plans := figures.Plans{File: f.Name, SHA256: f.SHA256(), Units: map[string][]figures.Target{}}
	if root.Kind == source.Null {
		return plans, r.list
	}
	r.fields(root,
		field{"targets", func(e source.Entry) { plans.Issuer = r.targets(e.Value) }},
		field{"units", func(e source.Entry) {
			units, _ := r.entries(e.Value)
			for _, u := range units {
				plans.Units[u.Key] = r.targets(u.Value)
			}
		}},
	)
	return plans, r.list
}
