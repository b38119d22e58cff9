package finding

import "slices"

// The codes, by the stage that finds them.
const (
	// D: decode — what the bytes of a file hold.
	Empty          Code = "D001"
	NotUTF8        Code = "D002"
	Legacy         Code = "D003"
	Syntax         Code = "D004"
	DuplicateKey   Code = "D005"
	UnknownField   Code = "D006"
	NotNumber      Code = "D007"
	Ambiguous      Code = "D008"
	CommaCut       Code = "D009"
	TooLong        Code = "D010"
	WrongDate      Code = "D011"
	WrongPeriod    Code = "D012"
	Dash           Code = "D013"
	MissingField   Code = "D014"
	WrongShape     Code = "D015"
	CSVHeader      Code = "D016"
	RegisterFile   Code = "D017"
	Unprintable    Code = "D018"
	TooLarge       Code = "D019"
	MixedFigure    Code = "D020"
	Qualifier      Code = "D021"
	FileType       Code = "D022"
	FieldCount     Code = "D023"
	NotAllowed     Code = "D024"
	NotSubmission  Code = "D025"
	NoValue        Code = "D026"
	BrokenWorkbook Code = "D027"
	CellError      Code = "D028"
	TypedAsText    Code = "D029"
	OwnFormula     Code = "D030"
	NotComputed    Code = "D031"
	OutsideForm    Code = "D032"
	DamagedForm    Code = "D033"
	Unread         Code = "D034"
	Converted      Code = "D035"

	// S: spec — what a template says.
	NoTemplate      Code = "S001"
	NoTemplateFile  Code = "S002"
	TemplateShape   Code = "S003"
	BadCode         Code = "S004"
	NameClash       Code = "S005"
	UnknownInExpr   Code = "S006"
	ExprSyntax      Code = "S007"
	UnknownFunction Code = "S008"
	NoExcel         Code = "S009"
	MeasureMix      Code = "S010"
	UnknownPart     Code = "S011"
	SummaryAction   Code = "S012"
	SummaryName     Code = "S013"
	Circular        Code = "S014"
	NoLayout        Code = "S015"
	NotThisTemplate Code = "S016"
	BookAction      Code = "S017"
	BookName        Code = "S018"
	BookUnfit       Code = "S019"
	BookFormula     Code = "S020"

	// C: check — names and values against the template.
	UnknownIndicator Code = "C001"
	UnknownCategory  Code = "C002"
	UnknownBreakdown Code = "C003"
	NotBroken        Code = "C004"
	WhichBreakdown   Code = "C005"
	PeriodKind       Code = "C006"
	NoOutOf          Code = "C007"
	NeedsOutOf       Code = "C008"
	Negative         Code = "C009"
	Fraction         Code = "C010"
	Twice            Code = "C011"
	Computed         Code = "C012"
	UnknownText      Code = "C013"
	RegisterColumn   Code = "C014"
	RegisterValue    Code = "C015"
	WindowOrder      Code = "C016"
	UnknownRegister  Code = "C017"
	TargetBreakdown  Code = "C019"
	OldForm          Code = "C020"
	OtherForm        Code = "C021"
	UnknownFinding   Code = "C022"
	NotAWarning      Code = "C023"
	NothingAccepted  Code = "C024"

	// V: rules on a submission.
	DoneOverOutOf      Code = "V011"
	TotalNotApplicable Code = "V012"
	TotalNotParts      Code = "V014"
	AxesDiffer         Code = "V015"
	PartsMissing       Code = "V016"
	RegisterDiffer     Code = "V017"
	RuleFailed         Code = "V020"
	RuleNotRun         Code = "V021"
	QuartersDiffer     Code = "V022"
	OwnDiffers         Code = "V023"

	// M: rules on the totals.
	TotalRuleFailed Code = "M001"
	TotalRuleNotRun Code = "M002"

	// P: prose and page.
	TextMissing Code = "P001"
	NoIssuer    Code = "P002"
	ProseDiffer Code = "P003"

	// W: files and units together.
	NoSubmission    Code = "W001"
	TwoSubmissions  Code = "W002"
	UnknownUnit     Code = "W003"
	UnitsFile       Code = "W004"
	Skipped         Code = "W005"
	UnitDiffers     Code = "W006"
	NothingReplaced Code = "W007"
	LeftOut         Code = "W008"
	BadUnitCode     Code = "W009"
	NotTaken        Code = "W010"
)

// Entry is one row of the catalogue: the wording of a code and what it means.
// VI and EN are formats that take the same arguments in the same order.
type Entry struct {
	Code                 Code
	Severity             Severity
	VI, EN               string
	MeaningVI, MeaningEN string
}

// Catalogue lists every finding that the program can utter, by code.
func Catalogue() []Entry { return slices.Clone(catalogue) }

// Lookup finds the entry of a code.
func Lookup(code Code) (Entry, bool) {
	for _, e := range catalogue {
		if e.Code == code {
			return e, true
		}
	}
	return Entry{}, false
}

