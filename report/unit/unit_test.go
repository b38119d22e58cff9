package unit

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"baocao/report/finding"
	"baocao/report/period"
)

// listed makes a list of "code parent successor" triples, one a line from line 2.
func listed(units ...[3]string) []Listed {
	var list []Listed
	for i, u := range units {
		list = append(list, Listed{Unit{Code: u[0], Name: "Xã " + u[0], Parent: u[1], Successor: u[2]}, finding.Pos{File: "units.csv", Line: i + 2}})
	}
	return list
}

func messages(l finding.List) []string {
	var out []string
	for _, f := range l {
		out = append(out, f.In(finding.VI))
	}
	return out
}

func codesOf(units []*Unit) []string {
	var out []string
	for _, u := range units {
		out = append(out, u.Code)
	}
	return out
}

func TestNewTree_ChildrenInListOrder(t *testing.T) {
	tree, found := NewTree(listed([3]string{"ha-noi"}, [3]string{"phu-xuyen", "ha-noi"}, [3]string{"tri-trung", "phu-xuyen"},
		[3]string{"ba-vi", "ha-noi"}, [3]string{"chau-can", "phu-xuyen", "tri-trung"}))
	if len(found) > 0 {
		t.Fatalf("findings: %v", messages(found))
	}
	for code, want := range map[string][]string{
		"": {"ha-noi"}, "ha-noi": {"phu-xuyen", "ba-vi"}, "phu-xuyen": {"tri-trung", "chau-can"}, "chau-can": nil, "no-one": nil,
	} {
		if diff := cmp.Diff(want, codesOf(tree.Children(code))); diff != "" {
			t.Errorf("Children(%q) (-want +got):\n%s", code, diff)
		}
	}
	if u, ok := tree.Find("chau-can"); !ok || u.Name != "Xã chau-can" || u.Successor != "tri-trung" {
		t.Errorf("Find(chau-can) = %v, %v", u, ok)
	}
	if _, ok := tree.Find(""); ok {
		t.Error("Find found a unit without a code")
	}
}

func TestNewTree_FaultyListsAreReportedAndUsable(t *testing.T) {
	tests := []struct {
		name string
		list []Listed
		want []string
		top  []string
	}{
		{"unknown parent", listed([3]string{"ha-noi"}, [3]string{"phu-xuyen", "ha-noy"}),
			[]string{"units.csv:3: lỗi: danh mục đơn vị: không có đơn vị “ha-noy”, cấp trên của “phu-xuyen” [W004]\n    gợi ý: có phải “ha-noi”?"},
			[]string{"ha-noi", "phu-xuyen"}},
		{"unknown successor", listed([3]string{"a", "", "zzzzzz"}),
			[]string{"units.csv:2: lỗi: danh mục đơn vị: không có đơn vị “zzzzzz”, đơn vị kế tục của “a” [W004]"}, []string{"a"}},
		{"twice", listed([3]string{"a"}, [3]string{"b", "a"}, [3]string{"a", "b"}),
			[]string{"units.csv:4: lỗi: “a” ghi hai lần [D005]\n    units.csv:2: ghi lần đầu ở đây"}, []string{"a"}},
		{"twice in letters of another case", listed([3]string{"xa-đa"}, [3]string{"Xa-Đa"}),
			[]string{"units.csv:3: lỗi: danh mục đơn vị: mã “Xa-Đa” chỉ khác mã “xa-đa” ở chữ hoa, chữ thường [W004]\n    units.csv:2: mã kia ở đây"}, []string{"xa-đa", "Xa-Đa"}},
		{"its own parent", listed([3]string{"a", "a"}, [3]string{"b", "a"}),
			[]string{"units.csv:2: lỗi: danh mục đơn vị: cấp trên của “a” vòng trở lại chính nó [W004]"}, []string{"a"}},
		{"a circle of three, entered from outside", listed([3]string{"d", "b"}, [3]string{"a", "c"}, [3]string{"b", "a"}, [3]string{"c", "b"}),
			[]string{"units.csv:4: lỗi: danh mục đơn vị: cấp trên của “b” vòng trở lại chính nó [W004]"}, []string{"b"}},
		{"two circles", listed([3]string{"a", "b"}, [3]string{"b", "a"}, [3]string{"c", "c"}),
			[]string{"units.csv:2: lỗi: danh mục đơn vị: cấp trên của “a” vòng trở lại chính nó [W004]",
				"units.csv:4: lỗi: danh mục đơn vị: cấp trên của “c” vòng trở lại chính nó [W004]"}, []string{"a", "c"}},
		{"successors in a circle", listed([3]string{"a", "", "b"}, [3]string{"b", "", "a"}),
			[]string{"units.csv:2: lỗi: danh mục đơn vị: đơn vị kế tục của “a” vòng trở lại chính nó [W004]"}, []string{"a", "b"}},
		{"no code", listed([3]string{""}), []string{"units.csv:2: lỗi: danh mục đơn vị: một đơn vị không có mã [W004]"}, nil},
		{"ends before it begins", []Listed{{Unit: Unit{Code: "a", ValidFrom: period.Date{Year: 2025, Month: 7, Day: 1}, ValidTo: period.Date{Year: 2025, Month: 6, Day: 30}}}},
			[]string{"lỗi: khoảng thời gian ngược: từ 1/7/2025 đến 30/6/2025 [C016]"}, []string{"a"}},
		{"nothing", nil, nil, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tree, found := NewTree(tt.list)
			if diff := cmp.Diff(tt.want, messages(found)); diff != "" {
				t.Errorf("findings (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(tt.top, codesOf(tree.Children(""))); diff != "" {
				t.Errorf("units at the top (-want +got):\n%s", diff)
			}
		})
	}
}

