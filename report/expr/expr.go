// Package expr is the one language of formulas and checks.
package expr
