package source

import (
	"regexp"
	"strings"
	"sync"

	"github.com/goccy/go-yaml/token"

	"baocao/report/finding"
)

// The library says that something is wrong and roughly where. What is wrong is read from
// the line as it was typed, so that the sentence speaks of what the user sees.

func (y *yamlReader) syntax(pos finding.Pos, vi, en string, args ...any) finding.Finding {
	return syntaxFinding(pos, finding.Say(vi, en, args...))
}

func syntaxFinding(pos finding.Pos, what finding.Text) finding.Finding {
	return finding.New(finding.Syntax, pos, what)
}

func (y *yamlReader) tab(line, col int) finding.Finding {
	return y.syntax(y.pos(line, col), "dòng thụt lề bằng phím Tab", "the line is indented with a tab").
		Hinted("thụt lề bằng dấu cách, mỗi cấp hai dấu", "indent with blanks, two for each level")
}

func (y *yamlReader) unknownEscape(pos finding.Pos) finding.Finding {
	return y.syntax(pos, "dấu “\\” trong ngoặc kép không đi với ký tự này", "the “\\” inside quotes does not go with this character").
		Hinted("viết “\\\\” cho một dấu gạch chéo ngược, hoặc dùng ngoặc đơn '…'", "write “\\\\” for one backslash, or use single quotes '…'")
}

// explainInvalid explains a token that the library could not make.
func (y *yamlReader) explainInvalid(t *token.Token) finding.Finding {
	pos := y.at(t)
	line := []rune(y.line(pos.Line))
	if indent := leadingBlanks(line); strings.ContainsRune(indent, '\t') && pos.Col <= len(indent)+1 {
		return y.tab(pos.Line, strings.IndexByte(indent, '\t')+1)
	}
	if pos.Col > len(line) {
		return y.unclear(pos)
	}
	switch c := line[pos.Col-1]; c {
	case '"', '\'':
		if c == '"' {
			if at, bad := y.badEscape(t); bad {
				return y.unknownEscape(at)
			}
		}
		return y.syntax(pos, "dấu ngoặc kép mở ở đây không có dấu đóng", "the quote opened here is never closed")
	case '@', '`':
		return y.needsQuotes(pos, c)
	case '|', '>':
		return y.syntax(pos, "sau “%s” không được có gì trên cùng dòng", "nothing may follow “%s” on its line", string(c)).
			Hinted("chữ bắt đầu bằng “%s” đặt trong ngoặc kép", "put text that begins with “%s” in quotes", string(c))
	}
	if at, found := y.escapeBefore(pos); found {
		return y.unknownEscape(at)
	}
	return y.unclear(pos)
}

func leadingBlanks(line []rune) string {
	n := 0
	for n < len(line) && (line[n] == ' ' || line[n] == '\t') {
		n++
	}
	return string(line[:n])
}

// escapeBefore finds a backslash just before the place where the library stopped.
func (y *yamlReader) escapeBefore(pos finding.Pos) (finding.Pos, bool) {
	line := []rune(y.line(pos.Line))
	for _, i := range []int{pos.Col - 1, pos.Col - 2} {
		if i >= 0 && i < len(line) && line[i] == '\\' {
			return y.pos(pos.Line, i+1), true
		}
	}
	return finding.Pos{}, false
}

func (y *yamlReader) needsQuotes(pos finding.Pos, c rune) finding.Finding {
	return y.syntax(pos, "giá trị không được bắt đầu bằng %s", "a value cannot begin with %s", kindOf(c)).
		Hinted("đặt cả giá trị trong ngoặc kép", "put the whole value in quotes")
}

var (
	quotedText   = pattern(`"(?:[^"\\]|\\.)*"|'[^']*'`)
	comment      = pattern(`(^|\s)#.*`)
	afterQuote   = pattern(`:\s+Q\s*[^\s,}\]:]`)
	tightColon   = pattern(`^\s*(?:-\s+)?[^\s:]+:[^\s/:]`)
	secondColon  = pattern(`:\s.*:(\s|$)`)
	valueAndMore = pattern(`:\s+[^\s|>{\[]`)
)

// pattern is compiled when it is needed: most runs meet no fault.
func pattern(expression string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expression) })
}

// explain explains why the tokens make no tree; t is where the library gave up.
func (y *yamlReader) explain(t *token.Token) finding.Finding {
	pos := y.at(t)
	if t == nil || t.Position == nil {
		return y.unclear(pos)
	}
	// A plain value that runs over lines and turns out to be a key: the deeper line is at fault.
	if colon := t.Next; colon != nil && colon.Type == token.MappingValueType && y.indent(colon.Position.Line) > y.indent(pos.Line) {
		return y.unaligned(y.pos(colon.Position.Line, y.indent(colon.Position.Line)+1))
	}
	// Quoted text and comments are put aside, for their colons mean nothing.
	line := comment().ReplaceAllString(quotedText().ReplaceAllString(y.line(pos.Line), "Q"), "")
	switch {
	case t.Type == token.DirectiveType:
		return y.needsQuotes(pos, '%')
	case strings.ContainsAny(line, "{}[]"):
		return y.syntax(pos, "giữa { } hoặc [ ] thiếu dấu phẩy, hoặc dấu đóng ở sai chỗ", "between { } or [ ] a comma is missing or a bracket closes at the wrong place")
	case afterQuote().MatchString(line):
		return y.syntax(pos, "sau dấu ngoặc kép đóng còn chữ", "text follows the closing quote").
			Hinted("đặt cả giá trị trong một cặp ngoặc kép", "put the whole value inside one pair of quotes")
	case secondColon().MatchString(line):
		return y.syntax(pos, "một dòng có hai dấu hai chấm", "two colons on one line").
			Hinted("giá trị có dấu hai chấm thì đặt trong ngoặc kép", "put a value that contains a colon in quotes")
	case tightColon().MatchString(line):
		return y.syntax(pos, "thiếu dấu cách sau dấu hai chấm", "a blank is missing after the colon").
			Hinted("viết “tên: giá trị”", "write “name: value”")
	case !strings.Contains(line, ":") && !strings.HasPrefix(strings.TrimSpace(line), "- "):
		return y.syntax(pos, "dòng này không có dấu hai chấm sau tên mục", "there is no colon after the name on this line").
			Hinted("viết “tên: giá trị”; đoạn văn nhiều dòng bắt đầu bằng “|” và thụt lề", "write “name: value”; begin text of several lines with “|” and indent it")
	}
	return y.unaligned(pos)
}

// indent is how many blanks a line begins with.
func (y *yamlReader) indent(n int) int { return len(leadingBlanks([]rune(y.line(n)))) }

func (y *yamlReader) unaligned(pos finding.Pos) finding.Finding {
	f := y.syntax(pos, "dòng này thụt lề không khớp với các dòng trên", "the indentation of this line fits none above")
	if pos.Line > 1 && valueAndMore().MatchString(y.line(pos.Line-1)) {
		return f.Hinted("dòng trên đã có giá trị; các mục cùng cấp phải thẳng hàng", "the line above already has its value; entries of one level stand in one column")
	}
	return f.Hinted("các mục cùng cấp phải thẳng hàng", "entries of one level stand in one column")
}

func (y *yamlReader) unclear(pos finding.Pos) finding.Finding {
	return y.syntax(pos, "không đúng cách viết YAML", "this is no YAML").
		Hinted("xem lại dấu hai chấm, ngoặc và thụt lề của dòng này và dòng trên", "look at colons, brackets and indentation of this line and the one above")
}