func TestNewTree_AnyLinksMakeATree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 12).Draw(t, "n")
		var list []Listed
		for i := range n {
			code := func(what string) string {
				k := rapid.IntRange(-1, n).Draw(t, what) // -1 is none, n is unknown
				if k < 0 {
					return ""
				}
				return fmt.Sprint("u", k)
			}
			list = append(list, Listed{Unit: Unit{Code: fmt.Sprint("u", i), Parent: code("parent"), Successor: code("successor")}})
		}
		tree, _ := NewTree(list)
		reached := 0
		var walk func(code string)
		walk = func(code string) {
			for _, u := range tree.Children(code) {
				reached++
				walk(u.Code)
			}
		}
		walk("")
		if reached != n {
			t.Fatalf("%d of %d units can be reached from the top", reached, n)
		}
		for _, l := range list {
			u, _ := tree.Find(l.Code)
			for steps := 0; u.Successor != ""; steps++ {
				if steps > n {
					t.Fatalf("the successors of %s never end", l.Code)
				}
				u, _ = tree.Find(u.Successor)
			}
		}
	})
}

func TestNewTree_LongChainsAreQuick(t *testing.T) {
	const n = 20_000
	list := make([]Listed, n)
	for i := range list {
		list[i].Unit = Unit{Code: fmt.Sprint(i), Parent: fmt.Sprint((i + 1) % n)}
	}
	start := time.Now()
	_, found := NewTree(list)
	if len(found) != 1 || time.Since(start) > 2*time.Second {
		t.Errorf("%d findings in %v", len(found), time.Since(start))
	}
}

func TestCommonParent_Nearest(t *testing.T) {
	tree, _ := NewTree(listed([3]string{"ha-noi"}, [3]string{"phu-xuyen", "ha-noi"}, [3]string{"ba-vi", "ha-noi"},
		[3]string{"tri-trung", "phu-xuyen"}, [3]string{"chau-can", "phu-xuyen"}, [3]string{"hue"}))
	tests := []struct {
		codes []string
		want  string
	}{
		{[]string{"tri-trung", "chau-can"}, "phu-xuyen"},
		{[]string{"tri-trung", "chau-can", "ba-vi"}, "ha-noi"},
		{[]string{"tri-trung", "phu-xuyen"}, "phu-xuyen"},
		{[]string{"tri-trung", "tri-trung"}, "tri-trung"},
		{[]string{"tri-trung"}, "tri-trung"},
		{[]string{"tri-trung", "hue"}, ""},
		{[]string{"tri-trung", "unknown"}, ""},
		{[]string{"unknown", "tri-trung"}, ""},
		{nil, ""},
	}
	for _, tt := range tests {
		if u, ok := tree.CommonParent(tt.codes); u.Code != tt.want || ok != (tt.want != "") {
			t.Errorf("CommonParent(%v) = %q, %v, want %q", tt.codes, u.Code, ok, tt.want)
		}
	}
}

func TestValid_DaysAreInclusive(t *testing.T) {
	day := func(s string) period.Date {
		d, ok := period.ParseDate(s)
		if !ok && s != "" {
			t.Fatalf("no date %q", s)
		}
		return d
	}
	tests := []struct {
		from, to, on string
		want         bool
	}{
		{"", "", "2022-03-31", true},
		{"2022-03-31", "", "2022-03-31", true},
		{"2022-04-01", "", "2022-03-31", false},
		{"", "2025-06-30", "2025-06-30", true},
		{"", "2025-06-30", "2025-07-01", false},
		{"", "2025-06", "2025-06-30", true},
		{"2025", "", "2025-01-01", true},
		{"2025-07-01", "", "2025", true},
		{"", "2024", "2025", false},
		{"2025-07-01", "2024", "", true},
	}
	for _, tt := range tests {
		u := Unit{ValidFrom: day(tt.from), ValidTo: day(tt.to)}
		if got := Valid(u, day(tt.on)); got != tt.want {
			t.Errorf("valid %q to %q: on %q %v, want %v", tt.from, tt.to, tt.on, got, tt.want)
		}
	}
}

