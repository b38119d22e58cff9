package main

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io"
	"strings"

	"baocao/report"
	"baocao/report/finding"
	"baocao/report/model"
	"baocao/report/source"
	"baocao/report/spec"
	"baocao/report/workspace"
)

// Every word that the program prints stands in this file, in words.go, in refused.go, in help/ and in the catalogue of
// findings. The rules of output:
//
//   - Standard output gets what was asked for and nothing else: the paths of written files
//     one a line, a verdict with its findings, a schema, a text of help.
//   - Standard error gets the rest: the findings of generate, the summary, messages.
//   - A finding begins with its place, as editors and grep want it. A message of the program
//     itself begins with "baocao: ", in lower case, and has no full stop; what to do about it
//     follows, indented, as a hint.
//   - Vietnamese unless --lang en or BAOCAO_LANG=en asks for English.
//   - Success is quiet.
//   - Nothing that a file, a folder or a report says moves the cursor or turns the text: both
//     go by way of a [screen]. What is for programs is exact.
type ui struct {
	lang           finding.Lang
	stdout, stderr io.Writer // for people
	exact          io.Writer // standard output for programs
}

// screen passes on what people read, each Write whole lines of it.
type screen struct{ io.Writer }

func (s screen) Write(b []byte) (int, error) {
	if source.IsHarmless(b) {
		return s.Writer.Write(b)
	}
	if _, err := io.WriteString(s.Writer, source.Harmless(string(b))); err != nil {
		return 0, err
	}
	return len(b), nil
}

// Exit codes, as help/…/baocao.txt lists them.
const (
	exitDone        = 0
	exitFindings    = 1
	exitUsage       = 2
	exitWorld       = 3
	exitInterrupted = 130
)

// errFindings ends a run whose findings were printed and stop the report.
var errFindings = errors.New("the data or the template have errors")

// failure ends a run with words for the user.
type failure struct {
	code       int
	text, hint finding.Text
}

func (f failure) Error() string { return f.text.In(finding.EN) }

func (f failure) hinted(hint finding.Text) failure {
	f.hint = hint
	return f
}

// usage is a fault of the command line.
func usage(text finding.Text) failure { return failure{code: exitUsage, text: text} }

// end says why a run ended and gives the exit code.
func (u ui) end(err error) int {
	var f failure
	var fault report.Usage
	var many workspace.ManyPeriods
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errFindings):
		return exitFindings
	case errors.Is(err, context.Canceled):
		f = failure{code: exitInterrupted, text: finding.Say("đã dừng theo yêu cầu; chưa ghi tệp nào", "interrupted; nothing was written")}
	case errors.As(err, &f):
	case errors.As(err, &fault):
		f = usage(fault.Text)
	case errors.As(err, &many):
		f = usage(severalPeriods(many.Periods))
	default:
		f = failure{code: exitWorld, text: worldFailed(err), hint: cure(err)}
	}
	fmt.Fprintf(u.stderr, "baocao: %s\n", f.text.In(u.lang))
	if !f.hint.IsZero() {
		fmt.Fprintf(u.stderr, "    %s: %s\n", finding.Say("gợi ý", "hint").In(u.lang), f.hint.In(u.lang))
	}
	return f.code
}

// findings prints a list, the accepted ones after those that are open. There may be tens of
// thousands, so many of them are printed at once.
func (u ui) findings(w io.Writer, list finding.List) {
	const atOnce = 64 << 10 // bytes
	printer, lines := finding.Printer{Lang: u.lang}, make([]byte, 0, atOnce+atOnce/8)
	flush := func(from int) {
		if len(lines) >= from {
			_, _ = w.Write(lines)
			lines = lines[:0]
		}
	}
	print := func(f *finding.Finding) {
		lines = append(printer.Append(lines, f), '\n')
		flush(atOnce)
	}
	for i := range list {
		if list[i].Accepted == nil {
			print(&list[i])
		}
	}
	for _, f := range list.Accepted() {
		print(&f)
	}
	flush(1)
}

