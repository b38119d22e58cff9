package expr

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"baocao/report/finding"
	"baocao/report/num"
	"baocao/report/source"
)

// catalogue is a small template's names: the slots of a name by its place in the list.
type catalogue []string

var names = catalogue{"A", "B", "C", "D", "MT05", "MT05.out_of", "K.x", "K.y", "K.z"}

func (c catalogue) Resolve(name string) ([]int, bool) {
	if name == "K.cap" {
		return []int{6, 7, 8}, true
	}
	for i, n := range c {
		if n == name {
			return []int{i}, true
		}
	}
	return nil, false
}

func (c catalogue) Nearest(name string) string { return source.Nearest(name, c) }

var at = finding.Pos{File: "template.yaml", Line: 9, Col: 20}

// address writes a reference as its name, with the base before it.
func address(r Ref) string {
	return [...]string{"", "p", "y", "t"}[r.Base] + strings.ReplaceAll(names[r.Slot], ".", "_")
}

func formula(t testing.TB, src string) *Formula {
	t.Helper()
	f, found := ParseFormula(src, at, names)
	if len(found) > 0 {
		t.Fatalf("ParseFormula(%q): %v", src, messages(found))
	}
	return f
}

func messages(l finding.List) []string {
	var out []string
	for _, f := range l {
		out = append(out, f.In(finding.VI))
	}
	return out
}

// known gives the figures A = 1, B = 2 … and ten times that for another base.
func known(r Ref) num.Value {
	v := int64(r.Slot + 1)
	for range r.Base {
		v *= 10
	}
	return num.OfInt(v)
}

func TestFormula_EvalIsExact(t *testing.T) {
	tests := []struct{ src, want string }{
		{"A", "1"},
		{"A + B * C", "7"},
		{"(A + B) * C", "9"},
		{"A - B - C", "-4"},
		{"A - (B - C)", "2"},
		{"-A + B", "1"},
		{"A - -B", "3"},
		{"A--B", "3"},
		{"-(A + B) * -C", "9"},
		{"C / B", "1.5"},
		{"A / B / D", "0.125"},
		{"A / (B / D)", "2"},
		{"A / C", "1/3"},
		{"A / C * C", "1"},
		{"C/(A+B)*100", "100"},
		{"08 + 010", "18"},
		{"0.1 + 0.2", "0.3"},
		{"2", "2"},
		{"abs(A - C)", "2"},
		{"round(A / C, 2)", "0.33"},
		{"round(A / B, 0)", "1"},
		{"round(-A / B, (0))", "-1"},
		{"min(C, A, B)", "1"},
		{"max(C, A, D, B)", "4"},
		{"sum(A, B, 0.5)", "3.5"},
		{"sum(K.cap)", "24"},
		{"sum(K.cap, A)", "25"},
		{"max(K.cap)", "9"},
		{"min(previous(K.cap))", "70"},
		{"K.x", "7"},
		{"MT05 / MT05.out_of * 100", "250/3"},
		{"previous(A)", "10"},
		{"target(B)", "2000"},
		{"change(A)", "-99"},
		{"abs(change(B)) / 2", "49.5"},
		{"sum(target(A), abs(previous(B)))", "1020"},
		{"A\n  + B", "3"},
		{"A //comment"[:2] + "+ B", "3"},
	}
	for _, tt := range tests {
		got := formula(t, tt.src).Eval(known)
		if !got.IsKnown() || got.Number.String() != tt.want {
			t.Errorf("%s = %v, want %s", tt.src, got, tt.want)
		}
	}
}

func TestFormula_RefsAreDistinctAndInOrder(t *testing.T) {
	tests := []struct {
		src  string
		want []Ref
	}{
		{"B + A * B + previous(A)", []Ref{{1, Current}, {0, Current}, {0, Previous}}},
		{"change(C)", []Ref{{2, Current}, {2, LastYear}}},
		{"change(C) + C", []Ref{{2, Current}, {2, LastYear}}},
		{"sum(K.cap) / K.x", []Ref{{6, Current}, {7, Current}, {8, Current}}},
		{"target(A)", []Ref{{0, Target}}},
		{"12.5", nil},
	}
	for _, tt := range tests {
		f := formula(t, tt.src)
		if diff := cmp.Diff(tt.want, f.Refs()); diff != "" {
			t.Errorf("Refs of %s (-want +got):\n%s", tt.src, diff)
		}
		if f.Source != tt.src {
			t.Errorf("the source of %q is %q", tt.src, f.Source)
		}
	}
}

