package figures

import (
	"cmp"

	"baocao/report/finding"
	"baocao/report/period"
)

// Document says who issues the report and how it is signed. Empty fields take the
// workspace's defaults; what is still empty is left out of the page.
type Document struct {
	Pos        finding.Pos
	Number     string // digits, or empty
	Symbol     string // BC/BDVHU
	Superior   string // issuer.superior: HUYỆN UỶ PHÚ XUYÊN
	Body       string // issuer.body: BAN DÂN VẬN
	Place      string
	Date       period.Date // the zero Date prints "ngày … tháng … năm"
	Authority  string      // signer.authority: K/T TRƯỞNG BAN
	Position   string      // signer.position: PHÓ TRƯỞNG BAN
	SignerName string      // signer.name
	Recipients []string
	Draft      string // "lần 1"
	Urgency    string // HOẢ TỐC …
}

// Under fills what d leaves empty from defaults.
func (d Document) Under(defaults Document) Document {
	d.Number = cmp.Or(d.Number, defaults.Number)
	d.Symbol = cmp.Or(d.Symbol, defaults.Symbol)
	d.Superior = cmp.Or(d.Superior, defaults.Superior)
	d.Body = cmp.Or(d.Body, defaults.Body)
	d.Place = cmp.Or(d.Place, defaults.Place)
	d.Date = cmp.Or(d.Date, defaults.Date)
	d.Authority = cmp.Or(d.Authority, defaults.Authority)
	d.Position = cmp.Or(d.Position, defaults.Position)
	d.SignerName = cmp.Or(d.SignerName, defaults.SignerName)
	d.Draft = cmp.Or(d.Draft, defaults.Draft)
	d.Urgency = cmp.Or(d.Urgency, defaults.Urgency)
	if d.Recipients == nil {
		d.Recipients = defaults.Recipients
	}
	return d
}