var catalogue = []Entry{
	{Empty, Error,
		"tệp trống, không có số liệu nào", "the file is empty",
		"Tệp không có nội dung, hoặc chỉ có khoảng trắng và ghi chú. Thường là tệp lưu dở hoặc chép thiếu: mở lại tệp gốc, lưu rồi gửi lại.",
		"The file has no content, or only blanks and comments. It was probably saved or copied half-way: save the original again."},
	{NotUTF8, Error,
		"không phải văn bản UTF-8: byte %s ở vị trí này không đọc được", "not UTF-8 text: byte %s here cannot be read",
		"Mọi tệp văn bản phải lưu bằng bảng mã UTF-8. Trong Excel chọn “CSV UTF-8 (Comma delimited)”; trong Notepad chọn Encoding: UTF-8.",
		"Every text file must be saved as UTF-8. In Excel choose “CSV UTF-8 (Comma delimited)”; in Notepad choose Encoding: UTF-8."},
	{Legacy, Error,
		"chữ gõ bằng bảng mã cũ %s: “%s”", "text in the legacy encoding %s: “%s”",
		"Văn bản gõ bằng phông .VnTime (TCVN3/ABC) hoặc VNI hiện sai chữ ở mọi máy dùng Unicode. Dùng Unikey chuyển tệp sang Unicode rồi nộp lại, hoặc thêm --legacy convert.",
		"Text typed with .VnTime (TCVN3/ABC) or VNI fonts is unreadable as Unicode. Convert the file to Unicode (Unikey does it) and hand it in again, or add --legacy convert."},
	{Syntax, Error,
		"không hiểu cách viết ở đây: %s", "cannot be understood here: %s",
		"Tệp sai cú pháp YAML, JSON hoặc CSV tại chỗ nêu, nên phần sau chưa đọc được. Hay gặp: thiếu dấu ngoặc, thụt lề bằng phím Tab, thiếu khoảng trắng sau dấu hai chấm.",
		"The file breaks the syntax of YAML, JSON or CSV at this place. Often: an unclosed bracket or quote, a tab used to indent, no blank after a colon."},
	{DuplicateKey, Error,
		"“%s” ghi hai lần", "“%s” stands twice",
		"Một mục chỉ được ghi một lần; nếu ghi hai lần, chương trình không đoán lần nào đúng. Xoá dòng thừa.",
		"A key may stand once; which of two was meant is never guessed. Delete one of them."},
	{UnknownField, Error,
		"không có mục “%s”", "there is no field “%s”",
		"Tên mục không có trong quy cách của loại tệp này. Xem tên gần nhất ở phần gợi ý, hoặc lệnh “baocao schema”.",
		"This kind of file has no field of that name. See the hint for the nearest one, or `baocao schema`."},
	{NotNumber, Error,
		"“%s” không phải là số", "“%s” is not a number",
		"Ô này phải là một số. Hay gặp: chữ O thay số 0, chữ l thay số 1, đơn vị tính gõ lẫn vào ô số.",
		"A number belongs here. Often: the letter O for zero, the letter l for one, a unit of measure typed into the cell."},
	{Ambiguous, Error,
		"“%s” đọc được hai cách: %s hoặc %s", "“%s” can be read in two ways: %s or %s",
		"Dấu chấm hoặc dấu phẩy có thể là dấu ngăn hàng nghìn, cũng có thể là dấu thập phân. Chương trình không đoán: viết số liền (1234) hoặc thêm chữ số thập phân (1.2340).",
		"The point or comma may part thousands or decimals. It is never guessed: write 1234, or 1.2340."},
	{CommaCut, Error,
		"dấu phẩy cắt đôi giá trị: “%s” thành “%s” và “%s”", "a comma cut a value in two: “%s” became “%s” and “%s”",
		"Trong YAML, dấu phẩy giữa { } ngăn hai mục. Số thập phân viết bằng dấu chấm (1.5); chữ có dấu phẩy thì đặt trong ngoặc kép.",
		"Between { } in YAML a comma parts two entries. Write decimals with a point (1.5) and put text with commas in quotes."},
	{TooLong, Error,
		"số dài quá: “%s” có %d chữ số, nhiều nhất là %d", "the number is too long: “%s” has %d digits, at most %d",
		"Excel chỉ giữ đúng 15 chữ số; số dài hơn sẽ bị sai ở cuối. Kiểm tra xem có gõ thừa chữ số hay dán nhầm mã số không.",
		"Excel keeps 15 digits exactly; a longer number would change. Look for extra digits or a pasted identifier."},
	{WrongDate, Error,
		"“%s” không phải là ngày", "“%s” is not a date",
		"Ngày viết 2022-04-27 hoặc 27/4/2022; chỗ nào cho phép thì viết tháng (2022-04) hoặc năm (2022).",
		"Write a date as 2022-04-27 or 27/4/2022; where allowed a month (2022-04) or a year (2022) will do."},
	{WrongPeriod, Error,
		"“%s” không phải là kỳ báo cáo", "“%s” is not a period",
		"Kỳ viết 2022-Q1 (quý I), 2022-H1 (6 tháng đầu năm), 2022-H2 (6 tháng cuối năm), 2022-9M (9 tháng) hoặc 2022 (cả năm).",
		"A period is 2022-Q1, 2022-H1 (first half), 2022-H2, 2022-9M or 2022."},
	{Dash, Error,
		"dấu “%s” không rõ nghĩa: không phát sinh (0), không áp dụng (x) hay chưa có số liệu?", "“%s” is unclear: zero (0), does not apply (x) or not known?",
		"Trong biểu thống kê, gạch ngang là số không; nhiều nơi lại gạch khi chưa có số liệu hoặc không áp dụng. Ghi rõ: 0, x, hoặc để trống.",
		"Statistics print a dash for zero; clerks type it for either. Say which: 0, x, or leave it empty."},
	{MissingField, Error,
		"thiếu mục “%s”", "the field “%s” is missing",
		"Mục này bắt buộc phải có.",
		"This field is required."},
	{WrongShape, Error,
		"ở đây phải là %s, nhưng lại là %s", "%s belongs here, not %s",
		"Giá trị có dạng khác với quy cách: ví dụ một danh sách ở chỗ cần một số.",
		"The value has another shape than the format wants, such as a list where a number belongs."},
	{CSVHeader, Error,
		"dòng đầu của tệp CSV %s", "the header of the CSV file %s",
		"Dòng đầu của tệp CSV số liệu phải có các cột unit, period, indicator, breakdown, category, value; sau đó có thể có since, as_of, qualifier, target, note.",
		"The header of a CSV of figures has the columns unit, period, indicator, breakdown, category, value; then optionally since, as_of, qualifier, target, note."},
	{RegisterFile, Error,
		"không mở được danh sách “%s”: %s", "the register “%s” cannot be opened: %s",
		"Bản nộp nhắc tới một tệp danh sách, nhưng tệp ấy không có ở cạnh bản nộp hoặc không đọc được.",
		"The submission names a register file that is not beside it, or cannot be read."},
	{Unprintable, Error,
		"ký tự %s không in được", "the character %s cannot be printed",
		"Ký tự điều khiển, biểu tượng cảm xúc và ký tự ngoài phông chữ của văn bản sẽ thành ô trống trên giấy, nên bị từ chối. Xoá hoặc thay bằng chữ.",
		"Control characters, emoji and characters outside the document's typeface would print as blanks, so they are refused. Delete them or use words."},
	{TooLarge, Error,
		"vượt giới hạn: %s (nhiều nhất %s)", "over the limit: %s (at most %s)",
		"Tệp lớn hoặc lồng sâu khác thường; một bản nộp thật không như vậy. Kiểm tra xem có đưa nhầm tệp không. Nếu tệp đúng là như vậy, tuỳ chọn --large nâng mọi giới hạn lên mười lần; các giới hạn ở dưới.",
		"The file is unusually large or deep; no real submission is. Check that it is the right file. If it is, the option --large raises all limits tenfold; they are listed below."},
	{MixedFigure, Error,
		"mục “%s” không đi cùng “%s”", "“%s” does not go together with “%s”",
		"Một số liệu hoặc là một giá trị (value, since, as_of …) hoặc là các thành phần (huyen, co_so …); “done” phải đi với “out_of”.",
		"A figure is either one value (value, since, as_of …) or its parts (huyen, co_so …); “done” goes with “out_of”."},
	{Qualifier, Error,
		"không có từ ước lượng “%s”", "there is no qualifier “%s”",
		"Từ ước lượng đi trước số chỉ gồm: trên, hơn, gần, khoảng, dưới.",
		"A qualifier before a number is one of: trên, hơn, gần, khoảng, dưới."},
	{FileType, Error,
		"không đọc loại tệp này: %s", "this kind of file is not read: %s",
		"Bản nộp là tệp .yaml, .json, .csv hoặc biểu mẫu Excel .xlsx lập bằng “baocao form”.",
		"A submission is a .yaml, .json or .csv file, or an Excel form (.xlsx) made by `baocao form`."},
	{FieldCount, Error,
		"dòng có %d ô, dòng đầu có %d cột", "the row has %d fields, the header %d columns",
		"Dòng thừa hoặc thiếu dấu ngăn. Chữ có dấu phẩy (hoặc chấm phẩy) phải đặt trong ngoặc kép.",
		"The row has a separator too many or too few. Text that contains the separator goes in quotes."},
	{NotAllowed, Error,
		"không dùng được ở đây: %s", "not allowed here: %s",
		"Cách viết này (neo, thẻ kiểu, nhiều tài liệu trong một tệp YAML…) không cần cho bản nộp và không được nhận.",
		"This construct (an anchor, a tag, several YAML documents in one file …) is of no use in a submission and is refused."},
	{NotSubmission, Error,
		"tệp này không phải bản nộp: %s", "this file is not a submission: %s",
		"Tệp đọc được nhưng không có các mục của một bản nộp (unit, period, figures).",
		"The file can be read, but has none of a submission's fields (unit, period, figures)."},
	{NoValue, Error,
		"“%s” không có giá trị", "“%s” has no value",
		"Giữa { } mỗi mục viết “tên: giá trị”. Thường là thiếu dấu hai chấm, hoặc thừa dấu phẩy.",
		"Between { } each entry is “name: value”. Probably a colon is missing, or a comma is too many."},
	{BrokenWorkbook, Error,
		"không đọc được bảng tính: %s", "the workbook cannot be read: %s",
		"Tệp .xlsx bị hỏng, bị cắt cụt khi chép, hoặc bị sửa bằng công cụ khác. Chương trình không đọc phần còn lại, vì có thể thiếu số liệu mà không ai biết.",
		"The .xlsx file is damaged, was cut off when it was copied, or was changed by some tool. What is left of it is not read, since figures could be missing unseen."},
	{CellError, Error,
		"ô đang báo lỗi Excel %s", "the cell shows the Excel error %s",
		"Công thức trong ô không tính được (#REF!, #DIV/0!, #VALUE!…). Sửa công thức, hoặc gõ thẳng số vào ô.",
		"The formula of the cell cannot be computed (#REF!, #DIV/0!, #VALUE! …). Correct it, or type the number itself."},
	{TypedAsText, Warning,
		"số gõ dưới dạng chữ: “%s”; hiểu là %s", "the number is typed as text: “%s”; read as %s",
		"Excel coi ô này là chữ nên không cộng được (thường có tam giác xanh ở góc ô). Chương trình vẫn đọc được số; gõ lại số vào ô cho chắc.",
		"Excel takes this cell for text and does not add it (often with a green triangle in its corner). The number is understood all the same; better type it again."},
	{OwnFormula, Warning,
		"ô có công thức của người nhập (=%s); lấy giá trị đang lưu: %s", "the cell holds a formula of the clerk's own (=%s); its stored value counts: %s",
		"Số liệu là giá trị Excel đã lưu cùng công thức. Kiểm tra lại giá trị ấy; nếu công thức trỏ tới tệp khác thì số có thể đã cũ.",
		"The figure is the value that Excel stored with the formula. Look at it again; where the formula leads to another file, it may be out of date."},
	{NotComputed, Error,
		"ô có công thức (=%s) nhưng chưa có giá trị", "the cell holds a formula (=%s) and no value",
		"Tệp được ghi bằng công cụ không tính công thức. Mở tệp bằng Excel hoặc LibreOffice rồi lưu lại, hoặc gõ thẳng số vào ô.",
		"The file was written by a tool that computes no formulas. Open it in Excel or LibreOffice and save it, or type the number itself."},
	{OutsideForm, Warning,
		"“%s” nằm ngoài các ô của biểu mẫu nên không được đọc", "“%s” stands outside of the form's cells and is not read",
		"Dòng hoặc cột tự thêm vào biểu mẫu không có nghĩa với chương trình. Chuyển số liệu vào ô màu vàng, ghi chú vào cột Ghi chú.",
		"A row or column that was added to the form means nothing to the program. Move figures into the yellow cells, and notes into the column Ghi chú."},
	{DamagedForm, Error,
		"biểu mẫu bị hỏng: %s", "the form is damaged: %s",
		"Các dấu ẩn mà chương trình dùng để nhận ra ô số liệu đã bị xoá hoặc sửa. Lập lại biểu mẫu bằng “baocao form” và chép số liệu sang.",
		"The hidden stamps by which cells are recognised were deleted or changed. Make the form again with `baocao form` and copy the figures over."},
	{Unread, Error,
		"không đọc được tệp: %s", "the file cannot be read: %s",
		"Tệp nằm trong thư mục nhưng không đọc được: vừa bị xoá hoặc đổi trong lúc chạy, không có quyền đọc, hoặc không phải tệp thường (liên kết ra ngoài thư mục, thiết bị). Chép lại tệp rồi chạy lại.",
		"The file lies in the folder but cannot be read: it was deleted or changed during the run, may not be read, or is no ordinary file (a link out of the folder, a device). Copy it again and run again."},
	{Converted, Warning,
		"chữ bảng mã cũ %s “%s” đã chuyển thành “%s”", "text in the legacy encoding %s “%s” was converted to “%s”",
		"Vì có --legacy convert, chương trình đã tự chuyển chữ .VnTime (TCVN3/ABC) hoặc VNI sang Unicode. Đọc lại từng chỗ: chữ hoa có dấu của phông .VnTimeH thành chữ thường, chữ nước ngoài có thể bị đổi nhầm.",
		"Because of --legacy convert, text typed with .VnTime (TCVN3/ABC) or VNI fonts was converted to Unicode. Read each place again: toned capitals of the font .VnTimeH become small letters, and foreign words may be changed by mistake."},

	{NoTemplate, Error,
		"không có mẫu báo cáo “%s”", "there is no template “%s”",
		"Mẫu báo cáo là tên một mẫu có sẵn (xem “baocao template list”) hoặc đường dẫn tới một thư mục mẫu.",
		"A template is the name of a built-in one (see `baocao template list`) or the path of a template folder."},
	{NoTemplateFile, Error,
		"thư mục mẫu thiếu tệp “%s”", "the template folder lacks “%s”",
		"Một thư mục mẫu gồm template.yaml (chỉ tiêu, biểu, quy tắc) và summary.md (lời văn báo cáo).",
		"A template folder holds template.yaml (indicators, tables, checks) and summary.md (the prose)."},
	{TemplateShape, Error,
		"%s", "%s",
		"Mục này của mẫu báo cáo thiếu hoặc sai giá trị.",
		"This entry of the template is missing or has a wrong value."},
	{BadCode, Error,
		"“%s” không dùng làm mã được: %s", "“%s” cannot be a code: %s",
		"Mã gồm chữ cái không dấu, chữ số và dấu gạch dưới, bắt đầu bằng chữ cái, không trùng từ dành riêng.",
		"A code has unaccented letters, digits and underscores, begins with a letter and is no reserved word."},
	{NameClash, Error,
		"“%s” trùng tên", "“%s” names two things",
		"Mã của phân tổ và của mọi thành phần trong một chỉ tiêu dùng chung một không gian tên, nên không được trùng.",
		"Breakdowns and categories of one indicator share one namespace, so no name may be used twice."},
	{UnknownInExpr, Error,
		"công thức nhắc tới “%s”, mẫu không có", "the expression names “%s”, which the template lacks",
		"Công thức và quy tắc chỉ dùng mã chỉ tiêu của mẫu, có thể kèm thành phần: DVK01.huyen.",
		"Formulas and checks use the template's indicator codes, with a category if need be: DVK01.huyen."},
	{ExprSyntax, Error,
		"công thức viết sai: %s", "the expression cannot be read: %s",
		"Công thức gồm số, mã chỉ tiêu, + - * / ( ), các hàm abs round min max sum previous change target; quy tắc có đúng một phép so sánh = <> < <= > >=.",
		"An expression has numbers, codes, + - * / ( ) and abs round min max sum previous change target; a rule has exactly one of = <> < <= > >=."},
	{UnknownFunction, Error,
		"không có hàm “%s”", "there is no function “%s”",
		"Các hàm: abs, round, min, max, sum, previous, change, target.",
		"The functions: abs, round, min, max, sum, previous, change, target."},
	{NoExcel, Error,
		"công thức không viết được trong Excel: %s", "the expression has no Excel counterpart: %s",
		"Mọi công thức của mẫu phải thành công thức sống trong bảng tính; cách viết này thì không.",
		"Every formula of a template must become a live formula of the workbook; this one cannot."},
	{MeasureMix, Warning,
		"công thức cộng hoặc so sánh hai đơn vị tính khác nhau: %s và %s", "the expression adds or compares two measures: %s and %s",
		"Cộng “mô hình” với “đơn” không có nghĩa. Kiểm tra lại mã chỉ tiêu trong công thức.",
		"Adding “mô hình” to “đơn” makes no sense. Check the codes."},
	{UnknownPart, Error,
		"mẫu không có %s “%s”", "the template has no %s “%s”",
		"Biểu, cột, danh sách, phân tổ hoặc chỉ tiêu được nhắc tới nhưng không khai báo trong mẫu.",
		"A table, column, register, breakdown or indicator is used that the template does not define."},
	{SummaryAction, Error,
		"lệnh trong summary.md viết sai: %s", "an action of summary.md cannot be read: %s",
		"Lệnh có dạng {{ tên \"MÃ\" }}; phần tuỳ chọn có dạng {{ optional }} … {{ end }}.",
		"An action is {{ name \"CODE\" }}; an optional part is {{ optional }} … {{ end }}."},
	{SummaryName, Error,
		"summary.md nhắc tới “%s”, mẫu không có", "summary.md names “%s”, which the template lacks",
		"Lời văn chỉ nhắc được chỉ tiêu, biểu, phân tổ có trong template.yaml.",
		"The prose can only name indicators, tables and breakdowns of template.yaml."},
	{Circular, Error,
		"công thức vòng: %s", "circular formula: %s",
		"Một chỉ tiêu tính từ chính nó, trực tiếp hoặc qua chỉ tiêu khác.",
		"An indicator is computed from itself, directly or through others."},
	{NoLayout, Error,
		"không có thể thức “%s”", "there is no layout “%s”",
		"Thể thức là tên một quy cách trình bày có sẵn, chẳng hạn hd36.",
		"A layout is the name of a built-in profile, such as hd36."},
	{NotThisTemplate, Error,
		"bản nộp theo mẫu “%s”, báo cáo đang lập theo mẫu “%s”", "the submission follows the template “%s”, the report “%s”",
		"Mọi bản nộp của một báo cáo phải theo cùng một mẫu.",
		"All submissions of a report follow one template."},
	{BookAction, Error,
		"ô này viết sai lệnh: %s", "the cell has an action that cannot be read: %s",
		"Trong workbook.xlsx, lệnh có dạng {{ n \"MÃ\" }}; số liệu đứng riêng một ô; {{ rows \"units\" }} trong một ô lặp lại cả dòng cho từng đơn vị.",
		"In workbook.xlsx an action is {{ n \"CODE\" }}; a figure has a cell of its own; {{ rows \"units\" }} in a cell repeats its row for each unit."},
	{BookName, Error,
		"workbook.xlsx nhắc tới “%s”, mẫu không có", "workbook.xlsx names “%s”, which the template lacks",
		"Ô của bảng tính mẫu chỉ nhắc được chỉ tiêu, biểu, danh sách, phân tổ có trong template.yaml và đoạn văn có trong summary.md.",
		"A cell of the template workbook can only name indicators, tables, registers and breakdowns of template.yaml, and texts of summary.md."},
	{BookUnfit, Error,
		"không dùng được bảng tính này làm mẫu: %s", "the workbook cannot be filled in: %s",
		"Bảng tính mẫu giữ được ô, kiểu, ô gộp, độ rộng, định dạng có điều kiện, kiểm tra nhập, tên vùng, thiết lập in, ảnh và biểu đồ. Macro, liên kết ra ngoài, PivotTable, ghi chú, bảng (Table) và các thứ khác phải bỏ đi trước, để không mất mà không ai hay.",
		"A template workbook keeps cells, styles, merges, widths, conditional formats, validations, names, print set-up, pictures and charts. Macros, outside links, pivot tables, comments, Excel tables and the like have to go first, so that nothing is lost unseen."},
	{BookFormula, Error,
		"công thức của ô này không dùng được trong mẫu: %s", "the formula of the cell is of no use in a template: %s",
		"Mỗi công thức trong báo cáo có sẵn kết quả đúng và được đối chiếu lại, nên bảng tính mẫu chỉ dùng được các hàm mà baocao tính được.",
		"Every formula of a report has its right value stored and is proven anew, so a template workbook can only use functions that baocao computes."},

	{UnknownIndicator, Error,
		"mẫu không có chỉ tiêu “%s”", "the template has no indicator “%s”",
		"Mã chỉ tiêu phải có trong mẫu báo cáo; xem danh sách bằng “baocao template show”.",
		"Codes come from the template; `baocao template show` lists them."},
	{UnknownCategory, Error,
		"chỉ tiêu %s không có thành phần “%s”", "the indicator %s has no category “%s”",
		"Thành phần phải thuộc một phân tổ của chỉ tiêu.",
		"A category belongs to one of the indicator's breakdowns."},
	{UnknownBreakdown, Error,
		"chỉ tiêu %s không có phân tổ “%s”", "the indicator %s has no breakdown “%s”",
		"Phân tổ phải là một trong các phân tổ mà mẫu khai cho chỉ tiêu này.",
		"The breakdown must be one that the template gives this indicator."},
	{NotBroken, Error,
		"chỉ tiêu %s không chia thành phần, nhưng có “%s”", "the indicator %s is not broken down, but “%s” is given",
		"Chỉ tiêu này chỉ nhận một số tổng.",
		"This indicator takes one number."},
	{WhichBreakdown, Error,
		"thành phần “%s” có ở nhiều phân tổ của %s: %s", "the category “%s” is in several breakdowns of %s: %s",
		"Ghi rõ phân tổ, ví dụ {cap: {khac: 3}}.",
		"Name the breakdown, for example {cap: {khac: 3}}."},
	{PeriodKind, Error,
		"mẫu “%s” không dùng cho kỳ %s", "the template “%s” does not serve the period %s",
		"Mẫu khai sẵn các loại kỳ (quý, 6 tháng, 9 tháng, năm); kỳ của bản nộp không nằm trong đó.",
		"A template lists the kinds of period it serves; this one is not among them."},
	{NoOutOf, Error,
		"chỉ tiêu %s chỉ nhận một số, không nhận dạng %s", "the indicator %s takes one number, not %s",
		"Chỉ những chỉ tiêu có “out_of” trong mẫu mới nhận 44/48 hoặc tỷ lệ 100%.",
		"Only indicators with `out_of` in the template take 44/48 or a bare 100%."},
	{NeedsOutOf, Warning,
		"%s mới có một số, chưa có “%s”", "%s has one number; “%s” is not given",
		"Chỉ tiêu này gồm số đã làm và số tổng: ghi 44/48 hoặc {done: 44, out_of: 48}. Thiếu số tổng thì báo cáo in số đã làm và không tính được tỷ lệ.",
		"This indicator has a done part and a whole: write 44/48 or {done: 44, out_of: 48}. Without the whole the report prints what was done and no rate."},
	{Negative, Error,
		"%s không thể âm: %s", "%s cannot be negative: %s",
		"Số lượng và số tiền của báo cáo không âm.",
		"Counts and amounts of a report are not negative."},
	{Fraction, Error,
		"%s đếm bằng số nguyên (%s), không phải %s", "%s is counted in whole numbers (%s), not %s",
		"Chỉ tiêu đếm người, việc, mô hình… chỉ nhận số nguyên.",
		"What is counted comes in whole numbers."},
	{Twice, Error,
		"%s đã có số liệu ở chỗ khác", "%s is given twice",
		"Một số liệu của một đơn vị trong một kỳ chỉ được nộp một lần.",
		"A unit gives a figure once for a period."},
	{Computed, Error,
		"chỉ tiêu %s do chương trình tính, không nhập", "the indicator %s is computed, not entered",
		"Tỷ lệ được tính lại từ các số thành phần, nên không nhận số nhập sẵn.",
		"Rates are recomputed from their parts, so a typed one is refused."},
	{UnknownText, Warning,
		"lời văn của mẫu không dùng đoạn “%s”", "the template's prose does not use the text “%s”",
		"Đoạn này sẽ không được in. Kiểm tra lại tên đoạn.",
		"This text will not be printed. Check its name."},
	{RegisterColumn, Error,
		"danh sách %s: %s", "register %s: %s",
		"Cột của danh sách phải là mã hoặc tên cột khai trong mẫu, và cột bắt buộc phải có.",
		"Columns of a register are the codes or labels that the template lists; required ones must be there."},
	{RegisterValue, Error,
		"cột %s không nhận “%s”", "the column %s does not take “%s”",
		"Giá trị của cột phải đúng kiểu khai trong mẫu: số, ngày, hoặc một thành phần của phân tổ.",
		"The value must be of the column's type: a number, a date, or a category of its breakdown."},
	{WindowOrder, Error,
		"khoảng thời gian ngược: từ %s đến %s", "the window runs backwards: from %s to %s",
		"“since” phải trước “as_of”.",
		"`since` comes before `as_of`."},
	{UnknownRegister, Error,
		"mẫu không có danh sách “%s”", "the template has no register “%s”",
		"Tên danh sách phải có trong mục registers của mẫu.",
		"The register must be one of the template's."},
	{TargetBreakdown, Error,
		"kế hoạch “%s” không phải mã chỉ tiêu: %s", "the target “%s” is not an indicator: %s",
		"Kế hoạch giao cho cả chỉ tiêu: MÃ: số.",
		"Targets are set for whole indicators: CODE: number."},
	{OldForm, Error,
		"biểu mẫu này lập từ một phiên bản khác của mẫu “%s”", "this form was made from another version of the template “%s”",
		"Chỉ tiêu, phân tổ, đơn vị tính hoặc danh sách của mẫu đã thay đổi từ khi lập biểu mẫu, nên ô của nó không còn khớp. Lập lại biểu mẫu và chép số liệu sang.",
		"Indicators, breakdowns, measures or registers of the template have changed since the form was made, so its cells no longer fit. Make the form again and copy the figures over."},
	{OtherForm, Error,
		"biểu mẫu này của %s, không phải của %s", "this form is for %s, not for %s",
		"Biểu mẫu ghi sẵn đơn vị và kỳ báo cáo khi lập. Số liệu của kỳ khác hoặc đơn vị khác không được lấy thay.",
		"A form carries its unit and period from the day it was made. Figures of another period or unit are not taken instead."},
	{UnknownFinding, Error,
		"không có mã phát hiện “%s”", "there is no finding “%s”",
		"Mục finding của accepted là mã trong ngoặc vuông cuối mỗi cảnh báo, như V020. “baocao explain” liệt kê mọi mã.",
		"The field finding of accepted is the code in brackets at the end of a warning, such as V020. `baocao explain` lists them all."},
	{NotAWarning, Error,
		"%s ở đây là %s, không chấp nhận được", "%s here is of the kind “%s” and cannot be accepted",
		"Chỉ cảnh báo mới chấp nhận được. Lỗi thì phải sửa số liệu, hoặc sửa quy tắc của mẫu; lưu ý không cần chấp nhận.",
		"Only warnings can be accepted. An error asks for the figures, or the template's rule, to be corrected; a note needs no acceptance."},
	{NothingAccepted, Warning,
		"không có cảnh báo %s nào ứng với mục chấp nhận này", "there is no warning %s for this acceptance",
		"Cảnh báo đã hết hoặc mục chấp nhận ghi nhầm đơn vị, chỉ tiêu, quy tắc. Mục cũ thì xoá đi, để không vô tình che một cảnh báo khác về sau.",
		"The warning is gone, or the acceptance names the wrong unit, indicator or rule. Delete old ones, lest they hide another warning some day."},

	{DoneOverOutOf, Error,
		"%s: đã làm %s, nhiều hơn tổng số %s", "%s: %s done, more than the whole %s",
		"Số đã thực hiện không thể lớn hơn tổng số phải thực hiện. Kiểm tra xem hai số có đảo chỗ không.",
		"What is done cannot exceed the whole. Perhaps the two numbers are swapped."},
	{TotalNotApplicable, Error,
		"tổng ghi %s nhưng các thành phần ghi %s", "the total says %s but its parts say %s",
		"Tổng và các thành phần của nó phải cùng có số, hoặc cùng không áp dụng (x).",
		"A total and its parts either have numbers or do not apply (x), together."},
	{TotalNotParts, Error,
		"tổng ghi %s nhưng các thành phần cộng lại là %s (%s), lệch %s", "the total says %s but its parts sum to %s (%s), difference %s",
		"Tổng ghi trong bản nộp phải bằng tổng các thành phần của từng phân tổ. Sửa tổng hoặc sửa thành phần; hoặc bỏ tổng, chương trình tự cộng.",
		"A stated total must equal the sum of each breakdown. Correct the total or a part, or leave the total out: it is computed."},
	{AxesDiffer, Error,
		"%s: cộng theo %s được %s, theo %s được %s", "%s: by %s the sum is %s, by %s it is %s",
		"Mỗi phân tổ chia cùng một tổng số, nên phải cộng ra cùng một số.",
		"Every breakdown divides one whole, so all must give the same sum."},
	{PartsMissing, Warning,
		"%s theo %s còn trống: %s; chưa tính được tổng", "%s by %s is empty at: %s; there is no total yet",
		"Thiếu một thành phần thì chưa có tổng: trống không phải là 0. Nếu không phát sinh thì ghi 0, không áp dụng thì ghi x.",
		"With a part missing there is no total: empty is not zero. Write 0 where there was none, x where it does not apply."},
	{RegisterDiffer, Error,
		"%s ghi %s nhưng danh sách %s đếm được %s dòng", "%s says %s but the register %s counts %s rows",
		"Số liệu ghi trong bản nộp phải bằng số dòng của danh sách kèm theo.",
		"A stated figure must equal the number of rows of its register."},
	{RuleFailed, Error,
		"%s: %s", "%s: %s",
		"Số liệu không thoả một quy tắc kiểm tra của mẫu. Xem hai vế, sửa số sai; nếu số đúng mà quy tắc chỉ là cảnh báo thì ghi lý do vào mục accepted.",
		"The figures break a rule of the template. Compare both sides and correct the wrong one; where the rule only warns, a right figure may stand, with its reason under `accepted`."},
	{RuleNotRun, Info,
		"không kiểm tra được “%s”: %s", "“%s” could not be checked: %s",
		"Quy tắc cần số liệu chưa nộp, nên chưa kết luận được đúng hay sai.",
		"The rule needs figures that were not given, so it neither holds nor fails."},

	{QuartersDiffer, Error,
		"%s: ghi %s cho %s nhưng các quý cộng lại là %s", "%s: %s for %s, but its quarters sum to %s",
		"Số của kỳ dài (6 tháng, 9 tháng, năm) phải bằng các quý cộng lại; số cuối kỳ phải bằng số của quý cuối. Sửa một trong hai, hoặc bỏ số của kỳ dài: chương trình tự cộng.",
		"A figure of a longer period equals the sum of its quarters, a closing stock that of the last quarter. Correct one of them, or leave the longer period's out: it is computed."},
	{OwnDiffers, Error,
		"%s: %s ghi %s nhưng các đơn vị trực thuộc cộng lại là %s", "%s: %s says %s, but the units below it sum to %s",
		"Đơn vị cấp trên ghi số của toàn địa bàn, thì số ấy phải bằng các đơn vị trực thuộc cộng lại. Nếu đó là số riêng của cấp trên, mẫu khai chỉ tiêu với own: add.",
		"A unit that states a figure for all its area must agree with the sum of the units below it. Where it is the unit's own share, the template says `own: add`."},

	{TotalRuleFailed, Error,
		"số tổng hợp: %s: %s", "totals: %s: %s",
		"Quy tắc kiểm tra trên số tổng hợp của báo cáo không thoả.",
		"A rule on the report's totals does not hold."},
	{TotalRuleNotRun, Info,
		"số tổng hợp: không kiểm tra được “%s”: %s", "totals: “%s” could not be checked: %s",
		"Quy tắc cần số liệu chưa có, hoặc so hai kỳ có số đơn vị khác nhau.",
		"The rule needs figures that are missing, or compares periods covered by different units."},

	{TextMissing, Warning,
		"chưa có đoạn văn “%s”; báo cáo để trống chỗ ấy", "the text “%s” is missing; the report leaves its place empty",
		"Mẫu có chỗ cho đoạn này, bản nộp không có. Báo cáo vẫn lập được.",
		"The template has a place for this text, the submission none. The report is made without it."},
	{NoIssuer, Error,
		"chưa ghi cơ quan ban hành (document.issuer), không lập được PDF", "no issuing body (document.issuer), so there can be no PDF",
		"Văn bản chính thức phải có tên cơ quan ban hành. Ghi document.issuer trong bản nộp hoặc trong baocao.yaml, hoặc chỉ lập xlsx và json bằng --format.",
		"An official document names its issuer. Give document.issuer in the submission or baocao.yaml, or make xlsx and json alone with --format."},

	{ProseDiffer, Warning,
		"lời văn ghi “%s” nhưng %s là %s", "the text says “%s” but %s is %s",
		"Số gõ tay trong lời văn đứng ngay trước đơn vị tính, câu văn có ít nhất ba chữ liền nhau trong tên chỉ tiêu, nhưng không số liệu nào cùng đơn vị tính (tổng, thành phần, kế hoạch, kỳ trước, cùng kỳ, chênh lệch…) bằng số ấy. Không xét: số có “trên”, “khoảng”…; câu nói về thời gian khác (“từ năm 2017”, “cùng kỳ”) hoặc việc sẽ làm; số không quá nửa tổng, vì có thể nói về một phần.",
		"A number typed into a text stands directly before a measure, and its sentence has at least three words of an indicator's name in a row, but no figure of that measure (total, part, target, earlier period, difference …) is that number. Passed over: numbers after “trên”, “khoảng” …; sentences on another time (“từ năm 2017”, “cùng kỳ”) or on plans; numbers up to half of the total, which may be a part's."},

	{NoSubmission, Error,
		"thư mục này không có bản nộp nào", "this folder has no submission",
		"Thư mục không có tệp .yaml, .json, .csv hay .xlsx nào là bản nộp cho kỳ này.",
		"The folder has no .yaml, .json, .csv or .xlsx file that is a submission for this period."},
	{TwoSubmissions, Error,
		"đơn vị %s nộp %s hai lần trong kỳ %s", "the unit %s gives %s twice for the period %s",
		"Hai bản nộp của một đơn vị trong một kỳ cùng ghi một mục; chương trình không chọn thay. Bỏ một bản.",
		"Two submissions of one unit for one period give the same entry; neither is preferred. Remove one."},
	{UnknownUnit, Warning,
		"đơn vị “%s” không có trong danh mục đơn vị; in bằng mã", "the unit “%s” is in no list of units; its code is printed",
		"Khai đơn vị trong units.csv, hoặc ghi trong bản nộp: unit: {code: …, name: …, level: …}.",
		"List the unit in units.csv, or write unit: {code: …, name: …, level: …} in the submission."},
	{UnitsFile, Error,
		"danh mục đơn vị: %s", "list of units: %s",
		"Tệp units.csv có các cột code, name, level, parent, valid_from, valid_to, successor, owes.",
		"units.csv has the columns code, name, level, parent, valid_from, valid_to, successor, owes."},
	{Skipped, Info,
		"bỏ qua: %s", "skipped: %s",
		"Tệp này không phải bản nộp nên không đọc.",
		"This file is no submission and is not read."},
	{UnitDiffers, Error,
		"đơn vị %s khai khác nhau: %s “%s” và “%s”", "the unit %s is described in two ways: %s “%s” and “%s”",
		"Cùng một mã đơn vị phải có cùng tên, cấp và đơn vị cấp trên ở mọi tệp.",
		"One unit code has one name, level and parent in all files."},
	{LeftOut, Warning,
		"bỏ bản nộp này ra khỏi báo cáo vì có lỗi", "this submission is left out of the report because of its errors",
		"Với --without-faulty, báo cáo được lập từ các bản nộp không có lỗi; đơn vị có bản nộp bị bỏ được coi là chưa nộp và được nêu trong báo cáo.",
		"With --without-faulty the report is made of the submissions without errors; a unit whose submission is left out counts as missing, and the report says so."},
	{BadUnitCode, Error,
		"mã đơn vị “%s” không dùng được: %s", "the unit's code “%s” cannot be used: %s",
		"Mã đơn vị là tên của các tệp báo cáo, nên phải đặt được tên tệp trên mọi máy: chữ, số, “-”, “_”, “.”, không quá 64 ký tự, không trùng tên thiết bị của Windows (CON, NUL, COM1 …).",
		"A unit's code names the report's files, so it must do as the name of a file on every machine: letters, digits, “-”, “_”, “.”, at most 64 characters, and no device of Windows (CON, NUL, COM1 …)."},
	{NotTaken, Warning,
		"tệp này không được đọc: %s", "this file is not read: %s",
		"Tệp trông như một bản nộp gửi sai dạng, hoặc tải về chưa xong, nên số liệu trong đó chưa được tính. Xin đơn vị gửi lại theo gợi ý, hoặc chuyển tệp ra khỏi thư mục.",
		"The file looks like a submission of a kind that is not read, or a download that did not end, so its figures do not count. Ask for it again as the hint says, or move it out of the folder."},
	{NothingReplaced, Warning,
		"không thấy tệp “%s” của đơn vị %s, kỳ %s để thay", "there is no file “%s” of the unit %s for %s to replace",
		"Bản nộp ghi rằng nó thay một tệp khác, nhưng thư mục không có tệp ấy. Nếu đã xoá tệp cũ thì bỏ mục replaces.",
		"The submission says that it replaces another file, but there is none of that name. If the old file was deleted, drop `replaces`."},
}