func TestFormula_MissingAndNotApplicable(t *testing.T) {
	n, missing := num.OfInt, num.Value{}
	tests := []struct {
		src     string
		a, b, c num.Value
		want    num.Value
	}{
		{"A + B", n(1), missing, n(0), missing},
		{"A + B", num.NA, missing, n(0), num.NA},
		{"A / B", n(1), n(0), n(0), num.NA},
		{"A / B", missing, n(0), n(0), missing},
		{"A / (B - C)", n(1), n(2), n(2), num.NA},
		{"A / (B / C)", n(1), n(2), n(0), num.NA}, // though C only multiplies once it is flat
		{"A / (B / C)", n(1), n(0), n(2), num.NA},
		{"A / (1 + B / C)", n(1), n(-2), n(2), num.NA},
		{"A * 0 / B", n(1), n(0), n(2), num.NA},
		{"max(A, B / C)", n(1), n(5), n(0), num.NA},
		{"A * 0", missing, n(0), n(0), missing},
		{"sum(A, B)", n(1), num.NA, n(0), num.NA},
		{"5", missing, missing, missing, n(5)},
	}
	for _, tt := range tests {
		got := formula(t, tt.src).Eval(func(r Ref) num.Value { return []num.Value{tt.a, tt.b, tt.c}[r.Slot] })
		if !got.Equal(tt.want) {
			t.Errorf("%s with %v, %v, %v = %v, want %v", tt.src, tt.a, tt.b, tt.c, got, tt.want)
		}
	}
}

func TestFormula_Excel(t *testing.T) {
	tests := []struct {
		src      string
		decimals int
		want     string
	}{
		{"A", -1, `IF(A="","…",A)`},
		{"(A)", -1, `IF(A="","…",A)`},
		{"A", 2, `IF(COUNT(A)<1,IF(A="x","x","…"),ROUND(A,2))`},
		{"-A", -1, `IF(COUNT(A)<1,IF(A="x","x","…"),-A)`},
		{"A + B", -1, `IF(COUNT(A,B)<2,IF(OR(A="x",B="x"),"x","…"),A+B)`},
		{"A + A", 0, `IF(COUNT(A)<1,IF(A="x","x","…"),ROUND(A+A,0))`},
		{"A * 100 / B", 2, `IF(COUNT(A,B)<2,IF(OR(A="x",B="x"),"x","…"),IF(B=0,"x",ROUND(A*100/B,2)))`},
		{"A / (previous(B) + C) * 100", 2,
			`IF(COUNT(A,pB,C)<3,IF(OR(A="x",pB="x",C="x"),"x","…"),IF(pB+C=0,"x",ROUND(A*100/(pB+C),2)))`},
		{"A / B / C", -1, `IF(COUNT(A,B,C)<3,IF(OR(A="x",B="x",C="x"),"x","…"),IF(OR(B=0,C=0),"x",A/(B*C)))`},
		{"A / (B / C)", -1, `IF(COUNT(A,B,C)<3,IF(OR(A="x",B="x",C="x"),"x","…"),IF(OR(C=0,B=0),"x",A*C/B))`},
		{"A / (1 + B / C)", -1,
			`IF(COUNT(A,B,C)<3,IF(OR(A="x",B="x",C="x"),"x","…"),IF(C=0,"x",IF(1+B/C=0,"x",A/(1+B/C))))`},
		{"A / (B - C)", -1, `IF(COUNT(A,B,C)<3,IF(OR(A="x",B="x",C="x"),"x","…"),IF(ROUND(B-C,10)=0,"x",A/(B-C)))`},
		{"A / 100", -1, `IF(COUNT(A)<1,IF(A="x","x","…"),A/100)`},
		{"A / B + C / B", -1, `IF(COUNT(A,B,C)<3,IF(OR(A="x",B="x",C="x"),"x","…"),IF(B=0,"x",A/B+C/B))`},
		{"A - (B - C) - -D", -1, `IF(COUNT(A,B,C,D)<4,IF(OR(A="x",B="x",C="x",D="x"),"x","…"),A-(B-C)+D)`},
		{"-(A + B) * -C", -1, `IF(COUNT(A,B,C)<3,IF(OR(A="x",B="x",C="x"),"x","…"),(A+B)*C)`},
		{"change(A)", 2, `IF(COUNT(A,yA)<2,IF(OR(A="x",yA="x"),"x","…"),IF(yA=0,"x",ROUND((A-yA)*100/yA,2)))`},
		{"abs(change(A))", -1, `IF(COUNT(A,yA)<2,IF(OR(A="x",yA="x"),"x","…"),IF(yA=0,"x",ABS((A-yA)*100/yA)))`},
		{"sum(K.cap)", -1, `IF(COUNT(K_x,K_y,K_z)<3,IF(OR(K_x="x",K_y="x",K_z="x"),"x","…"),SUM(K_x,K_y,K_z))`},
		{"round(A / 3, 1)", -1, `IF(COUNT(A)<1,IF(A="x","x","…"),ROUND(A/3,1))`},
		{"A / 3", 0, `IF(COUNT(A)<1,IF(A="x","x","…"),ROUND(ROUND(A/3,9),0))`},
		{"round(A / 3, 0) + B", -1, `IF(COUNT(A,B)<2,IF(OR(A="x",B="x"),"x","…"),ROUND(ROUND(A/3,9),0)+B)`},
		{"min(A, 08.50)", -1, `IF(COUNT(A)<1,IF(A="x","x","…"),MIN(A,8.5))`},
		{"50", -1, "50"},
		{"1 / 8", 2, "0.13"},
		{"-2 * 3", -1, "-6"},
		{"1 / 3", -1, "1/3"},
		{"1 / 3", 2, "0.33"},
	}
	for _, tt := range tests {
		if got := formula(t, tt.src).Excel(address, tt.decimals); got != tt.want {
			t.Errorf("Excel of %s, %d decimals\n got %s\nwant %s", tt.src, tt.decimals, got, tt.want)
		}
	}
}