// summary counts the findings in one line; it says nothing of none.
func (u ui) summary(w io.Writer, list finding.List, tail finding.Text) {
	if len(list) == 0 {
		return
	}
	var counts []string
	for _, s := range []finding.Severity{finding.Error, finding.Warning, finding.Info} {
		if n := list.Count(s); n > 0 {
			counts = append(counts, fmt.Sprintf("%d %s%s", n, s.In(u.lang), u.plural(n)))
		}
	}
	if accepted := len(list.Accepted()); accepted > 0 {
		counts = append(counts, finding.Say("%d cảnh báo đã chấp nhận", "%d accepted", accepted).In(u.lang))
	}
	files := map[string]bool{}
	for i := range list {
		if file := list[i].Pos.File; file != "" {
			files[file] = true
		}
	}
	line := strings.Join(counts, ", ")
	if n := len(files); n > 0 {
		line += fmt.Sprintf(finding.Say(" trong %d tệp", " in %d file").In(u.lang), n) + u.plural(n)
	}
	fmt.Fprintln(w, line+tail.In(u.lang))
}

var readingFiles = finding.Say("đọc tệp", "reading files")

// plural is the ending that an English noun takes.
func (u ui) plural(n int) string {
	if u.lang == finding.EN && n != 1 {
		return "s"
	}
	return ""
}

var (
	nothingWritten = finding.Say("; chưa ghi tệp nào", "; nothing was written")
	seeNotes       = finding.Say("; xem lưu ý bằng “baocao check”", "; `baocao check` shows the notes")
)

// verdict is the first line of a check.
type verdict string

const (
	valid      verdict = "valid"
	invalid    verdict = "invalid"
	incomplete verdict = "incomplete"
)

var verdictWords = map[verdict]finding.Text{
	valid:      finding.Say("HỢP LỆ", "VALID"),
	invalid:    finding.Say("KHÔNG HỢP LỆ", "NOT VALID"),
	incomplete: finding.Say("CHƯA ĐỦ", "INCOMPLETE"),
}

func markedCopy(path string) finding.Text {
	return finding.Say("đã ghi bản đánh dấu lỗi: %s", "marked copy: %s", path)
}

func unitsMissing(codes []string) finding.Text {
	return finding.Say("chưa nộp: %s", "not handed in: %s", strings.Join(codes, ", "))
}

// Words of status.

var statusUnknown = finding.Say("; chưa biết được tình hình nộp", "; the status is not known")

// counts says how many, before who.
func (s state) counts() []finding.Text {
	name := s.period.Code
	lines := []finding.Text{finding.Say("Kỳ %s: đã nộp %d/%d đơn vị, chưa nộp %d, có lỗi %d",
		"Period %s: %d of %d units have handed in, %d missing, %d faulty", name, s.received, s.expected, s.missing, s.faulty)}
	if !s.due.IsZero() {
		lines = append(lines, finding.Say("Hạn nộp %s: đúng hạn %d, nộp muộn %d, không ghi ngày nhận %d",
			"Deadline %s: %d on time, %d late, %d without a day of receipt", s.due.Short(), s.onTime, s.late, s.undated))
	}
	if s.partial > 0 {
		lines = append(lines, finding.Say("Chưa nộp đủ các quý: %d đơn vị", "Quarters are lacking from %d units", s.partial))
	}
	return lines
}

// The columns of status; statusNumbers are those that hold numbers.
var (
	statusHeads = []finding.Text{
		finding.Say("Đơn vị", "Unit"), finding.Say("Tình trạng", "State"), finding.Say("Ngày nhận", "Received"),
		finding.Say("Lỗi", "Faults"), finding.Say("Cảnh báo", "Warnings"), finding.Say("Tệp", "Files"),
	}
	statusNumbers = []int{3, 4}
)

// unitState words the state of one unit; what is late is known only where there is a
// deadline.
func unitState(u model.Unit, deadline bool) finding.Text {
	var late finding.Text
	if u.Late {
		late = finding.Say(", nộp muộn", ", late")
	}
	switch urgencyOf(u) {
	case isMissing:
		return finding.Say("chưa nộp", "missing")
	case isFaulty:
		return finding.Say("có lỗi%s", "faulty%s", late)
	case isPartial:
		return finding.Say("thiếu %s%s", "lacks %s%s", strings.Join(u.Lacks, ", "), late)
	case isLate:
		return finding.Say("nộp muộn", "late")
	}
	if deadline && u.Owes && u.Received != "" {
		return finding.Say("đúng hạn", "on time")
	}
	return finding.Say("đã nộp", "received")
}

func othersHead(code string) finding.Text {
	return finding.Say("Tệp khác có lỗi; xem bằng “baocao check -p %s”:", "Other files with errors; see `baocao check -p %s`:", code)
}

// stateCodes are the states in JSON.
var stateCodes = map[urgency]string{isMissing: "missing", isFaulty: "faulty", isPartial: "partial", isLate: "late", isReceived: "received"}

