package finding

// In prints f: one line for people, editors and grep, then indented lines for related
// places and the hint, or for why it was accepted. It ends without a line feed.
func (f Finding) In(l Lang) string { return string((&Printer{Lang: l}).Append(nil, &f)) }

// In gives the reason and the office in the language l.
func (a Acceptance) In(l Lang) string {
	return Say("lý do: %s (%s)", "reason: %s (%s)", a.Reason, a.By).In(l)
}

// Printer prints findings in one language. What many of them say is put into words once.
type Printer struct {
	Lang Lang

	words map[*said]string
}

// mostWords bounds how much a Printer keeps: findings that each say something else are put
// into words once anyhow.
const mostWords = 1000

// Append appends to b what [Finding.In] gives.
func (p *Printer) Append(b []byte, f *Finding) []byte {
	begin := len(b)
	if b = f.Pos.append(b); len(b) > begin {
		b = append(b, ": "...)
	}
	if f.Accepted != nil {
		b = append(Say("đã chấp nhận", "accepted").AppendIn(b, p.Lang), ": "...)
		b = append(f.said.appendMessage(b, p.Lang), "\n    "...)
		return append(b, f.Accepted.In(p.Lang)...)
	}
	b = append(append(b, f.Severity.In(p.Lang)...), ": "...)
	if words, known := p.words[f.said]; known {
		return append(b, words...)
	}
	begin = len(b)
	b = f.said.appendIn(b, p.Lang)
	if len(p.words) < mostWords {
		if p.words == nil {
			p.words = map[*said]string{}
		}
		p.words[f.said] = string(b[begin:])
	}
	return b
}

// appendMessage appends the message with its code.
func (s *said) appendMessage(b []byte, l Lang) []byte {
	b = append(append(s.Message.AppendIn(b, l), " ["...), s.Code...)
	return append(b, ']')
}

// appendIn appends the message, the related places and the hint.
func (s *said) appendIn(b []byte, l Lang) []byte {
	b = s.appendMessage(b, l)
	for _, r := range s.related {
		b = append(r.Pos.append(append(b, "\n    "...)), ": "...)
		b = r.Text.AppendIn(b, l)
	}
	if !s.hint.IsZero() {
		b = append(Say("gợi ý", "hint").AppendIn(append(b, "\n    "...), l), ": "...)
		b = s.hint.AppendIn(b, l)
	}
	return b
}
