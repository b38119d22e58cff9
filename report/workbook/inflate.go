package workbook

import (
	"encoding/binary"
	"math/bits"
	"sync"
)

// inflater unpacks DEFLATE, RFC 1951. A part is whole in memory and the directory says how
// large it becomes, so that it is unpacked from one slice into another: without a window
// of its own, and without asking a reader for each byte, it takes a third of the time of
// a general one.
type inflater struct {
	packed []byte
	at     int    // of the next byte of packed
	bits   uint64 // those read, the next one lowest
	count  int    // of bits that may be used; below zero once the data ended too early

	buffer []byte // size bytes and spare
	size   int
	out    int // bytes unpacked

	literals, distances, lengths code
}

// spare bytes behind the last one let words be copied whole.
const spare = 8

// inflaters are used again: their buffers and tables are larger than most parts.
var inflaters = sync.Pool{New: func() any { return new(inflater) }}

// inflate unpacks exactly size bytes, which are overwritten by the next call.
func (i *inflater) inflate(packed []byte, size int) (data []byte, ok bool) {
	if size+spare > len(i.buffer) {
		i.buffer = make([]byte, size+spare)
	}
	i.packed, i.at, i.bits, i.count = packed, 0, 0, 0
	i.size, i.out = size, 0
	defer func() { i.packed = nil }()
	for last := false; !last; {
		i.refill()
		last = i.take(1) == 1
		if !i.block(i.take(2)) || i.count < 0 {
			return nil, false
		}
	}
	return i.buffer[:size], i.out == size
}

func (i *inflater) block(kind int) bool {
	switch kind {
	case 0:
		return i.stored()
	case 1:
		return i.literals.build(fixedLiterals[:], literalEntries[:]) && i.distances.build(fixedDistances[:], distanceEntries[:]) && i.symbols()
	case 2:
		return i.codes() && i.symbols()
	}
	return false
}

// refill brings at least 56 bits, near the end those that are left.
func (i *inflater) refill() {
	if len(i.packed)-i.at >= 8 {
		i.bits |= binary.LittleEndian.Uint64(i.packed[i.at:]) << (i.count & 63)
		i.at += (63 - i.count) >> 3
		i.count |= 56
		return
	}
	for i.count >= 0 && i.count <= 56 && i.at < len(i.packed) {
		i.bits |= uint64(i.packed[i.at]) << i.count
		i.at++
		i.count += 8
	}
}

// take uses up to 16 bits as a number.
func (i *inflater) take(n int) int {
	v := int(i.bits & (1<<n - 1))
	i.bits >>= n
	i.count -= n
	return v
}

// stored copies a block that was not packed.
func (i *inflater) stored() bool {
	if i.count < 0 {
		return false
	}
	i.at -= i.count >> 3 // bytes read ahead
	i.bits, i.count = 0, 0
	rest := i.packed[i.at:]
	if len(rest) < 4 {
		return false
	}
	n := int(binary.LittleEndian.Uint16(rest))
	if n != int(^binary.LittleEndian.Uint16(rest[2:])) || n > len(rest)-4 || n > i.size-i.out {
		return false
	}
	copy(i.buffer[i.out:], rest[4:4+n])
	i.at += 4 + n
	i.out += n
	return true
}

// codes reads the two codes that come before a block.
func (i *inflater) codes() bool {
	i.refill()
	literals, distances, n := i.take(5)+257, i.take(5)+1, i.take(4)+4
	var lengths [19]uint8
	for _, at := range lengthOrder[:n] {
		i.refill()
		lengths[at] = uint8(i.take(3))
	}
	if !i.lengths.build(lengths[:], literalEntries[:]) {
		return false
	}
	if literals > 286 || distances > 30 {
		return false
	}
	var all [286 + 30]uint8
	for at := 0; at < literals+distances; {
		i.refill()
		e := i.lengths.first[i.bits&firstMask]
		i.take(int(e & lengthMask))
		symbol, repeated := int(e>>valueAt), 1
		value := uint8(symbol)
		switch {
		case e == 0 || i.count < 0:
			return false
		case symbol == 16:
			if at == 0 {
				return false
			}
			value, repeated = all[at-1], 3+i.take(2)
		case symbol == 17:
			value, repeated = 0, 3+i.take(3)
		case symbol == 18:
			value, repeated = 0, 11+i.take(7)
		}
		if at+repeated > literals+distances {
			return false
		}
		for range repeated {
			all[at] = value
			at++
		}
	}
	return i.literals.build(all[:literals], literalEntries[:]) && i.distances.build(all[literals:literals+distances], distanceEntries[:])
}

