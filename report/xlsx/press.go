package xlsx

import (
	"bytes"
	"hash/crc32"

	"github.com/klauspost/compress/flate"
)

// pieceSize is how much of a sheet is compressed at once, at least. A reader sees one
// stream: each piece ends on a whole byte, so that the next may be put behind it.
const pieceSize = 256 << 10

// paperSize leaves room for the row that completes a piece.
const paperSize = pieceSize + pieceSize/8

// pressed is how many pieces may be on their way. With more of them nothing is faster, as
// the rows are made one after the other; each takes some memory.
const pressed = 3

// press compresses pieces of sheets on other cores, while the rows that follow are made.
// What comes out does not depend on how many cores there are.
type press struct {
	papers chan []byte // to write on
}

func newPress() *press {
	p := &press{papers: make(chan []byte, pressed)}
	for range pressed {
		p.papers <- nil
	}
	return p
}

// paper gives an empty piece to write on, and waits for one if all are in use. It has room for
// a whole piece: who asks for a second one has much to write.
func (p *press) paper() []byte {
	paper := <-p.papers
	if paper == nil {
		paper = make([]byte, 0, paperSize)
	}
	return paper[:0]
}

// compress takes a written paper.
func (p *press) compress(text []byte) *piece {
	out := &piece{size: int64(len(text)), done: make(chan struct{})}
	go func() {
		defer close(out.done)
		out.digest = crc32.ChecksumIEEE(text)
		out.data = swiftly.compress(false, text)
		p.papers <- text
	}()
	return out
}

// piece is a part of a deflate stream.
type piece struct {
	data   []byte // once done
	size   int64  // of the text
	digest uint32
	done   chan struct{}
}

// compressor makes pieces, one after the other.
type compressor struct {
	zip *flate.Writer
	out bytes.Buffer
}

// compressors are those of one level that are not in use. The tables of one are large, and
// touching their memory for the first time takes longer than compressing a small workbook; a
// [sync.Pool] would keep one for each core.
type compressors struct {
	level int
	idle  chan *compressor
}

var (
	// carefully is for small workbooks, such as forms, of which thousands are read: it is four
	// times as fast as the standard library's default, and gives files of the same size.
	carefully = compressors{3, make(chan *compressor, 1)}
	// swiftly is for the pieces of large sheets: a tenth less of all that a country's report
	// takes, for a workbook that is 3 % larger.
	swiftly = compressors{1, make(chan *compressor, pressed)}
)

func (s *compressors) take() *compressor {
	select {
	case c := <-s.idle:
		return c
	default:
		c := new(compressor)
		c.zip, _ = flate.NewWriter(&c.out, s.level) // the level is one that there is
		return c
	}
}

func (s *compressors) giveBack(c *compressor) {
	select {
	case s.idle <- c:
	default: // there are enough
	}
}

// compress makes the data of one piece of some texts; last says that no other follows.
func (s *compressors) compress(last bool, texts ...[]byte) []byte {
	c := s.take()
	defer s.giveBack(c)
	c.out.Reset()
	c.zip.Reset(&c.out)
	// A buffer takes whatever is written.
	for _, text := range texts {
		_, _ = c.zip.Write(text)
	}
	if last {
		_ = c.zip.Close()
	} else {
		_ = c.zip.Flush()
	}
	return bytes.Clone(c.out.Bytes())
}
