package decode

import (
	"slices"
	"strings"
	"unicode/utf8"

	"baocao/report/finding"
	"baocao/report/period"
	"baocao/report/source"
)

// What stands at a place, as a sentence names it.
var (
	oneValue = finding.Say("một giá trị", "one value")
	oneMap   = finding.Say("một nhóm mục “tên: giá trị”", "a group of entries “name: value”")
	oneList  = finding.Say("một danh sách", "a list")
	nothing  = finding.Say("chỗ trống", "nothing")
)

func shapeOf(n source.Node) finding.Text {
	return [...]finding.Text{source.Null: nothing, source.Scalar: oneValue, source.Map: oneMap, source.List: oneList}[n.Kind]
}

func (r *reader) wrongShape(n source.Node, want finding.Text) {
	f := finding.New(finding.WrongShape, n.Pos(), want, shapeOf(n))
	if n.Kind == source.List && !n.Flow && want.VI == oneMap.VI {
		f = f.Hinted("bỏ dấu “-” ở đầu dòng; mỗi dòng viết “tên: giá trị”", "leave out the “-” before each line; write “name: value”")
	}
	r.list.Add(f)
}

// field is a known key of a map and what is done with its value.
type field struct {
	key  string
	read func(e source.Entry)
}

// fields hands each entry of a map to the reader of its key.
func (r *reader) fields(n source.Node, known ...field) {
	keys := make([]string, len(known))
	for i, f := range known {
		keys[i] = f.key
	}
	r.eachField(n, keys, func(e source.Entry) { known[slices.Index(keys, e.Key)].read(e) })
}

// eachField hands over the entries of a map that have known keys. Other keys are reported,
// and so is anything but a map; nothing at all is an empty map.
func (r *reader) eachField(n source.Node, known []string, read func(e source.Entry)) {
	entries, _ := r.entries(n)
	for _, e := range entries {
		switch {
		case slices.Contains(known, e.Key):
			read(e)
		case !strings.Contains(e.Key, lostSign):
			r.list.Add(unknownField(e, known))
		}
	}
}

func unknownField(e source.Entry, known []string) finding.Finding {
	if r := source.Foreign(e.Key); r != 0 {
		return finding.New(finding.UnknownField, e.Pos(), source.Excerpt(e.Key)).Hinted(
			"chữ “%s” (U+%04X) trông giống nhưng không phải chữ La-tinh; gõ lại tên mục", "“%s” (U+%04X) only looks like a Latin letter; type the name again", string(r), r)
	}
	if near := source.Nearest(e.Key, known); near != "" {
		return finding.New(finding.UnknownField, e.Pos(), source.Excerpt(e.Key)).DidYouMean(near)
	}
	return finding.New(finding.UnknownField, e.Pos(), source.Excerpt(e.Key)).Hinted(
		"các mục: %s", "the fields: %s", strings.Join(known, ", "))
}

// entries gives the entries of a map; ok is false after a finding.
func (r *reader) entries(n source.Node) (entries []source.Entry, ok bool) {
	if n.Kind != source.Map && n.Kind != source.Null {
		r.wrongShape(n, oneMap)
		return nil, false
	}
	return n.Entries, true
}

// isReported reports whether package source has already said why n cannot be read: a comma
// cut it, or � stands for a character that cannot be printed.
func isReported(n *source.Node) bool { return n.Cut || strings.Contains(n.Text, lostSign) }

const lostSign = string(utf8.RuneError)

// text gives a scalar's characters, and "" for nothing; ok is false after a finding, be it
// one that was reported before.
func (r *reader) text(n source.Node) (text string, ok bool) {
	switch {
	case isReported(&n):
		return "", false
	case n.Kind == source.Scalar:
		return n.Text, true
	case n.Kind == source.Null:
		return "", true
	}
	r.wrongShape(n, oneValue)
	return "", false
}

// into makes a field whose text goes to a string.
func (r *reader) into(key string, target *string) field {
	return field{key, func(e source.Entry) { *target, _ = r.text(e.Value) }}
}

// date reads a day, month or year; nothing is the zero Date.
func (r *reader) date(n source.Node) (d period.Date, ok bool) {
	text, ok := r.text(n)
	if !ok || text == "" {
		return period.Date{}, ok
	}
	if d, ok = period.ParseDate(text); !ok {
		r.list.Add(finding.New(finding.WrongDate, n.Pos(), source.Excerpt(text)).Hinted(
			"viết ngày 2022-04-27 hoặc 27/4/2022, tháng 2022-04, năm 2022",
			"write a day 2022-04-27 or 27/4/2022, a month 2022-04, a year 2022"))
	}
	return d, ok
}

// day reads a date that must be a whole day.
func (r *reader) day(n source.Node) (d period.Date, ok bool) {
	d, ok = r.date(n)
	if !ok || d.IsZero() || d.Whole() {
		return d, ok
	}
	r.list.Add(finding.New(finding.WrongDate, n.Pos(), source.Excerpt(n.Text)).Hinted(
		"ở đây phải ghi đủ ngày, tháng, năm: 2022-04-27", "a whole day belongs here: 2022-04-27"))
	return period.Date{}, false
}