// symbols unpacks a block up to its end: bytes, and repetitions of what stands before. What
// the loop needs of i is held in variables: this is where the time goes.
func (i *inflater) symbols() bool {
	held, count, at, out := i.bits, i.count, i.at, i.out
	packed, to := i.packed, i.buffer[:i.size+spare]
	for {
		switch {
		case count >= 48: // a repetition takes no more
		case len(packed)-at >= 8: // as refill does
			held |= binary.LittleEndian.Uint64(packed[at:]) << (count & 63)
			at += (63 - count) >> 3
			count |= 56
		default:
			i.bits, i.count, i.at = held, count, at
			i.refill()
			held, count, at = i.bits, i.count, i.at
		}
		e := i.literals.first[held&firstMask]
		if e&isLink != 0 {
			e = i.literals.further[e>>valueAt+uint32(held>>firstBits)&furtherMask]
		}
		held >>= e & lengthMask
		count -= int(e & lengthMask)
		if e&isLiteral != 0 {
			if out >= i.size || count < 0 {
				return false
			}
			to[out] = byte(e >> valueAt)
			out++
			continue
		}
		if e&isEnd != 0 {
			i.bits, i.count, i.at, i.out = held, count, at, out
			return true
		}
		extra := e >> extraAt & extraMask
		length := int(e>>valueAt) + int(held&(1<<extra-1))
		held >>= extra
		count -= int(extra)
		d := i.distances.first[held&firstMask]
		if d&isLink != 0 {
			d = i.distances.further[d>>valueAt+uint32(held>>firstBits)&furtherMask]
		}
		held >>= d & lengthMask
		extra = d >> extraAt & extraMask
		distance := int(d>>valueAt) + int(held&(1<<extra-1))
		held >>= extra
		count -= int(d&lengthMask + extra)
		if e>>valueAt == 0 || d>>valueAt == 0 || count < 0 || distance > out || length > i.size-out {
			return false
		}
		repeat(to, out, distance, length)
		out += length
	}
}

// repeat copies bytes that were unpacked before; they may reach into the copy. Up to spare
// bytes more are written, which are written over.
func repeat(to []byte, out, distance, length int) {
	from := out - distance
	switch {
	case length > 32 && distance >= length:
		copy(to[out:out+length], to[from:])
		return
	case distance < 8:
		for end := out + length; out < end; out++ {
			to[out] = to[from]
			from++
		}
		return
	}
	for end := out + length; out < end; out += 8 {
		binary.LittleEndian.PutUint64(to[out:], binary.LittleEndian.Uint64(to[from:]))
		from += 8
	}
}

// code is a Huffman code as tables: the next firstBits bits lead to an entry, or to the
// place in further where the bits after them do.
type code struct {
	first   [1 << firstBits]uint32
	further []uint32
}

const (
	maxLength   = 15 // bits of a symbol
	firstBits   = 10
	firstMask   = 1<<firstBits - 1
	furtherMask = 1<<(maxLength-firstBits) - 1
)

// An entry is zero where no symbol is; else it has the symbol's length in bits, flags, the
// number of extra bits that follow, and a value: the byte, or the least length or distance.
const (
	lengthMask = 0x1F
	isLiteral  = 1 << 5
	isLink     = 1 << 6
	isEnd      = 1 << 7
	extraAt    = 8
	extraMask  = 0xF
	valueAt    = 16
)

