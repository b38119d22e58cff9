package spec

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"time"

	"baocao/report/period"
	"baocao/report/source"
)

// fill writes a node into a value of a layout, whose fields say by their tags how they are
// called. What is absent stays zero; an unknown key, or a value of another kind, is an error
// that names its line.
func fill(v reflect.Value, n source.Node) error {
	if n.Kind == source.Null {
		return nil
	}
	if day, ok := v.Addr().Interface().(*period.Date); ok {
		t, err := time.Parse(time.DateOnly, n.Text)
		if err != nil {
			return fmt.Errorf("line %d: %q is not a day such as 2026-05-26", n.At.Line, n.Text)
		}
		*day = period.Date{Year: t.Year(), Month: int(t.Month()), Day: t.Day()}
		return nil
	}
	switch v.Kind() {
	case reflect.Struct, reflect.Map:
		return fillEntries(v, n)
	case reflect.Slice:
		return fillItems(v, n)
	}
	if n.Kind != source.Scalar || !scan(v, n.Text) {
		return fmt.Errorf("line %d: %q is not a %s", n.At.Line, n.Text, v.Kind())
	}
	return nil
}

func fillEntries(v reflect.Value, n source.Node) error {
	if n.Kind != source.Map {
		return fmt.Errorf("line %d: keys with values belong here", n.At.Line)
	}
	if v.Kind() == reflect.Map {
		v.Set(reflect.MakeMap(v.Type()))
	}
	for _, e := range n.Entries {
		if v.Kind() == reflect.Map {
			v.SetMapIndex(reflect.ValueOf(e.Key), reflect.ValueOf(e.Value.Text))
			continue
		}
		field, ok := fieldOf(v, e.Key)
		if !ok {
			return fmt.Errorf("line %d: there is no key %q", e.At.Line, e.Key)
		}
		if err := fill(field, e.Value); err != nil {
			return err
		}
	}
	return nil
}

func fillItems(v reflect.Value, n source.Node) error {
	if n.Kind != source.List {
		return fmt.Errorf("line %d: a list belongs here", n.At.Line)
	}
	v.Set(reflect.MakeSlice(v.Type(), len(n.Entries), len(n.Entries)))
	for i, item := range n.Items() {
		if err := fill(v.Index(i), item); err != nil {
			return err
		}
	}
	return nil
}

// fieldOf finds the field with a key, also within inlined structs.
func fieldOf(v reflect.Value, key string) (reflect.Value, bool) {
	for i := range v.NumField() {
		switch tag := v.Type().Field(i).Tag.Get("yaml"); tag {
		case key:
			return v.Field(i), true
		case inlined:
			if field, ok := fieldOf(v.Field(i), key); ok {
				return field, true
			}
		}
	}
	return reflect.Value{}, false
}

// inlined is the tag of a struct whose fields stand among those around it.
const inlined = ",inline"

// scan reads a scalar as what v holds.
func scan(v reflect.Value, text string) bool {
	switch v.Kind() {
	case reflect.String:
		v.SetString(text)
		return true
	case reflect.Bool:
		v.SetBool(text == "true")
		return text == "true" || text == "false"
	case reflect.Int:
		n, err := strconv.Atoi(text)
		v.SetInt(int64(n))
		return err == nil
	case reflect.Float64:
		x, err := strconv.ParseFloat(text, 64)
		v.SetFloat(x)
		return err == nil && !strings.ContainsAny(text, "nNpP_") // no NaN, Inf or hexadecimal number
	}
	panic("spec: a layout cannot hold a " + v.Kind().String())
}
