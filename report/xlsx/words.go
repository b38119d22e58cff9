package xlsx

import (
	"slices"
	"strings"

	"baocao/report/document"
	"baocao/report/seal"
)

// words remembers long texts: the rows of thousands of units say the same.
type words map[string]*said

// said is what becomes of a text in any cell.
type said struct {
	digest  uint32 // for the seal
	escaped []byte // as [appendText] writes it

	// What it took up last time; most texts stand in one column.
	width  float64
	bold   bool
	height float64
}

const (
	longText    = 24   // in bytes; a shorter one is worked out as fast as it is looked up
	longestText = 1000 // one that is longer stands nowhere else
	mostWords   = 1000 // then all are forgotten
)

// look gives what is known of a text; nil for one that is not remembered. It may not have
// spaces around it, which a formula's cell does not show.
func (w *words) look(text string) *said {
	if len(text) < longText || len(text) > longestText {
		return nil
	}
	return w.remember(text)
}

// remember gives what is known of a long text, and finds it out where nothing is.
func (w *words) remember(text string) *said {
	s, known := (*w)[text]
	if known {
		return s
	}
	if strings.TrimSpace(text) != text {
		return nil
	}
	if *w == nil || len(*w) >= mostWords {
		*w = words{}
	}
	s = &said{digest: seal.Digest(text), escaped: appendText(nil, text)}
	(*w)[text] = s
	return s
}

// heightIn is [textHeight]; s may be nil.
func (s *said) heightIn(text string, width float64, bold bool) float64 {
	if s == nil {
		return textHeight(text, width, bold)
	}
	if s.height == 0 || s.width != width || s.bold != bold {
		s.width, s.bold, s.height = width, bold, textHeight(text, width, bold)
	}
	return s.height
}

// lookUp looks the texts of a row up.
func (w *sheetWriter) lookUp(cells []document.Cell) {
	w.said = slices.Grow(w.said[:0], len(cells))[:len(cells)]
	for i := range cells {
		w.said[i] = w.words.look(cells[i].Text)
	}
}
