package main

import (
	"strings"

	"baocao/report/finding"
	"baocao/report/verify"
)

// Words of verify.

var proofWords = map[verify.Verdict]finding.Text{
	verify.Agree:    finding.Say("KHỚP", "AGREE"),
	verify.Differ:   finding.Say("KHÔNG KHỚP", "DIFFER"),
	verify.Unproven: finding.Say("CHƯA ĐỦ CĂN CỨ", "NOT PROVEN"),
}

var faultWords = map[verify.Kind]finding.Text{
	verify.Wrong:     finding.Say("sai", "wrong"),
	verify.Unchecked: finding.Say("chưa kiểm được", "not checked"),
	verify.Harmless:  finding.Say("lưu ý", "note"),
}

// faultLine is one fault: the file, the place, the figure, what is wrong.
func faultLine(f verify.Fault) finding.Text {
	line := finding.Plain(f.File)
	if place := f.Place.In(finding.VI); place != "" {
		line = finding.Say("%s: %s", "%s: %s", line, f.Place)
	}
	if f.Figure != "" && !strings.Contains(f.Place.In(finding.VI), f.Figure) {
		line = finding.Say("%s (%s)", "%s (%s)", line, f.Figure)
	}
	return finding.Say("%s: %s: %s", "%s: %s: %s", line, faultWords[f.Kind], f.What)
}

func moreFaults(file string, n int) finding.Text {
	return finding.Say("%s: còn %d chỗ nữa; --json nêu đủ", "%s: %d more places; --json names them all", file, n)
}

func otherVersion(madeBy string) finding.Text {
	return finding.Say("các tệp do %s lập, chương trình này là %s", "the files were made by %s, this program is %s", madeBy, generator)
}

func outputsNeeded() finding.Text {
	return finding.Say("lệnh verify cần tệp báo cáo: bảng tính, PDF, JSON, hoặc thư mục có các tệp ấy",
		"verify needs the files of a report: workbook, PDF, JSON, or the folder that has them")
}

func verifyExample() finding.Text {
	return finding.Say("chẳng hạn: baocao đối-chiếu bao-cao/phu-xuyen-2022-Q1.xlsx bao-cao/phu-xuyen-2022-Q1.pdf --inputs 2022-Q1.yaml",
		"for example: baocao verify bao-cao/phu-xuyen-2022-Q1.xlsx bao-cao/phu-xuyen-2022-Q1.pdf --inputs 2022-Q1.yaml")
}

func noReportsIn(folder string) finding.Text {
	return finding.Say("thư mục “%s” không có tệp báo cáo nào", "the folder “%s” has no file of a report", folder)
}

func severalReports(folder string, names []string) finding.Text {
	return finding.Say("thư mục “%s” có nhiều báo cáo: %s; ghi tên các tệp của một báo cáo", "the folder “%s” has several reports: %s; name the files of one",
		folder, strings.Join(names, ", "))
}
