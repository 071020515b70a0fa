// What Nomad's open-source client makes of register requests. With the argument "full" it prints one in
// which every field is set. Otherwise each line of standard input is a JSON array of a request and of
// what Portcullis would forward in its place, null if it refuses; for each, one line says what Go holds
// of both.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"strings"
	"time"

	"github.com/hashicorp/nomad/api"
)

func main() {
	if len(os.Args) > 1 && os.Args[1] == "full" {
		request := &api.JobRegisterRequest{}
		(&filler{}).fill(reflect.ValueOf(request).Elem())
		if err := json.NewEncoder(os.Stdout).Encode(request); err != nil {
			panic(err)
		}
		return
	}
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<26)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for lines.Scan() {
		var pair [2]*string
		if err := json.Unmarshal(lines.Bytes(), &pair); err != nil {
			panic(err)
		}
		fmt.Fprintln(out, judge(*pair[0], pair[1]))
	}
}

func judge(received string, forwarded *string) string {
	original, err := decode(received)
	if forwarded == nil {
		if err != nil {
			return "both refuse"
		}
		return "only Portcullis refuses"
	}
	if err != nil {
		return "only Go refuses: " + err.Error()
	}
	normalised, err := decode(*forwarded)
	if err != nil {
		return "Go refuses what is forwarded: " + err.Error()
	}
	if path := difference("", reflect.ValueOf(original), reflect.ValueOf(normalised)); path != "" {
		return "different at " + path
	}
	return "same"
}

// decode reads as a server does: the first value, whatever stands behind it. What a server drops from a
// submitted job is dropped here too.
func decode(text string) (*api.JobRegisterRequest, error) {
	request := &api.JobRegisterRequest{}
	if err := json.NewDecoder(strings.NewReader(text)).Decode(request); err != nil {
		return nil, err
	}
	if job := request.Job; job != nil {
		job.ParentID, job.Dispatched, job.Status, job.StatusDescription = nil, false, nil, nil
		job.Stable, job.SubmitTime = nil, nil
		job.CreateIndex, job.ModifyIndex, job.JobModifyIndex = nil, nil, nil
	}
	return request, nil
}

// difference is the path to the first part in which two values differ. Nil and empty are the same.
func difference(path string, a, b reflect.Value) string {
	if a.Type() != b.Type() {
		return path
	}
	switch a.Kind() {
	case reflect.Pointer, reflect.Interface:
		if a.IsNil() || b.IsNil() {
			if a.IsNil() != b.IsNil() {
				return path
			}
			return ""
		}
		return difference(path, a.Elem(), b.Elem())
	case reflect.Struct:
		for i := range a.NumField() {
			name := path + "." + a.Type().Field(i).Name
			if found := difference(name, a.Field(i), b.Field(i)); found != "" {
				return found
			}
		}
	case reflect.Slice:
		if a.Len() != b.Len() {
			return path
		}
		for i := range a.Len() {
			if found := difference(fmt.Sprintf("%s[%d]", path, i), a.Index(i), b.Index(i)); found != "" {
				return found
			}
		}
	case reflect.Map:
		if a.Len() != b.Len() {
			return path
		}
		for _, key := range a.MapKeys() {
			name := path + "." + key.String()
			if !b.MapIndex(key).IsValid() {
				return name
			}
			if found := difference(name, a.MapIndex(key), b.MapIndex(key)); found != "" {
				return found
			}
		}
	default:
		if !a.Equal(b) {
			return path
		}
	}
	return ""
}

// filler gives every field a value of its own.
type filler struct{ count int64 }

func (f *filler) fill(value reflect.Value) {
	f.count++
	if value.Type() == reflect.TypeFor[time.Time]() {
		value.Set(reflect.ValueOf(time.Unix(f.count, 0).UTC()))
		return
	}
	switch value.Kind() {
	case reflect.String:
		value.SetString(fmt.Sprintf("s%d", f.count))
	case reflect.Bool:
		value.SetBool(true)
	case reflect.Int8:
		value.SetInt(f.count % 100)
	case reflect.Int, reflect.Int64:
		value.SetInt(1<<62 + f.count)
	case reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		value.SetUint(uint64(f.count % 200))
	case reflect.Pointer:
		value.Set(reflect.New(value.Type().Elem()))
		f.fill(value.Elem())
	case reflect.Slice:
		value.Set(reflect.MakeSlice(value.Type(), 2, 2))
		f.fill(value.Index(0))
		f.fill(value.Index(1))
	case reflect.Map:
		value.Set(reflect.MakeMap(value.Type()))
		for _, key := range []string{"kEy", "__proto__", "Name"} {
			element := reflect.New(value.Type().Elem()).Elem()
			f.fill(element)
			value.SetMapIndex(reflect.ValueOf(key), element)
		}
	case reflect.Interface:
		value.Set(reflect.ValueOf(map[string]any{"A": []any{1.5, nil, true, 3.0}, "a": map[string]any{"b": "é<>&"}}))
	case reflect.Struct:
		for i := range value.NumField() {
			if field := value.Type().Field(i); field.IsExported() && field.Tag.Get("json") != "-" {
				f.fill(value.Field(i))
			}
		}
	default:
		panic(value.Type())
	}
}