func TestLevelName_WithMarks(t *testing.T) {
	for level, want := range map[string][2]string{
		"huyen":     {"huyện", "toàn huyện"},
		"quan":      {"quận", "toàn quận"},
		"thi_xa":    {"thị xã", "toàn thị xã"},
		"thanh_pho": {"thành phố", "toàn thành phố"},
		"tinh":      {"tỉnh", "toàn tỉnh"},
		"xa":        {"xã", "toàn xã"},
		"phuong":    {"phường", "toàn phường"},
		"thi_tran":  {"thị trấn", "toàn thị trấn"},
		"dac_khu":   {"đặc khu", "toàn đặc khu"},
		"khối":      {"khối", "toàn khối"},
		"":          {"", "toàn đơn vị"},
	} {
		if got := [2]string{LevelName(level), Whole(Unit{Level: level})}; got != want {
			t.Errorf("level %q is %q, want %q", level, got, want)
		}
	}
}

func TestFoldName_SpellingsOfOneNameMatch(t *testing.T) {
	tests := []struct{ a, b string }{
		{"Huyện ủy Phú Xuyên", "huyện uỷ  phú xuyên"},
		{"HUYỆN ỦY", "Huyện uỷ"},
		{"Hòa Bình", "Hoà Bình"},
		{"Khánh Hòa", "khánh hoà"},
		{"tuần lễ Xóe", "tuần lễ Xoé"},
		{"Tổ chức Công đoàn", "tổ chức công đoàn"},
		{"Ðống Đa", "đống đa"},
		{"Thúy", "thuý"},
		{"Quý", "Qúy"},
		{"Hoa\u0300ng", "hoàng"},
		{"Uy\u0309 ban", "ủy ban"},
		{"\u00a0Thanh\u00a0 Trì\t", "thanh trì"},
	}
	for _, tt := range tests {
		if FoldName(tt.a) != FoldName(tt.b) {
			t.Errorf("FoldName(%q) = %q, FoldName(%q) = %q", tt.a, FoldName(tt.a), tt.b, FoldName(tt.b))
		}
	}
	for _, tt := range []struct{ a, b string }{{"Hoa", "Hoà"}, {"Thúy", "Thủy"}, {"Phú Minh", "Phúc Minh"}, {"Dong Da", "Đống Đa"}} {
		if FoldName(tt.a) == FoldName(tt.b) {
			t.Errorf("%q and %q fold to one name", tt.a, tt.b)
		}
	}
}

func TestFoldName_FoldsOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringOf(rapid.RuneFrom([]rune("HhoòóỏõọaàeèuùủyỳỷýQq Đđ\u0300\u0309"))).Draw(t, "s")
		if once := FoldName(s); FoldName(once) != once {
			t.Fatalf("FoldName(%q) = %q, folded again %q", s, once, FoldName(once))
		}
	})
}

// Xã Mới took the place of two communes at the end of 2021, one of which had taken in a
// third before; Thị trấn took in a fourth and kept its code.
func TestBefore_ThoseWhosePlaceAUnitHasTakenSince(t *testing.T) {
	end := func(year int) period.Date { return period.Date{Year: year, Month: 12, Day: 31} }
	begin := func(year int) period.Date { return period.Date{Year: year, Month: 1, Day: 1} }
	tree, found := NewTree([]Listed{
		{Unit: Unit{Code: "moi", ValidFrom: begin(2022)}},
		{Unit: Unit{Code: "cu-1", ValidTo: end(2021), Successor: "moi"}},
		{Unit: Unit{Code: "cu-2", ValidTo: end(2021), Successor: "moi"}},
		{Unit: Unit{Code: "xua", ValidTo: end(2019), Successor: "cu-2"}},
		{Unit: Unit{Code: "thi-tran"}},
		{Unit: Unit{Code: "cu-3", ValidTo: end(2021), Successor: "thi-tran"}},
	})
	if len(found) > 0 {
		t.Fatal(found)
	}
	for _, test := range []struct {
		code      string
		now, then int
		want      string
	}{
		{"moi", 2022, 2022, "moi"},
		{"moi", 2022, 2021, "cu-1 cu-2"},
		{"moi", 2022, 2019, "cu-1 cu-2 xua"},
		{"cu-2", 2021, 2019, "cu-2 xua"},
		{"cu-2", 2021, 2020, "cu-2"},
		{"thi-tran", 2022, 2021, "thi-tran cu-3"},
		{"thi-tran", 2021, 2020, "thi-tran"},
		{"nowhere", 2022, 2021, "nowhere"},
	} {
		if got := strings.Join(tree.Before(test.code, end(test.now), end(test.then)), " "); got != test.want {
			t.Errorf("before %s in %d, as of %d: %s, want %s", test.code, test.now, test.then, got, test.want)
		}
	}
}
