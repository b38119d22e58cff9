package xlsx

import "testing"

func TestPlainRoot_KeepsWhatIsUsed(t *testing.T) {
	const main, links = `xmlns="http://main"`, `xmlns:r="http://links"`
	for name, c := range map[string]struct{ in, want string }{
		"nothing used":       {`<worksheet ` + main + ` ` + links + ` xmlns:x="y" mc:Ignorable="x y" xr:uid="{1}"><a/>`, `<worksheet ` + main + `><a/>`},
		"an attribute":       {`<?xml?><worksheet ` + links + ` ` + main + `><a r:id="1"/>`, `<?xml?><worksheet ` + links + ` ` + main + `><a r:id="1"/>`},
		"an element":         {`<worksheet xmlns:x="y" ` + main + `><x:a/>`, `<worksheet xmlns:x="y" ` + main + `><x:a/>`},
		"another one's name": {`<worksheet xmlns:x="y" ` + main + `><xx:a b="x:c"/>`, `<worksheet ` + main + `><xx:a b="x:c"/>`},
		"no sheet":           {`<chartsheet xmlns:x="y">`, `<chartsheet xmlns:x="y">`},
		"cut off":            {`<worksheet xmlns:x="y"`, `<worksheet xmlns:x="y"`},
	} {
		if got := string(plainRoot([]byte(c.in))); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}
