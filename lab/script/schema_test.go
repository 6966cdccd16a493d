package script

import (
	"bytes"
	"encoding/json"
	"slices"
	"testing"

	"socklab/lab/keys"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

func compiledSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(Schema()))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("schema.json", doc); err != nil {
		t.Fatal(err)
	}
	sch, err := c.Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return sch
}

// valid reports whether a script is YAML and right by the schema.
func valid(sch *jsonschema.Schema, text string) bool {
	var v any
	if yaml.UnmarshalWithOptions([]byte(text), &v, yaml.AllowDuplicateMapKey()) != nil {
		return false
	}
	data, err := json.Marshal(v)
	if err != nil {
		return false
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	return err == nil && sch.Validate(doc) == nil
}

func TestSchemaAgrees(t *testing.T) {
	sch := compiledSchema(t)
	good := []string{
		goodScript, Template("es"), Template("en"),
		steps("say: |\n      a line\n    note: |\n      two\n      lines", "pause: 1.5s", "{say: x, pause: 1m}"),
		steps("{on: server, type: sockLab server, press: 7}", `{on: server, press: "{"}`, "{on: server, press: ñ, wait: 'a', within: 1m30s}"),
		"port: 65535\nsize: {}\n" + steps("{on: server, pause: 0s}"),
	}
	for _, text := range good {
		if _, err := Parse("", []byte(text), false); err != nil {
			t.Errorf("parser refuses\n%s\n%v", text, err)
		}
		if !valid(sch, text) {
			t.Errorf("schema refuses\n%s", text)
		}
	}
	for _, tt := range bad {
		if schemaCannotSee(tt.want) {
			continue
		}
		if got := valid(sch, tt.in); got != tt.beyond {
			t.Errorf("%s: right by the schema: %v, want %v", tt.name, got, tt.beyond)
		}
	}
}

// schemaCannotSee tells faults of the file, which is gone once it is data.
func schemaCannotSee(want []one) bool {
	kinds := []Kind{KindUnsupported, KindAlias, KindTooDeep, KindControl, KindEncoding}
	return slices.Contains(kinds, want[0].kind) && want[0].subject != "U+000A" && want[0].subject != "U+001B"
}

func TestSchemaKeys(t *testing.T) {
	type object struct {
		Properties map[string]any `json:"properties"`
		AnyOf      []struct{ Enum []string }
		Pattern    string
	}
	var doc struct {
		object
		Defs map[string]object `json:"$defs"`
	}
	if err := json.Unmarshal(Schema(), &doc); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name   string
		schema object
		parser []string
	}{
		{"script", doc.object, scriptKeys},
		{"console", doc.Defs["console"], consoleKeys},
		{"step", doc.Defs["step"], stepKeys},
		{"size", doc.Defs["size"], sizeKeys},
		{"languages", doc.Defs["languages"], textKeys},
		{"longLanguages", doc.Defs["longLanguages"], textKeys},
	} {
		var keys []string
		for k := range tt.schema.Properties {
			keys = append(keys, k)
		}
		slices.Sort(keys)
		want := slices.Sorted(slices.Values(tt.parser))
		if diff := cmp.Diff(want, keys); diff != "" {
			t.Errorf("%s (-parser +schema):\n%s", tt.name, diff)
		}
	}
	if diff := cmp.Diff(keys.Script(), doc.Defs["key"].AnyOf[0].Enum); diff != "" {
		t.Errorf("keys to press (-parser +schema):\n%s", diff)
	}
	if got := doc.Defs["duration"].Pattern; got != durationForm().String() {
		t.Errorf("duration: schema has %s, parser %s", got, durationForm())
	}
}