func TestExcel_CountsEachCellOnce(t *testing.T) {
	got := formula(t, "A + B").Excel(func(Ref) string { return "C4" }, -1)
	if want := `IF(COUNT(C4)<1,IF(C4="x","x","…"),C4+C4)`; got != want {
		t.Errorf("two references in one cell\n got %s\nwant %s", got, want)
	}
}

func TestParseFormula_ReportsAllProblems(t *testing.T) {
	const listed = "các hàm: abs, round, min, max, sum, previous, change, target"
	tests := []struct {
		src  string
		want []string // column and message
	}{
		{"", []string{"20: công thức viết sai: chưa có số hoặc mã nào [S007]"}},
		{"  ", []string{"20: công thức viết sai: chưa có số hoặc mã nào [S007]"}},
		{"A +", []string{"22: công thức viết sai: thiếu số hoặc mã sau “+” [S007]"}},
		{"* A", []string{"20: công thức viết sai: thiếu số hoặc mã trước “*” [S007]"}},
		{"+A", []string{"20: công thức viết sai: thiếu số hoặc mã trước “+” [S007]"}},
		{"A B", []string{"22: công thức viết sai: thiếu phép tính trước “B” [S007]"}},
		{"A (B)", []string{"20: không có hàm “A” [S008] | " + listed}},
		{"(A", []string{"20: công thức viết sai: dấu “(” không có dấu “)” [S007]"}},
		{"A)", []string{"21: công thức viết sai: dấu “)” không có dấu “(” [S007]"}},
		{"()", []string{"21: công thức viết sai: thiếu số hoặc mã trước “)” [S007]"}},
		{"abs()", []string{"24: công thức viết sai: thiếu số hoặc mã trước “)” [S007]"}},
		{"min(A,)", []string{"26: công thức viết sai: thiếu số hoặc mã trước “)” [S007]"}},
		{"min(,A)", []string{"24: công thức viết sai: thiếu số hoặc mã trước “,” [S007]"}},
		{"(A)(B)", []string{"23: công thức viết sai: thiếu phép tính trước “(” [S007]"}},
		{"abs(A)(B)", []string{"26: công thức viết sai: thiếu phép tính trước “(” [S007]"}},
		{"5(A)", []string{"21: công thức viết sai: thiếu phép tính trước “(” [S007]"}},
		{"A + 1,5", []string{"25: công thức viết sai: dấu phẩy chỉ ngăn các số trong hàm [S007] | số thập phân viết bằng dấu chấm: 1.5"}},
		{"abs((A, B))", []string{"26: công thức viết sai: dấu phẩy chỉ ngăn các số trong hàm [S007] | số thập phân viết bằng dấu chấm: 1.5"}},
		{"A // B", []string{"23: công thức viết sai: thiếu số hoặc mã trước “/” [S007]"}},
		{"A /* B */", []string{"23: công thức viết sai: thiếu số hoặc mã trước “*” [S007]", "28: công thức viết sai: thiếu số hoặc mã trước “/” [S007]"}},
		{"A - - -B", []string{"26: công thức viết sai: thiếu số hoặc mã trước “-” [S007]"}},
		{"0x1F + 1e5 + 1_000", []string{
			"20: công thức viết sai: “0x1F” không phải là số thập phân [S007] | viết 1234 hoặc 1234.5; mã chỉ tiêu bắt đầu bằng chữ cái",
			"27: công thức viết sai: “1e5” không phải là số thập phân [S007] | viết 1234 hoặc 1234.5; mã chỉ tiêu bắt đầu bằng chữ cái",
			"33: công thức viết sai: “1_000” không phải là số thập phân [S007] | viết 1234 hoặc 1234.5; mã chỉ tiêu bắt đầu bằng chữ cái"}},
		{".5 * A", []string{"20: công thức viết sai: ký tự “.” không dùng trong công thức [S007] | số thập phân viết đủ chữ số trước dấu chấm: 0.5"}},
		{"5. * A", []string{"20: công thức viết sai: “5.” không phải là số thập phân [S007] | viết 1234 hoặc 1234.5; mã chỉ tiêu bắt đầu bằng chữ cái"}},
		{"1234567890123456", []string{"20: số dài quá: “1234567890123456” có 16 chữ số, nhiều nhất là 15 [D010]"}},
		{"A × B", []string{"22: công thức viết sai: ký tự “×” không dùng trong công thức [S007] | viết *"}},
		{"A * 50%", []string{"26: công thức viết sai: ký tự “%” không dùng trong công thức [S007] | viết / 100 thay cho dấu này"}},
		{"\"A\"", []string{"20: công thức viết sai: ký tự “\"” không dùng trong công thức [S007]", "22: công thức viết sai: ký tự “\"” không dùng trong công thức [S007]"}},
		{"K[0]", []string{"21: công thức viết sai: ký tự “[” không dùng trong công thức [S007] | chỉ dùng ngoặc tròn ( )",
			"23: công thức viết sai: ký tự “]” không dùng trong công thức [S007]", "20: công thức nhắc tới “K”, mẫu không có [S006]"}},
		{"A\x00", []string{"21: công thức viết sai: ký tự “U+0000” không dùng trong công thức [S007]"}},
		{"A = B", []string{"22: công thức viết sai: công thức không có phép so sánh “=” [S007]"}},
		{"K. + A", []string{"21: công thức viết sai: sau dấu chấm trong “K.” phải là mã thành phần [S007]"}},
		{"K.2x", []string{"21: công thức viết sai: sau dấu chấm trong “K.2x” phải là mã thành phần [S007]"}},
		{"A + TDO5", []string{"24: công thức nhắc tới “TDO5”, mẫu không có [S006]"}},
		{"MT06 + K.w", []string{"20: công thức nhắc tới “MT06”, mẫu không có [S006] | có phải “MT05”?", "27: công thức nhắc tới “K.w”, mẫu không có [S006]"}},
		{"ĐƠN + type", []string{"20: công thức nhắc tới “ĐƠN”, mẫu không có [S006]", "26: công thức nhắc tới “type”, mẫu không có [S006]"}},
		{"SUM(A) + mix(E)", []string{"20: không có hàm “SUM” [S008] | có phải “sum”?", "29: không có hàm “mix” [S008] | " + listed, "33: công thức nhắc tới “E”, mẫu không có [S006]"}},
		{"K.cap + A", []string{"20: công thức viết sai: “K.cap” gồm nhiều thành phần, chỉ dùng trong sum, min, max [S007] | viết sum(K.cap), hoặc tên một thành phần"}},
		{"abs(K.cap)", []string{"24: công thức viết sai: “K.cap” gồm nhiều thành phần, chỉ dùng trong sum, min, max [S007] | viết sum(K.cap), hoặc tên một thành phần"}},
		{"previous(K.cap)", []string{"29: công thức viết sai: “K.cap” gồm nhiều thành phần, chỉ dùng trong sum, min, max [S007] | viết sum(K.cap), hoặc tên một thành phần"}},
		{"change(K.cap)", []string{"27: công thức viết sai: “K.cap” gồm nhiều thành phần, chỉ dùng trong sum, min, max [S007] | viết sum(K.cap), hoặc tên một thành phần"}},
		{"abs(A, B) + round(A)", []string{"20: công thức viết sai: abs nhận 1 số, ở đây có 2 [S007]", "32: công thức viết sai: round nhận 2 số, ở đây có 1 [S007]"}},
		{"round(A, B)", []string{"29: công thức viết sai: số chữ số thập phân của round là một số từ 0 đến 10 [S007]"}},
		{"round(A, 1.5) + round(A, -1) + round(A, 11)", []string{
			"29: công thức viết sai: số chữ số thập phân của round là một số từ 0 đến 10 [S007]",
			"46: công thức viết sai: số chữ số thập phân của round là một số từ 0 đến 10 [S007]",
			"60: công thức viết sai: số chữ số thập phân của round là một số từ 0 đến 10 [S007]"}},
		{"previous(A + E)", []string{"33: công thức nhắc tới “E”, mẫu không có [S006]", "20: công thức viết sai: previous nhận một mã chỉ tiêu, không nhận biểu thức [S007]"}},
		{"previous(previous(A))", []string{"20: công thức viết sai: previous nhận một mã chỉ tiêu, không nhận biểu thức [S007]"}},
		{"target(5)", []string{"20: công thức viết sai: target nhận một mã chỉ tiêu, không nhận biểu thức [S007]"}},
		{"change(A, B)", []string{"20: công thức viết sai: change nhận 1 số, ở đây có 2 [S007]"}},
		{"1 / max(Z)", []string{"28: công thức nhắc tới “Z”, mẫu không có [S006]"}},
		{"A / 0", []string{"24: công thức viết sai: chia cho 0 [S007]"}},
		{"A / (2 - 2)", []string{"25: công thức viết sai: chia cho 0 [S007]"}},
		{"A / (0 / B)", []string{"25: công thức viết sai: chia cho 0 [S007]"}},
		{strings.Repeat("(", 31) + "A" + strings.Repeat(")", 31), []string{"50: vượt giới hạn: dấu ngoặc lồng nhau quá sâu (nhiều nhất 30) [D019]"}},
		{strings.Repeat(" ", 2001), []string{"20: vượt giới hạn: công thức dài 2001 byte (nhiều nhất 2000) [D019]"}},
		{"sum(1" + strings.Repeat(",1", 255) + ")", []string{"20: công thức không viết được trong Excel: sum có 256 số, nhiều nhất là 255 [S009]"}},
	}
	for _, tt := range tests {
		f, found := ParseFormula(tt.src, at, names)
		if f != nil && len(found) > 0 {
			t.Errorf("%q: a formula and findings", tt.src)
		}
		if diff := cmp.Diff(tt.want, brief(found)); diff != "" {
			t.Errorf("ParseFormula(%q) (-want +got):\n%s", tt.src, diff)
		}
	}
}

