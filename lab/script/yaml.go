package script

import (
	"errors"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// Bounds on what reaches the YAML library: its parser recurses, and its time
// grows with the square of a run of blank lines in a block and of a map's size.
const (
	maxBlankLines = 200
	maxTokens     = 60_000
	maxDepth      = 50
	maxKey        = 200
)

// document returns the map that the file is, or nil if it reported why not.
func (c *checker) document(data []byte) *mapping {
	text, ok := c.decode(data)
	if !ok || !c.fewBlankLines() {
		return nil
	}
	file := c.parseYAML(text)
	if file == nil {
		return nil
	}
	if len(file.Docs) == 0 || file.Docs[0].Body == nil {
		c.fail(position{1, 1}, Error{Kind: KindEmpty, Subject: "file"})
		return nil
	}
	return c.mapping(file.Docs[0].Body, "file", scriptKeys)
}

func (c *checker) fewBlankLines() bool {
	run := 0
	for i, line := range c.lines {
		run++
		if strings.TrimLeft(line, " \t") != "" {
			run = 0
		}
		if run > maxBlankLines {
			c.fail(position{i + 1, 1}, Error{
				Kind: KindTooLarge, Subject: "blank lines", Detail: strconv.Itoa(maxBlankLines)})
			return false
		}
	}
	return true
}

// parseYAML turns the library's error, or its panic, into ours.
func (c *checker) parseYAML(text string) (file *ast.File) {
	defer func() {
		if recover() != nil { // the library's bug, on a script we cannot read
			c.fail(position{1, 1}, Error{Kind: KindSyntax})
			file = nil
		}
	}()
	tokens := lexer.Tokenize(text)
	if len(tokens) > maxTokens {
		c.fail(position{1, 1}, Error{Kind: KindTooLarge, Subject: "nodes", Detail: strconv.Itoa(maxTokens)})
		return nil
	}
	if c.tokens(tokens); len(c.errs) > 0 {
		return nil
	}
	// Duplicate keys are ours to report, all of them.
	file, err := parser.Parse(tokens, 0, parser.AllowDuplicateMapKey())
	if err == nil {
		return file
	}
	at, words := position{1, 1}, err.Error()
	if e, ok := errors.AsType[syntaxError](err); ok {
		at, words = tokenPos(e.GetToken()), e.GetMessage()
	}
	c.fail(at, Error{Kind: KindSyntax, Detail: words})
	return nil
}

// syntaxError is what the library's errors have.
type syntaxError interface {
	error
	GetToken() *token.Token
	GetMessage() string
}

// tokens refuses what scripts do not use, and depth, before the parser
// recurses into it.
func (c *checker) tokens(tokens token.Tokens) {
	flow, started := 0, false
	for _, t := range tokens {
		at := tokenPos(t)
		switch t.Type {
		case token.AnchorType, token.AliasType, token.MergeKeyType:
			c.fail(at, Error{Kind: KindAlias, Subject: t.Value})
		case token.TagType, token.DirectiveType, token.MappingKeyType:
			c.fail(at, Error{Kind: KindUnsupported, Subject: t.Value})
		case token.DocumentHeaderType:
			if started {
				c.fail(at, Error{Kind: KindUnsupported, Subject: t.Value})
			}
		case token.SequenceStartType, token.MappingStartType:
			flow++
		case token.SequenceEndType, token.MappingEndType:
			flow--
		case token.MappingValueType:
			if key := t.Prev; key != nil && len(key.Value) > maxKey { // the library repeats it in the path of each node
				c.fail(tokenPos(key), Error{Kind: KindTooLarge, Subject: key.Value, Detail: strconv.Itoa(maxKey)})
			}
		}
		if flow > maxDepth || flow <= 0 && isBlockEntry(t) && at.col > 2*maxDepth {
			c.fail(at, Error{Kind: KindTooDeep, Detail: strconv.Itoa(maxDepth)})
			return
		}
		started = started || t.Type != token.CommentType
	}
}

// isBlockEntry tells what opens a level outside brackets. Each level has its
// own column, so that columns bound the depth.
func isBlockEntry(t *token.Token) bool {
	return t.Type == token.SequenceEntryType ||
		t.Next != nil && t.Next.Type == token.MappingValueType
}

func tokenPos(t *token.Token) position {
	if t == nil || t.Position == nil {
		return position{1, 1}
	}
	return position{t.Position.Line, t.Position.Column}
}

func nodePos(n ast.Node) position {
	if m, ok := n.(*ast.MappingNode); ok && len(m.Values) > 0 && !m.IsFlowStyle {
		return nodePos(m.Values[0].Key) // its own token is the first colon
	}
	return tokenPos(n.GetToken())
}
