package report_test

import (
	"bytes"
	"math/rand/v2"
	"runtime"
	"testing"

	"baocao/report"
)

// One set of inputs gives one set of bytes: over many runs, on one processor and on two, and
// in whatever order the files come.
func TestGenerate_SameBytesWhateverTheOrderAndTheProcessors(t *testing.T) {
	const runs = 20
	for _, s := range []sample{allSamples[0], {"huyen-phu-xuyen", "2022-Q1", []string{"huyen-phu-xuyen"}}} {
		first := identityRun(t, s, nil).Files
		r := rand.New(rand.NewPCG(20, 22))
		for n := range runs {
			before := runtime.GOMAXPROCS(1 + n%2)
			again := identityRun(t, s, r).Files
			runtime.GOMAXPROCS(before)
			for i, f := range again {
				if !bytes.Equal(bytesOf(t, f), bytesOf(t, first[i])) {
					t.Errorf("%s differs in run %d", f.Name, n)
				}
			}
		}
	}
}

// identityRun makes a report with its files in the order of r.
func identityRun(t *testing.T, s sample, r *rand.Rand) report.Result {
	t.Helper()
	in := openFor(t, s.period, append([]string(nil), s.args...)...)
	if r != nil {
		r.Shuffle(len(in.Files), func(i, j int) { in.Files[i], in.Files[j] = in.Files[j], in.Files[i] })
		r.Shuffle(len(in.Registers), func(i, j int) { in.Registers[i], in.Registers[j] = in.Registers[j], in.Registers[i] })
	}
	o := options()
	o.Period = s.period
	return made(t, in, o)
}
