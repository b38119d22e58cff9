package xlsx

import (
	"strings"
	"testing"

	"baocao/report/seal"
)

func TestWords_SayWhatBecomesOfAText(t *testing.T) {
	var known words
	text := "Số đơn đã giải quyết < số đơn phải giải quyết_x0041_"
	for range 2 {
		s := known.look(text)
		if s == nil || string(s.escaped) != string(appendText(nil, text)) || s.digest != seal.Digest(text) {
			t.Fatalf("%q becomes %+v", text, s)
		}
		for _, width := range []float64{12, 40, 12} {
			for _, bold := range []bool{false, true} {
				if got, want := s.heightIn(text, width, bold), textHeight(text, width, bold); got != want {
					t.Errorf("the height in %v, bold %v, is %v, want %v", width, bold, got, want)
				}
			}
		}
	}
	for _, other := range []string{"ngắn", text + " ", "\u00A0" + text, strings.Repeat(text, 50)} {
		if known.look(other) != nil {
			t.Errorf("%q is remembered", other)
		}
	}
	for n := range 2 * mostWords {
		known.look(text + strings.Repeat("a", n%500) + strings.Repeat("b", n/500))
	}
	if len(known) > mostWords {
		t.Errorf("%d texts are remembered", len(known))
	}
}
