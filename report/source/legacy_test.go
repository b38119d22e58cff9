package source

import (
	"math/rand"
	"testing"
)

// The table of Vietnamese letters must not judge otherwise than the forms of Unicode do.
func TestIsSyllable_TheTableJudgesAsUnicodeDoes(t *testing.T) {
	letters := []rune("aăâeêioôơuưyáạảãàắằếễỡđĐÐðbcnghtrNGÂỐñç\u0301\u0302öüŷ")
	random, syllables := rand.New(rand.NewSource(1)), 0
	for range 50_000 {
		word := make([]rune, 1+random.Intn(6))
		for i := range word {
			word[i] = letters[random.Intn(len(letters))]
		}
		is := isSyllable(string(word))
		if is != isOddSyllable(string(word)) {
			t.Fatalf("isSyllable(%q) = %t", string(word), is)
		}
		if is {
			syllables++
		}
	}
	if syllables < 1000 {
		t.Errorf("only %d words were syllables", syllables)
	}
}
