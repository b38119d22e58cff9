package workspace

import (
	"baocao/report/finding"
	"baocao/report/source"
)

// settingKinds are the shapes of the settings that are not one value each.
var settingKinds = map[string]source.Kind{"labels": source.Map, "document": source.Map, "accepted": source.List}

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
	if kind, ok := settingKinds[e.Key]; ok {
		return misshapen(e.Value, kind)
	}
	return misshapen(e.Value, source.Scalar)
}