// brief is column, message, code and hint of each finding, in both languages well formed.
func brief(l finding.List) []string {
	var out []string
	for _, f := range l {
		s := fmt.Sprintf("%d: %s [%s]", f.Pos.Col, f.Message.In(finding.VI), f.Code)
		if !f.Hint().IsZero() {
			s += " | " + f.Hint().In(finding.VI)
		}
		if english := f.In(finding.EN); strings.Contains(english, "%!") {
			s += " BAD ENGLISH " + english
		}
		out = append(out, s)
	}
	return out
}

func TestParseFormula_LongestThatExcelTakes(t *testing.T) {
	// 111 cells of 30 characters in COUNT, OR and SUM are about 10,700 characters.
	many := manySlots(111)
	_, found := ParseFormula("sum(many)", at, many)
	if len(found) != 1 || found[0].Code != finding.NoExcel {
		t.Errorf("111 cells: %v", messages(found))
	}
	if _, found := ParseFormula("sum(many)", at, manySlots(80)); len(found) > 0 {
		t.Errorf("80 cells: %v", messages(found))
	}
}

type manySlots int

func (m manySlots) Resolve(string) ([]int, bool) {
	var slots []int
	for i := range int(m) {
		slots = append(slots, i)
	}
	return slots, true
}

func (manySlots) Nearest(string) string { return "" }

