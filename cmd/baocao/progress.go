package main

import (
	"os"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"
)

// manyFiles is from how many files on it is worth while to show how far they are read.
const manyFiles = 200

// progress shows on a terminal how many files have been read, where there are many. It
// leaves nothing on the screen.
type progress struct {
	ui     ui
	silent bool

	sync.Mutex // the work may still go on when the run has ended
	bar        *progressbar.ProgressBar
	ended      bool
}

func newProgress(u ui) *progress {
	if s, ok := u.stderr.(screen); ok {
		u.stderr = s.Writer // a bar moves the cursor
	}
	file, ok := u.stderr.(*os.File)
	if !ok {
		return &progress{silent: true}
	}
	info, err := file.Stat()
	return &progress{ui: u, silent: err != nil || info.Mode()&os.ModeCharDevice == 0}
}

func (p *progress) show(done, total int) {
	if p.silent || total < manyFiles {
		return
	}
	p.Lock()
	defer p.Unlock()
	if p.ended {
		return
	}
	if p.bar == nil {
		p.bar = progressbar.NewOptions(total, progressbar.OptionSetWriter(p.ui.stderr),
			progressbar.OptionSetDescription(readingFiles.In(p.ui.lang)), progressbar.OptionShowCount(),
			progressbar.OptionSetWidth(30), progressbar.OptionSetPredictTime(false),
			progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionClearOnFinish())
	}
	_ = p.bar.Set(done) // a bar that cannot be drawn is no fault of the run
}

// end takes the bar from the screen.
func (p *progress) end() {
	p.Lock()
	defer p.Unlock()
	p.ended = true
	if p.bar != nil {
		_ = p.bar.Clear()
	}
}