// Words of severities and verdicts in JSON.
var severityCodes = map[finding.Severity]string{finding.Error: "error", finding.Warning: "warning", finding.Info: "info"}

//go:embed help
var helpTexts embed.FS

// helpTopics are the texts of help/, the first for the program as a whole.
var helpTopics = []string{"baocao", "generate", "check", "status", "verify", "trace", "diff", "form", "new", "explain", "template", "schema", "version", "completion"}

// help prints one of helpTopics.
func (u ui) help(topic string) error {
	text, err := helpTexts.ReadFile(u.helpFile(topic))
	if err != nil {
		panic("baocao: no help on " + topic)
	}
	_, err = u.stdout.Write(text)
	return err
}

func (u ui) helpFile(topic string) string {
	folder := "vi"
	if u.lang == finding.EN {
		folder = "en"
	}
	return "help/" + folder + "/" + topic + ".txt"
}

// The command line.

func nothingAsked() finding.Text {
	return finding.Say("cần một lệnh hoặc một tệp bản nộp; xem “baocao help”", "a command or a submission is needed; see `baocao help`")
}

func dropFiles() finding.Text {
	return finding.Say("gõ baocao kèm tên tệp; trên Windows có thể kéo tệp hoặc thư mục thả vào biểu tượng baocao.exe",
		"type baocao and a file's name; on Windows drop files or a folder on baocao.exe")
}

func unknownCommand(word string) finding.Text {
	return finding.Say("không có lệnh hay tệp nào tên “%s”", "there is no command or file “%s”", word)
}

func unknownSubcommand(command, word string) finding.Text {
	return finding.Say("lệnh %s không có lệnh con “%s”", "%s has no subcommand “%s”", command, word)
}

func subcommandNeeded(command, known string) finding.Text {
	return finding.Say("lệnh %s cần một lệnh con: %s", "%s needs a subcommand: %s", command, known)
}

func unknownFlag(word string) finding.Text {
	return finding.Say("không có tuỳ chọn “%s”", "there is no option “%s”", word)
}

func flagNotHere(word, command string) finding.Text {
	return finding.Say("tuỳ chọn “%s” không dùng cho lệnh %s", "the option “%s” does not belong to %s", word, command)
}

func flagNeedsValue(word string) finding.Text {
	return finding.Say("tuỳ chọn “%s” cần một giá trị đi sau", "the option “%s” needs a value", word)
}

func flagTakesNoValue(word string) finding.Text {
	return finding.Say("tuỳ chọn “%s” không nhận giá trị", "the option “%s” takes no value", word)
}

func unknownLanguage(name string) finding.Text {
	return finding.Say("không có ngôn ngữ “%s”; chọn vi hoặc en", "there is no language “%s”; choose vi or en", name)
}

func unknownChoice(flag, value string, known []string) finding.Text {
	return finding.Say("%s không nhận “%s”; chọn trong: %s", "%s does not take “%s”; choose from: %s", flag, value, strings.Join(known, ", "))
}

func tooManyArguments(command string) finding.Text {
	return finding.Say("lệnh %s chỉ nhận một tên", "%s takes one name", command)
}

func oneFolder(command string) finding.Text {
	return finding.Say("lệnh %s chỉ nhận một thư mục", "%s takes one folder", command)
}

func folderNeeded(command string) finding.Text {
	return finding.Say("lệnh %s cần tên một thư mục", "%s needs the name of a folder", command)
}

func newExample() finding.Text {
	return finding.Say("chẳng hạn: baocao mới bao-cao-dan-van", "for example: baocao new reports")
}

func argumentNeeded(command string) finding.Text {
	return finding.Say("lệnh %s cần một tên đi sau", "%s needs a name", command)
}

func optionNeeded(command, option string) finding.Text {
	return finding.Say("lệnh %s cần tuỳ chọn %s", "%s needs the option %s", command, option)
}

func orAll() finding.Text {
	return finding.Say("hoặc thêm --all để lập biểu mẫu cho mọi đơn vị phải nộp", "or add --all for the forms of all units that owe a report")
}

func noInput() finding.Text {
	return finding.Say("không có tệp nào để đọc: ở đây và các thư mục trên không có baocao.yaml",
		"there is nothing to read: neither this folder nor one above it has a baocao.yaml")
}

func nameTheInput() finding.Text {
	return finding.Say("ghi tên tệp hoặc thư mục bản nộp, chẳng hạn: baocao generate 2022-Q1.yaml",
		"name the submissions or their folder, for example: baocao generate 2022-Q1.yaml")
}

