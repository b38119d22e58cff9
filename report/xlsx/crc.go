package xlsx

import (
	"hash/crc32"
	"sync"
)

// joinedDigest is the CRC-32 of two texts behind each other: of a the first's digest, of b
// the second's, which is size bytes long.
//
// A digest is linear over GF(2), and a byte of zeros changes it by a fixed matrix. So that
// matrix to the power of size moves the first digest over the second text. Zero, the digest of
// no text, stays what it is.
func joinedDigest(a, b uint32, size int64) uint32 {
	if a == 0 {
		return b
	}
	for power := 0; size > 0; power, size = power+1, size>>1 {
		if size&1 == 1 {
			a = zeroBytes()[power].times(a)
		}
	}
	return a ^ b
}

// zeroBytes are what 1, 2, 4 and so on bytes of zeros do to a digest.
var zeroBytes = sync.OnceValue(func() []matrix {
	powers := []matrix{zeroByte()}
	for len(powers) < 63 {
		powers = append(powers, powers[len(powers)-1].squared())
	}
	return powers
})

// matrix is one over GF(2), by columns.
type matrix [32]uint32

// zeroByte is what a byte of zeros does to a digest.
func zeroByte() matrix {
	var m matrix
	for bit := range m {
		column := uint32(1) << bit
		m[bit] = column>>8 ^ crc32.IEEETable[byte(column)]
	}
	return m
}

func (m *matrix) times(vector uint32) uint32 {
	var sum uint32
	for bit, column := range m {
		if vector>>bit&1 == 1 {
			sum ^= column
		}
	}
	return sum
}

func (m *matrix) squared() matrix {
	var square matrix
	for bit, column := range m {
		square[bit] = m.times(column)
	}
	return square
}
