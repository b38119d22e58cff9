package decode

import "baocao/report/figures"

// shelf is where the figures of one submission after the other are put. There are a few dozen
// in most: pieces of memory for many take less time, and less room, than one for each.
type shelf struct {
	all []figures.Figure // of the submission that is being read, with room for more behind them
}

// shelfLength is for how many figures there is room in a piece.
const shelfLength = 2000

// next adds a figure, which is zero.
func (s *shelf) next() *figures.Figure {
	if len(s.all) == cap(s.all) {
		s.all = append(make([]figures.Figure, 0, max(shelfLength, 2*len(s.all))), s.all...)
	}
	s.all = append(s.all, figures.Figure{})
	return &s.all[len(s.all)-1]
}

// back takes the last figure back.
func (s *shelf) back() { s.all = s.all[:len(s.all)-1] }

// clear takes all figures back.
func (s *shelf) clear() { s.all = s.all[:0] }

// take gives the figures away; those of the next submission come behind them.
func (s *shelf) take() []figures.Figure {
	n := len(s.all)
	taken := s.all[:n:n]
	s.all = s.all[n:]
	return taken
}

// room gives place for n figures of one submission, where no other's are being read.
func (s *shelf) room(n int) []figures.Figure {
	if cap(s.all) < n {
		s.all = make([]figures.Figure, 0, max(shelfLength, n))
	}
	room := s.all[:0:n]
	s.all = s.all[n:n]
	return room
}
