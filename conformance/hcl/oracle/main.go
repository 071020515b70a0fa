// Reads texts as JSON strings, one a line, and writes what the reference implementation of HCL makes of
// each: its attributes and blocks in source order with their values, or the lines of its errors.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math"
	"math/big"
	"os"
	"sort"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

type verdict struct {
	Items  []any   `json:"items"`
	Errors []fault `json:"errors"`
}

type fault struct {
	Line    int    `json:"line"`
	Summary string `json:"summary"`
}

func main() {
	in := bufio.NewReaderSize(os.Stdin, 1<<20)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	decoder := json.NewDecoder(in)
	encoder := json.NewEncoder(out)
	for decoder.More() {
		var text string
		if err := decoder.Decode(&text); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		if err := encoder.Encode(judge([]byte(text))); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
}

func judge(text []byte) (result verdict) {
	// Evaluating may panic, for example on a null operand of a logical operator.
	defer func() {
		if cause := recover(); cause != nil {
			result = verdict{Errors: []fault{{Line: 0, Summary: fmt.Sprintf("panic: %v", cause)}}}
		}
	}()
	file, diags := hclsyntax.ParseConfig(text, "text.hcl", hcl.InitialPos)
	if diags.HasErrors() {
		return verdict{Errors: faults(diags)}
	}
	items, diags := readBody(file.Body.(*hclsyntax.Body))
	return verdict{Items: items, Errors: faults(diags)}
}

func readBody(body *hclsyntax.Body) ([]any, hcl.Diagnostics) {
	type placed struct {
		at   int
		item any
	}
	var all []placed
	var diags hcl.Diagnostics
	for name, attribute := range body.Attributes {
		value, more := attribute.Expr.Value(nil)
		diags = append(diags, more...)
		if more.HasErrors() {
			continue
		}
		all = append(all, placed{attribute.NameRange.Start.Byte, []any{name, encode(value)}})
	}
	for _, block := range body.Blocks {
		items, more := readBody(block.Body)
		diags = append(diags, more...)
		all = append(all, placed{block.TypeRange.Start.Byte, []any{block.Type, append([]string{}, block.Labels...), items}})
	}
	sort.Slice(all, func(i, j int) bool { return all[i].at < all[j].at })
	items := make([]any, len(all))
	for i, each := range all {
		items[i] = each.item
	}
	return items, diags
}

// encode writes strings, bools and null as they are, numbers as {"number": [bits of the double,
// integer or ""]},
// lists as lists, and objects as {"object": {...}}.
func encode(value cty.Value) any {
	if value.IsNull() {
		return nil
	}
	kind := value.Type()
	switch {
	case kind == cty.String:
		return value.AsString()
	case kind == cty.Bool:
		return value.True()
	case kind == cty.Number:
		return map[string]any{"number": encodeNumber(value.AsBigFloat())}
	case kind.IsTupleType() || kind.IsListType() || kind.IsSetType():
		items := []any{}
		for it := value.ElementIterator(); it.Next(); {
			_, item := it.Element()
			items = append(items, encode(item))
		}
		return items
	default:
		entries := map[string]any{}
		for it := value.ElementIterator(); it.Next(); {
			key, item := it.Element()
			entries[key.AsString()] = encode(item)
		}
		return map[string]any{"object": entries}
	}
}

func encodeNumber(number *big.Float) []string {
	if number.Sign() == 0 {
		number = new(big.Float)
	}
	double, _ := number.Float64()
	integer := ""
	if number.IsInt() && number.MantExp(nil) < 400 {
		integer = number.Text('f', 0)
	}
	return []string{fmt.Sprintf("%016x", math.Float64bits(double)), integer}
}

func faults(diags hcl.Diagnostics) []fault {
	found := []fault{}
	for _, diag := range diags {
		if diag.Severity != hcl.DiagError {
			continue
		}
		line := 0
		if diag.Subject != nil {
			line = diag.Subject.Start.Line
		}
		found = append(found, fault{line, diag.Summary})
	}
	return found
}