func TestParseRule_OneComparison(t *testing.T) {
	for _, op := range []string{"=", "<>", "<", "<=", ">", ">="} {
		src := "A + 1 " + op + "-previous(B)"
		r, found := ParseRule(src, at, names)
		if len(found) > 0 {
			t.Errorf("ParseRule(%q): %v", src, messages(found))
			continue
		}
		if r.Op != op || r.Source != src || !r.Left.Eval(known).Equal(num.OfInt(2)) || !r.Right.Eval(known).Equal(num.OfInt(-20)) {
			t.Errorf("ParseRule(%q) = %v %s %v", src, r.Left.Eval(known), r.Op, r.Right.Eval(known))
		}
	}
}

func TestParseRule_ReportsAllProblems(t *testing.T) {
	tests := []struct {
		src  string
		want []string
	}{
		{"", []string{"20: công thức viết sai: quy tắc thiếu phép so sánh = <> < <= > >= [S007]", "20: công thức viết sai: chưa có số hoặc mã nào [S007]"}},
		{"A + B", []string{"20: công thức viết sai: quy tắc thiếu phép so sánh = <> < <= > >= [S007]"}},
		{"A == B", []string{"22: công thức viết sai: không có phép so sánh “==” [S007] | viết ="}},
		{"A ≤ B", []string{"22: công thức viết sai: không có phép so sánh “≤” [S007] | viết <="}},
		{"A => B", []string{"22: công thức viết sai: không có phép so sánh “=>” [S007] | viết >="}},
		{"A != B", []string{"22: công thức viết sai: không có phép so sánh “!=” [S007] | viết <>"}},
		{"A <=> B", []string{"22: công thức viết sai: không có phép so sánh “<=>” [S007]"}},
		{"A < B < C", []string{"26: công thức viết sai: quy tắc có đúng một phép so sánh, ngoài mọi dấu ngoặc; “<” thừa [S007]"}},
		{"A < B && B < C", []string{
			"26: công thức viết sai: ký tự “&” không dùng trong công thức [S007] | mỗi quy tắc một phép so sánh; viết thành hai quy tắc",
			"27: công thức viết sai: ký tự “&” không dùng trong công thức [S007] | mỗi quy tắc một phép so sánh; viết thành hai quy tắc",
			"31: công thức viết sai: quy tắc có đúng một phép so sánh, ngoài mọi dấu ngoặc; “<” thừa [S007]"}},
		{"(A < B)", []string{"23: công thức viết sai: quy tắc có đúng một phép so sánh, ngoài mọi dấu ngoặc; “<” thừa [S007]"}},
		{"<= B", []string{"20: công thức viết sai: chưa có số hoặc mã nào [S007]"}},
		{"A <=", []string{"22: công thức viết sai: chưa có số hoặc mã nào [S007]"}},
		{"A + <= MT06 + abs(K.cap)", []string{"22: công thức viết sai: thiếu số hoặc mã sau “+” [S007]",
			"27: công thức nhắc tới “MT06”, mẫu không có [S006] | có phải “MT05”?",
			"38: công thức viết sai: “K.cap” gồm nhiều thành phần, chỉ dùng trong sum, min, max [S007] | viết sum(K.cap), hoặc tên một thành phần"}},
		{"(A) <= (B", []string{"27: công thức viết sai: dấu “(” không có dấu “)” [S007]"}},
		{"(A <= B", []string{"20: công thức viết sai: dấu “(” không có dấu “)” [S007]"}},
	}
	for _, tt := range tests {
		r, found := ParseRule(tt.src, at, names)
		if r != nil && len(found) > 0 {
			t.Errorf("%q: a rule and findings", tt.src)
		}
		if diff := cmp.Diff(tt.want, brief(found)); diff != "" {
			t.Errorf("ParseRule(%q) (-want +got):\n%s", tt.src, diff)
		}
	}
}

func TestParse_PositionWithoutColumnStays(t *testing.T) {
	_, found := ParseFormula("A + E", finding.Pos{File: "a.yaml", Line: 3}, names)
	if len(found) != 1 || found[0].Pos != (finding.Pos{File: "a.yaml", Line: 3}) {
		t.Errorf("findings: %v", messages(found))
	}
}

func TestHolds_ComparesExactly(t *testing.T) {
	third, _ := num.Int(1).Quo(num.Int(3))
	tests := []struct {
		left, right num.Number
		holds       string // the operators that hold
	}{
		{num.Int(1), num.Int(2), "<> < <="},
		{num.Int(2), num.Int(2), "= <= >="},
		{num.Int(3), num.Int(2), "<> > >="},
		{third.Add(third).Add(third), num.Int(1), "= <= >="},
	}
	for _, tt := range tests {
		for _, op := range strings.Fields("= <> < <= > >=") {
			want := strings.Contains(" "+tt.holds+" ", " "+op+" ")
			if got := (&Rule{Op: op}).Holds(tt.left, tt.right); got != want {
				t.Errorf("%v %s %v is %v", tt.left, op, tt.right, got)
			}
		}
	}
}
