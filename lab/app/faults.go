package app

import "socklab/lab/script"

// fault is what is wrong with a script, in words.
func (p *program) fault(k script.Kind) string {
	f := p.words.Faults
	return map[script.Kind]string{
		script.KindEncoding:         f.Encoding,
		script.KindControl:          f.Control,
		script.KindTooLarge:         f.TooLarge,
		script.KindTooDeep:          f.TooDeep,
		script.KindTooMany:          f.TooMany,
		script.KindSyntax:           f.Syntax,
		script.KindUnsupported:      f.Unsupported,
		script.KindAlias:            f.Alias,
		script.KindWrongType:        f.WrongType,
		script.KindEmpty:            f.Empty,
		script.KindUnknownKey:       f.UnknownKey,
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