// build makes the tables of the symbols' lengths; entries say what a symbol means. A code
// must be complete, but for one of a single symbol, or of none.
func (c *code) build(lengths []uint8, entries []uint32) bool {
	var counts, begins [maxLength + 2]int
	for _, n := range lengths {
		counts[n]++
	}
	counts[0] = 0
	used, longest := 0, 0 // of the words as long as the longest
	for n := 1; n <= maxLength; n++ {
		begins[n+1] = begins[n] + counts[n]
		if counts[n] > 0 {
			used = used<<(n-longest) + counts[n]
			longest = n
		}
	}
	if longest > 0 && used != 1<<longest && !(used == 1 && longest == 1) {
		return false
	}
	var sorted [288]uint16 // symbols by their lengths
	for symbol, n := range lengths {
		if n > 0 {
			sorted[begins[n]] = uint16(symbol)
			begins[n]++
		}
	}
	c.fill(sorted[:begins[longest]], lengths, entries)
	return true
}

// fill enters the symbols, short ones first: the table for one bit more is that for the bits
// so far, twice, since the bits that come first are the lowest.
func (c *code) fill(symbols []uint16, lengths []uint8, entries []uint32) {
	c.first[0] = 0
	c.further = c.further[:0]
	word, length, size := uint(0), uint(0), 1
	for _, symbol := range symbols {
		n := uint(lengths[symbol])
		word <<= n - length
		length = n
		for ; size < 1<<min(n, firstBits); size *= 2 {
			copy(c.first[size:], c.first[:size])
		}
		c.put(word, n, entries[symbol]|uint32(n))
		word++
	}
	for ; size < 1<<firstBits; size *= 2 {
		copy(c.first[size:], c.first[:size])
	}
}

// put enters a symbol at the place of its bits, the first one lowest; a long one at every
// place behind its link that has them.
func (c *code) put(word, n uint, entry uint32) {
	at := uint(bits.Reverse16(uint16(word))) >> (16 - n)
	if n <= firstBits {
		c.first[at] = entry
		return
	}
	link := &c.first[at&firstMask]
	if *link == 0 {
		*link = uint32(len(c.further))<<valueAt | isLink
		c.further = append(c.further, make([]uint32, furtherMask+1)...)
	}
	table := c.further[*link>>valueAt:][:furtherMask+1]
	for at >>= firstBits; at < uint(len(table)); at += 1 << (n - firstBits) {
		table[at] = entry
	}
}

// lengthOrder is the order in which the lengths of the first code come.
var lengthOrder = [...]uint8{16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15}

// What the symbols mean; those that the format does not have are left zero.
var (
	literalEntries  = literalMeanings()
	distanceEntries = distanceMeanings()
)

// literalMeanings are those of the symbols of the first kind: a byte, the end, or a length.
func literalMeanings() (entries [288]uint32) {
	for symbol := range uint32(256) {
		entries[symbol] = symbol<<valueAt | isLiteral
	}
	entries[256] = isEnd
	for n := range uint32(8) { // without extra bits
		entries[257+n] = (3 + n) << valueAt
	}
	for n := uint32(8); n < 28; n++ {
		extra := n/4 - 1
		entries[257+n] = (3+(4+n%4)<<extra)<<valueAt | extra<<extraAt
	}
	entries[285] = 258 << valueAt
	return entries
}

func distanceMeanings() (entries [32]uint32) {
	entries[0], entries[1] = 1<<valueAt, 2<<valueAt
	for n := uint32(2); n < 30; n++ {
		extra := n/2 - 1
		entries[n] = (1+(2+n%2)<<extra)<<valueAt | extra<<extraAt
	}
	return entries
}

// The codes of a block that brings none.
var (
	fixedLiterals  = fixedLengths()
	fixedDistances = [32]uint8{5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5}
)

func fixedLengths() (lengths [288]uint8) {
	for symbol := range lengths {
		switch {
		case symbol < 144, symbol >= 280:
			lengths[symbol] = 8
		case symbol < 256:
			lengths[symbol] = 9
		default:
			lengths[symbol] = 7
		}
	}
	return lengths
}
