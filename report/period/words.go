package period

import (
	"fmt"
	"strings"

	"baocao/report/finding"
)

var kindWords = map[Kind]finding.Text{
	Quarter:    finding.Say("quý", "quarter"),
	Half:       finding.Say("6 tháng", "half-year"),
	NineMonths: finding.Say("9 tháng", "nine months"),
	Year:       finding.Say("năm", "year"),
	Other:      finding.Say("kỳ khác", "another period"),
}

// Text is what people call the kind of period.
func (k Kind) Text() finding.Text { return kindWords[k] }

// Label names p as running text and tables do: quý I/2022, 6 tháng đầu năm 2019, năm 2022.
func (p Period) Label() string {
	s, ok := p.span()
	if !ok {
		return p.label
	}
	return s.label(p.year())
}

// Long names p as titles do: quý I năm 2022.
func (p Period) Long() string {
	s, ok := p.span()
	if !ok {
		return p.label
	}
	return s.long(p.year())
}

func (s span) label(year int) string {
	if s.kind == Quarter {
		return fmt.Sprintf("%s/%d", s.name, year)
	}
	return s.long(year)
}

func (s span) long(year int) string { return s.inYear() + fmt.Sprintf(" %d", year) }

// inYear is the name that a year can follow: quý I năm, 6 tháng đầu năm, năm.
func (s span) inYear() string {
	if strings.HasSuffix(s.name, "năm") {
		return s.name
	}
	return s.name + " năm"
}

// NextLabel names what follows p, for prose: quý II/2022. After nine months it is the
// rest of the year; after an explicit period just the coming one.
func (p Period) NextLabel() string {
	s, ok := p.span()
	if !ok {
		return "kỳ tiếp theo"
	}
	if s.next != "" {
		return fmt.Sprintf("%s %d", s.next, p.year())
	}
	next, year, _ := s.move(p.year(), 1)
	return next.label(year)
}

// Pair names p and the plan for what follows, as the title of a report does: quý I,
// phương hướng, nhiệm vụ quý II năm 2022. The year stands once where both share it. An
// explicit period has its label alone.
func (p Period) Pair() string {
	const plan = ", phương hướng, nhiệm vụ "
	s, ok := p.span()
	if !ok {
		return p.label
	}
	if s.next != "" {
		return fmt.Sprintf("%s%s%s %d", s.name, plan, s.next, p.year())
	}
	next, year, _ := s.move(p.year(), 1)
	if year == p.year() {
		return s.name + plan + next.long(year)
	}
	return s.long(p.year()) + plan + next.long(year)
}