func severalPeriods(periods []string) finding.Text {
	return finding.Say("thư mục có nhiều kỳ: %s; chọn một kỳ bằng -p", "the folder holds several periods: %s; choose one with -p", strings.Join(periods, ", "))
}

func unknownName(what finding.Text, name string) finding.Text {
	return finding.Say("không có %s “%s”", "there is no %s “%s”", what, name)
}

// didYouMean is the hint for an unknown name; zero when there is no near one.
func didYouMean(prefix, near string) finding.Text {
	if near == "" {
		return finding.Text{}
	}
	return finding.Say("có phải “%s”?", "did you mean “%s”?", prefix+near)
}

var (
	aTemplate = finding.Say("mẫu báo cáo", "template")
	aSchema   = finding.Say("quy cách", "schema")
	aFinding  = finding.Say("mã phát hiện", "finding")
	aTopic    = finding.Say("mục trợ giúp", "help on")
)

func available(names []string) finding.Text {
	return finding.Say("các tên có: %s", "there are: %s", strings.Join(names, ", "))
}

func seeAllFindings() finding.Text {
	return finding.Say("“baocao explain” liệt kê mọi mã", "`baocao explain` lists all codes")
}

// Files.

func notOurs(path string) finding.Text {
	return finding.Say("“%s” đã có và không phải do baocao ghi", "“%s” exists and was not written by baocao", path)
}

func useForce() finding.Text {
	return finding.Say("chọn thư mục khác bằng -o, hoặc thêm --force để ghi đè", "choose another folder with -o, or overwrite with --force")
}

func outputIsInput(path string) finding.Text {
	return finding.Say("“%s” vừa là tệp đầu vào vừa là tệp kết quả; chọn thư mục khác bằng -o", "“%s” is an input and an output at once; choose another folder with -o", path)
}

// Lists.

var familyWords = []struct {
	letter byte
	text   finding.Text
}{
	{'D', finding.Say("Đọc tệp", "Reading files")},
	{'S', finding.Say("Mẫu báo cáo", "Templates")},
	{'C', finding.Say("Tên và giá trị trong bản nộp", "Names and values of a submission")},
	{'V', finding.Say("Quy tắc kiểm tra bản nộp", "Checks on a submission")},
	{'M', finding.Say("Quy tắc kiểm tra số tổng hợp", "Checks on the totals")},
	{'P', finding.Say("Lời văn và trang in", "Prose and page")},
	{'W', finding.Say("Tệp và đơn vị", "Files and units")},
}

var (
	limitsHead  = finding.Say("Các giới hạn:", "The limits:")
	exampleHead = finding.Say("Ví dụ nhỏ nhất:", "The smallest example:")
	commandHead = finding.Say("Lệnh:", "The command:")
	answerHead  = finding.Say("Chương trình trả lời:", "The program answers:")
)

var schemaWords = []struct {
	name string
	text finding.Text
}{
	{"report", finding.Say("báo cáo đã tính (--format json)", "a computed report (--format json)")},
	{"submission", finding.Say("bản nộp YAML hoặc JSON", "a submission in YAML or JSON")},
	{"findings", finding.Say("kết quả của check --json", "what check --json prints")},
	{"status", finding.Say("kết quả của status --json", "what status --json prints")},
	{"verify", finding.Say("kết quả của verify --json", "what verify --json prints")},
	{"trace", finding.Say("kết quả của trace --json", "what trace --json prints")},
	{"diff", finding.Say("kết quả của diff --json", "what diff --json prints")},
}

// Words of template show.
var (
	periodsHead    = finding.Say("Kỳ báo cáo", "Periods")
	indicatorsHead = finding.Say("Chỉ tiêu", "Indicators")
	registersHead  = finding.Say("Danh sách", "Registers")
	tablesHead     = finding.Say("Biểu", "Tables")
	textsHead      = finding.Say("Đoạn văn", "Texts")
)

func outOf(whole string) finding.Text { return finding.Say("trên %s", "out of: %s", whole) }

func countedInto(code string) finding.Text {
	return finding.Say("đếm vào %s", "counted into %s", code)
}

var natureWords = map[spec.Nature]finding.Text{
	spec.Flow:  finding.Say("phát sinh trong kỳ", "flow"),
	spec.Stock: finding.Say("số cuối kỳ", "stock"),
	spec.Rate:  finding.Say("tỷ lệ", "rate"),
}
