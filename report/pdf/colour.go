package pdf

import (
	"encoding/binary"
	"math"
	"sync"

	"baocao/report/pdffile"
)

// profileName names the colour space of everything that is drawn.
const profileName = "sRGB IEC61966-2.1"

// colours is the stream of the colour profile of everything that is drawn.
var colours = sync.OnceValue(func() *pdffile.Stream { return pdffile.Packed(pdffile.Dict{"N": pdffile.IntOf(3)}, srgb()) })

// srgb is a colour profile for sRGB (ICC.1:2001-04, a display profile of three
// primaries and a curve), with the primaries of IEC 61966-2-1 adapted to D50.
func srgb() []byte {
	p := profile{at: map[string][2]uint32{}}
	p.add(describing(profileName), "desc")
	p.add(append([]byte("text\x00\x00\x00\x00"), "No copyright, use freely\x00"...), "cprt")
	p.add(xyz(0xF6D6, 0x10000, 0xD32D), "wtpt")
	p.add(xyz(0x6FA2, 0x38F5, 0x0390), "rXYZ")
	p.add(xyz(0x6299, 0xB785, 0x18DA), "gXYZ")
	p.add(xyz(0x24A0, 0x0F84, 0xB6CF), "bXYZ")
	p.add(curve(), "rTRC", "gTRC", "bTRC")
	return p.bytes()
}

// profile is a profile in the making: its tags, some of which share their data.
type profile struct {
	tags []string
	at   map[string][2]uint32 // where a tag's data begins among all data, and its length
	data []byte
}

func (p *profile) add(data []byte, tags ...string) {
	for _, tag := range tags {
		p.tags = append(p.tags, tag)
		p.at[tag] = [2]uint32{uint32(len(p.data)), uint32(len(data))}
	}
	p.data = append(p.data, data...)
	for len(p.data)%4 != 0 {
		p.data = append(p.data, 0)
	}
}

// bytes puts the header (6.1) and the table of tags before the data.
func (p *profile) bytes() []byte {
	const headerLength = 128
	be := binary.BigEndian
	before := uint32(headerLength + 4 + 12*len(p.tags))
	b := make([]byte, headerLength)
	be.PutUint32(b, before+uint32(len(p.data)))
	be.PutUint32(b[8:], 0x02100000) // version 2.1
	copy(b[12:], "mntrRGB XYZ ")
	be.PutUint16(b[24:], 2026) // made on the first of January
	be.PutUint16(b[26:], 1)
	be.PutUint16(b[28:], 1)
	copy(b[36:], "acsp")
	copy(b[68:], xyz(0xF6D6, 0x10000, 0xD32D)[8:]) // D50
	b = be.AppendUint32(b, uint32(len(p.tags)))
	for _, tag := range p.tags {
		b = append(b, tag...)
		b = be.AppendUint32(b, before+p.at[tag][0])
		b = be.AppendUint32(b, p.at[tag][1])
	}
	return append(b, p.data...)
}

// describing is a name in the form of version 2 (6.5.17): in ASCII, and in no other script.
func describing(name string) []byte {
	b := append([]byte("desc\x00\x00\x00\x00"), binary.BigEndian.AppendUint32(nil, uint32(len(name)+1))...)
	b = append(b, name...)
	return append(b, make([]byte, 1+4+4+2+1+67)...)
}

// xyz is a colour in 65536ths.
func xyz(x, y, z uint32) []byte {
	b := []byte("XYZ \x00\x00\x00\x00")
	for _, v := range [3]uint32{x, y, z} {
		b = binary.BigEndian.AppendUint32(b, v)
	}
	return b
}

// curveLength is how many points of the curve the profile has.
const curveLength = 1024

// curve is how much light each value stands for.
func curve() []byte {
	b := append([]byte("curv\x00\x00\x00\x00"), binary.BigEndian.AppendUint32(nil, curveLength)...)
	for i := range curveLength {
		b = binary.BigEndian.AppendUint16(b, uint16(math.Round(65535*light(float64(i)/(curveLength-1)))))
	}
	return b
}

func light(v float64) float64 {
	if v <= 0.04045 {
		return v / 12.92
	}
	return math.Pow((v+0.055)/1.055, 2.4)
}
