package source

import (
	"strings"

	"github.com/goccy/go-yaml/token"

	"baocao/report/finding"
	"baocao/report/limit"
)

// tokenScan reads the tokens before the parser does: it refuses what would take the
// parser's memory or time, what our files have no use for, and the faults that it can
// explain better.
type tokenScan struct {
	*yamlReader
	open    []*token.Token // brackets not yet closed
	blocks  []block        // lists and maps by indentation
	values  int            // keys and scalars so far
	headers int
	ended   bool // a document end was seen
	escapes bool // the file has a backslash, so that quoted text needs a look

	directive bool // a directive was refused; its words are no values
}

// block is a list or map that its column holds together.
type block struct{ col, keys int }

// accept reports whether the tokens may go to the parser; the findings say why not.
func (s *tokenScan) accept(tokens token.Tokens) bool {
	before := len(s.list)
	for _, line := range s.lines {
		if strings.Contains(line, `\`) {
			s.escapes = true
			break
		}
	}
	tabLine := 0 // the last line that was looked at for tabs
	for i, t := range tokens {
		if t.Type == token.InvalidType {
			s.list.Add(s.explainInvalid(t))
			return false
		}
		if fatal := s.look(t); fatal {
			return false
		}
		isBlockText := i > 0 && (tokens[i-1].Type == token.LiteralType || tokens[i-1].Type == token.FoldedType)
		if line := t.Position.Line; line != tabLine && !isBlockText && len(s.open) == 0 {
			tabLine = line
			s.lookForTab(line)
		}
	}
	for _, t := range s.open {
		s.list.Add(s.syntax(s.at(t), "dấu “%s” mở ở đây không có dấu đóng", "the “%s” opened here is never closed", t.Value))
	}
	return len(s.list) == before
}

// look judges one token and keeps count; fatal stops the reading of the file.
func (s *tokenScan) look(t *token.Token) (fatal bool) {
	switch t.Type {
	case token.SequenceEntryType:
		if isLoneDash(t) { // from here on it is text
			t.Type, t.CharacterType, t.Value = token.StringType, token.CharacterTypeMiscellaneous, "-"
			break
		}
		s.enter(t.Position.Column)
	case token.MappingValueType:
		fatal = s.lookAtKey(t)
	case token.MappingStartType, token.SequenceStartType:
		s.open = append(s.open, t)
	case token.MappingEndType, token.SequenceEndType:
		fatal = s.close(t)
	case token.DoubleQuoteType:
		s.lookForEscapes(t)
		s.countValue(t)
	case token.CollectEntryType, token.CommentType, token.LiteralType, token.FoldedType:
	default:
		s.refuse(t)
	}
	switch {
	case fatal:
		return true
	case len(s.open)+len(s.blocks) > s.limits.Most(limit.Depth):
		s.list.Add(s.limits.Passed(limit.Depth, s.at(t)))
		return true
	case len(s.list) >= s.limits.Most(limit.Faults):
		s.list.Add(s.limits.Passed(limit.Faults, s.at(t)))
		return true
	case s.values > s.limits.Most(limit.Entries):
		s.list.Add(s.limits.Passed(limit.Entries, s.at(t)))
		return true
	}
	return false
}

// isLoneDash reports whether a list's dash is really a value: people type "-" for "none".
func isLoneDash(t *token.Token) bool {
	if t.Prev == nil || t.Prev.Type != token.MappingValueType || t.Prev.Position.Line != t.Position.Line {
		return false
	}
	if t.Next == nil || t.Next.Position.Line > t.Position.Line {
		return true
	}
	switch t.Next.Type {
	case token.CollectEntryType, token.MappingEndType, token.SequenceEndType, token.CommentType:
		return true
	}
	return false
}

// enter notes that a list entry or key stands at a column and gives its block.
func (s *tokenScan) enter(col int) *block {
	if len(s.open) > 0 {
		return nil
	}
	for len(s.blocks) > 0 && s.blocks[len(s.blocks)-1].col > col {
		s.blocks = s.blocks[:len(s.blocks)-1]
	}
	if len(s.blocks) == 0 || s.blocks[len(s.blocks)-1].col < col {
		s.blocks = append(s.blocks, block{col: col})
	}
	return &s.blocks[len(s.blocks)-1]
}

func (s *tokenScan) lookAtKey(colon *token.Token) (fatal bool) {
	if colon.Prev == nil {
		return false
	}
	b := s.enter(colon.Prev.Position.Column)
	if b == nil {
		return false
	}
	b.keys++
	if b.keys <= s.limits.Most(limit.BlockKeys) {
		return false
	}
	s.list.Add(s.limits.Passed(limit.BlockKeys, s.at(colon.Prev)))
	return true
}

func (s *tokenScan) close(t *token.Token) (fatal bool) {
	if len(s.open) == 0 {
		s.list.Add(s.syntax(s.at(t), "dấu “%s” không có dấu mở", "the “%s” closes nothing", t.Value))
		return true
	}
	last := s.open[len(s.open)-1]
	if (last.Type == token.MappingStartType) != (t.Type == token.MappingEndType) {
		s.list.Add(s.syntax(s.at(t), "dấu “%s” không khớp với “%s” đã mở", "the “%s” does not match the open “%s”", t.Value, last.Value).
			Relate(s.at(last), finding.Say("mở ở đây", "opened here")))
		return true
	}
	s.open = s.open[:len(s.open)-1]
	return false
}

// refuse reports the constructs of YAML that a file of ours never needs.
func (s *tokenScan) refuse(t *token.Token) {
	var what finding.Text
	switch t.Type {
	case token.AnchorType:
		what = finding.Say("neo “&”", "an anchor “&”")
	case token.AliasType:
		what = finding.Say("tham chiếu “*”", "an alias “*”")
	case token.TagType:
		what = finding.Say("thẻ kiểu “!”", "a tag “!”")
	case token.MergeKeyType:
		what = finding.Say("khoá gộp “<<”", "a merge key “<<”")
	case token.MappingKeyType:
		what = finding.Say("khoá viết bằng “?”", "a key written with “?”")
	case token.DirectiveType:
		what = finding.Say("chỉ thị “%%”", "a directive “%%”")
		s.directive = true
	case token.DocumentHeaderType:
		s.headers++
		if s.headers > 1 || s.values > 0 && !s.directive {
			s.list.Add(s.notAllowed(t, finding.Say("tài liệu thứ hai trong một tệp", "a second document in one file")).
				Hinted("mỗi tệp một bản nộp: chuyển phần sau dấu “---” sang tệp khác", "one submission a file: put what follows “---” into another file"))
		}
		return
	case token.DocumentEndType:
		s.ended = true
		return
	default:
		s.countValue(t)
		return
	}
	s.list.Add(s.notAllowed(t, what).Hinted(
		"nếu là chữ thì đặt cả giá trị trong ngoặc kép", "if it is text, put the whole value in quotes"))
}

func (s *tokenScan) countValue(t *token.Token) {
	s.values++
	if s.ended {
		s.ended = false // said once
		s.list.Add(s.notAllowed(t, finding.Say("nội dung sau dấu kết thúc “...”", "content after the end mark “...”")))
	}
}

func (y *yamlReader) notAllowed(t *token.Token, what finding.Text) finding.Finding {
	return finding.New(finding.NotAllowed, y.at(t), what)
}

// lookForTab refuses a tab among the blanks that indent a line.
func (s *tokenScan) lookForTab(n int) {
	line := s.line(n)
	indent := line[:len(line)-len(strings.TrimLeft(line, " \t"))]
	if i := strings.IndexByte(indent, '\t'); i >= 0 {
		s.list.Add(s.tab(n, i+1))
	}
}

// lookForEscapes refuses a backslash in quoted text that means nothing: the library would
// read nonsense digits as a character.
func (s *tokenScan) lookForEscapes(t *token.Token) {
	if !s.escapes {
		return
	}
	at, bad := s.badEscape(t)
	if bad {
		s.list.Add(s.unknownEscape(at))
	}
}

// badEscape finds the first backslash of a double-quoted text that begins no escape.
func (y *yamlReader) badEscape(t *token.Token) (at finding.Pos, bad bool) {
	const simple = "0abtnvfre \"/\\N_LP\n\t"
	first := []rune(y.line(t.Position.Line))
	runes := first[min(t.Position.Column, len(first)):]
	n, col := t.Position.Line, t.Position.Column+1
	for i := 0; ; i++ {
		for i >= len(runes) { // the text goes on in the next line
			if n++; n > len(y.lines) {
				return finding.Pos{}, false
			}
			runes, i, col = []rune(y.line(n)), 0, 1
		}
		if runes[i] == '"' {
			return finding.Pos{}, false
		}
		if runes[i] != '\\' {
			continue
		}
		if i+1 == len(runes) {
			continue // the line's end is escaped
		}
		digits := map[rune]int{'x': 2, 'u': 4, 'U': 8}[runes[i+1]]
		if digits == 0 && !strings.ContainsRune(simple, runes[i+1]) || !hexDigits(runes[i+2:], digits) {
			return y.pos(n, col+i), true
		}
		i++
	}
}

// hexDigits reports whether runes begins with n hexadecimal digits.
func hexDigits(runes []rune, n int) bool {
	if len(runes) < n {
		return false
	}
	for _, r := range runes[:n] {
		if !strings.ContainsRune("0123456789abcdefABCDEF", r) {
			return false
		}
	}
	return true
}
