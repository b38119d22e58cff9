package decode

import "baocao/report/figures"

// tray is where the figures of one submission after the other are put. There are a few dozen
// in most: pieces of memory for many take less time, and less room, than one for each.
type tray struct {
	all []figures.Figure // of the submission that is being read, with room for more behind them
}

// trayLength is for how many figures there is room in a piece.
const trayLength = 2000

// next adds a figure, which is zero.
func (t *tray) next() *figures.Figure {
	if len(t.all) == cap(t.all) {
		t.all = append(make([]figures.Figure, 0, max(trayLength, 2*len(t.all))), t.all...)
	}
	t.all = append(t.all, figures.Figure{})
	return &t.all[len(t.all)-1]
}

// back takes the last figure back.
func (t *tray) back() { t.all = t.all[:len(t.all)-1] }

// clear takes all figures back.
func (t *tray) clear() { t.all = t.all[:0] }

// take gives the figures away; those of the next submission come behind them.
func (t *tray) take() []figures.Figure {
	n := len(t.all)
	taken := t.all[:n:n]
	t.all = t.all[n:]
	return taken
}

// room gives place for n figures of a submission, instead of those that are on the tray.
func (t *tray) room(n int) []figures.Figure {
	if cap(t.all) < n {
		t.all = make([]figures.Figure, 0, max(trayLength, n))
	}
	room := t.all[:0:n]
	t.all = t.all[n:n]
	return room
}
