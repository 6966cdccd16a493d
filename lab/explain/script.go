package explain

import (
	"fmt"
	"regexp/syntax"
	"strings"

	"socklab/lab/script"
	"socklab/lab/term"
)

// Script is file, line, column and fault, the line itself, and what was
// probably meant.
func (w Words) Script(e *script.Error) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s:%d:%d: ", term.Visible(e.File), e.Line, e.Col)
	b.WriteString(w.faultWords(e))
	if e.Suggest != "" {
		b.WriteString("; " + fmt.Sprintf(w.Usage.DidYouMean, term.Visible(e.Suggest)))
	}
	if e.Source != "" {
		b.WriteString("\n" + strings.TrimRight(e.Excerpt(), "\n"))
	}
	return b.String()
}

// faultWords are what is wrong with a script, without its place.
func (w Words) faultWords(e *script.Error) string {
	words, subject, detail := w.fault(e.Kind), w.faultSubject(e), w.faultDetail(e)
	switch {
	case e.Kind == script.KindWrongType:
		words = w.wanted(e.Detail)
	case e.Kind == script.KindBadConsoleName && e.Detail == "":
		words = w.Faults.DeviceName
	}
	if strings.Contains(words, "%s") {
		words = fmt.Sprintf(words, subject)
	} else if subject != "" {
		words += ": " + subject
	}
	if detail != "" {
		words += " (" + detail + ")"
	}
	return words
}

// wanted says what a key of the wrong type should be.
func (w Words) wanted(want string) string {
	f := w.Faults
	return map[string]string{
		script.WantString:   f.WantString,
		script.WantInteger:  f.WantInteger,
		script.WantDuration: f.WantDuration,
		script.WantMap:      f.WantMap,
		script.WantList:     f.WantList,
		script.WantText:     f.WantText,
	}[want]
}

// faultSubject is what is at fault: what the script says, or the word for a
// part of it that has no name there.
func (w Words) faultSubject(e *script.Error) string {
	f := w.Faults
	switch e.Kind {
	case script.KindWrongType, script.KindEmpty, script.KindTooLarge:
		part := map[string]string{"file": f.File, "step": f.Step, "console": f.Console, "blank lines": f.BlankLines, "nodes": f.Nodes}[e.Subject]
		if part != "" {
			return part
		}
	}
	return term.Visible(e.Subject)
}

// faultDetail is what stands in brackets behind a fault.
func (w Words) faultDetail(e *script.Error) string {
	switch e.Kind {
	case script.KindWrongType, script.KindBadConsoleName:
		return "" // the words say it
	case script.KindDuplicateKey, script.KindDuplicateConsole:
		return fmt.Sprintf(w.Faults.FirstLine, e.Detail)
	case script.KindTooMany, script.KindTooLarge, script.KindTooDeep:
		return fmt.Sprintf(w.Faults.Most, e.Detail)
	case script.KindBadRegexp:
		if words := w.regexpFault(syntax.ErrorCode(e.Detail)); words != "" {
			return words
		}
	}
	return term.Visible(e.Detail)
}

// regexpFault has words for what people do wrong; the library's own for the
// rest.
func (w Words) regexpFault(code syntax.ErrorCode) string {
	f := w.Faults
	return map[syntax.ErrorCode]string{
		syntax.ErrMissingParen:          f.NoParen,
		syntax.ErrMissingBracket:        f.NoBracket,
		syntax.ErrUnexpectedParen:       f.ExtraParen,
		syntax.ErrMissingRepeatArgument: f.NothingToRepeat,
		syntax.ErrInvalidRepeatOp:       f.NothingToRepeat,
		syntax.ErrInvalidEscape:         f.NoSuchEscape,
		syntax.ErrTrailingBackslash:     f.TrailingBackslash,
		syntax.ErrInvalidPerlOp:         f.NoPerl,
		syntax.ErrInvalidRepeatSize:     f.BadRepeat,
		syntax.ErrInvalidCharRange:      f.BadRange,
	}[code]
}

// fault is what is wrong with a script, in words.
func (w Words) fault(k script.Kind) string {
	f := w.Faults
	return map[script.Kind]string{
		script.KindEncoding:         f.Encoding,
		script.KindControl:          f.Control,
		script.KindTooLarge:         f.TooLarge,
		script.KindTooDeep:          f.TooDeep,
		script.KindTooMany:          f.TooMany,
		script.KindSyntax:           f.Syntax,
		script.KindUnsupported:      f.Unsupported,
		script.KindAlias:            f.Alias,
		script.KindEmpty:            f.Empty,
		script.KindUnknownKey:       f.UnknownKey,
		script.KindComma:            f.Comma,
		script.KindDuplicateKey:     f.DuplicateKey,
		script.KindMissingKey:       f.MissingKey,
		script.KindMissingLanguage:  f.MissingLanguage,
		script.KindBadConsoleName:   f.BadConsoleName,
		script.KindDuplicateConsole: f.DuplicateConsole,
		script.KindUnknownConsole:   f.UnknownConsole,
		script.KindSayWithOn:        f.SayWithOn,
		script.KindMisplacedKey:     f.MisplacedKey,
		script.KindNothingToDo:      f.NothingToDo,
		script.KindBadPress:         f.BadPress,
		script.KindBadCall:          f.BadCall,
		script.KindBadRegexp:        f.BadRegexp,
		script.KindBadDuration:      f.BadDuration,
		script.KindOutOfRange:       f.OutOfRange,
		script.KindWaitNever:        f.WaitNever,
		script.KindExitIdle:         f.ExitIdle,
		script.KindPressIdle:        f.PressIdle,
		script.KindNotSockLab:       f.NotSockLab,
		script.KindRefused:          f.Refused,
		script.KindNotLoopback:      f.NotLoopback,
		script.KindOutside:          f.Outside,
		script.KindTooMuch:          f.TooMuch,
		script.KindUnknownCommand:   f.UnknownCommand,
		script.KindUnknownOption:    f.UnknownOption,
		script.KindTooManyArguments: f.TooManyArguments,
		script.KindShell:            f.Shell,
		script.KindUnbalanced:       f.Unbalanced,
	}[k]
}
