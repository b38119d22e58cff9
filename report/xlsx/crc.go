package xlsx

import "hash/crc32"

// joinedDigest is the CRC-32 of two texts behind each other: of a the first's digest, of b
// the second's, which is size bytes long.
//
// A digest is linear over GF(2), and a byte of zeros changes it by a fixed matrix. So that
// matrix to the power of size, by squaring, moves the first digest over the second text.
func joinedDigest(a, b uint32, size int64) uint32 {
	power := zeroByte()
	for ; size > 0; size >>= 1 {
		if size&1 == 1 {
			a = power.times(a)
		}
		power = power.squared()
	}
	return a ^ b
}

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
