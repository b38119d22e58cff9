package verify_test

import (
	"os"
	"testing"

	"baocao/report/internal/tidy"
)

func TestMain(m *testing.M) { os.Exit(tidy.Run(m)) }
