package pdf_test

import (
	"os"
	"testing"

	"baocao/samples/tidy"
)

func TestMain(m *testing.M) { os.Exit(tidy.Run(m.Run)) }
