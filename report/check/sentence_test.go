package check

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestWordsFrom(t *testing.T) {
	got := wordsFrom("1.234,5 mô hình; x2½, 3. ² a\u0301n 4,", 10)
	want := []word{
		{"1.234,5", 10, true}, {"mô", 18, false}, {"hình", 22, false}, {"x2½", 29, false},
		{"3", 35, true}, {"a\u0301n", 41, false}, {"4", 46, true},
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(word{})); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}
