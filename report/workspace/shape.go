package workspace

import (
	"baocao/report/finding"
	"baocao/report/source"
)

// groups are the settings that hold entries of their own; the others are one value each.
var groups = map[string]bool{"labels": true, "document": true}

var shapeNames = [...]finding.Text{
	source.Null:   finding.Say("chỗ trống", "nothing"),
	source.Scalar: finding.Say("một giá trị", "one value"),
	source.Map:    finding.Say("một nhóm mục “tên: giá trị”", "a group of entries “name: value”"),
	source.List:   finding.Say("một danh sách", "a list"),
}

// misshapen reports a node that is something else than wanted; nothing at all is never
// wrong.
func misshapen(n source.Node, want source.Kind) finding.List {
	if n.Kind == want || n.Kind == source.Null {
		return nil
	}
	return finding.List{finding.New(finding.WrongShape, n.Pos(), shapeNames[want], shapeNames[n.Kind])}
}

// wrongSetting reports a setting that has not the shape of its kind.
func wrongSetting(e source.Entry) finding.List {
	if groups[e.Key] {
		return misshapen(e.Value, source.Map)
	}
	return misshapen(e.Value, source.Scalar)
}
