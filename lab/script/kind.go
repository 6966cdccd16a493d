package script

// Kind says what is wrong, so that callers need not read messages.
type Kind int

// The kinds, each with what Subject, Suggest and Detail hold. Where Suggest is
// not mentioned it is empty or the nearest known name.
const (
	KindEncoding         Kind = iota + 1 // neither UTF-8, nor UTF-16 with a byte order mark
	KindControl                          // a control character; Subject: as U+001B
	KindTooLarge                         // Detail: the largest size; Subject: "file", "nodes", "blank lines", "wait" or a long key
	KindTooDeep                          // nested too deep; Detail: the deepest allowed
	KindTooMany                          // Subject: "consoles" or "steps"; Detail: the most allowed
	KindSyntax                           // not YAML; Detail: the YAML library's words
	KindUnsupported                      // YAML that scripts do not use: tag, directive, second document, "?" key; Subject: it
	KindAlias                            // an anchor, an alias or a merge key; Subject: it
	KindWrongType                        // Subject: the key, or "file", "step", "console"; Detail: one of the Want… constants
	KindEmpty                            // an empty text, list or file; Subject: the key, or "file"
	KindUnknownKey                       // Subject: the key
	KindComma                            // a key without a value in {…}, as from a comma in a text without quotes; Subject: the key
	KindDuplicateKey                     // Subject: the key; Detail: the line of the first
	KindMissingKey                       // Subject: the key
	KindMissingLanguage                  // Subject: es or en
	KindBadConsoleName                   // Subject: the name; Detail: the pattern, or "" for a device of Windows
	KindDuplicateConsole                 // Subject: the name; Detail: the line of the first
	KindUnknownConsole                   // Subject: the name
	KindSayWithOn                        // Subject: the key that may not stand beside say
	KindMisplacedKey                     // Subject: the key; Detail: the keys one of which it needs
	KindNothingToDo                      // a step, or a list of steps, without effect
	KindBadPress                         // not a key to press; Subject: the value
	KindBadCall                          // not a socket call; Subject: the value
	KindBadRegexp                        // Subject: the part at fault; Detail: the regexp library's words
	KindBadDuration                      // Subject: the value; Suggest: with a unit; Detail: examples
	KindOutOfRange                       // Subject: the value; Detail: the range
	KindWaitNever                        // a wait where nothing was typed or pressed yet; Subject: the console
	KindExitIdle                         // an exit where no program can run; Subject: the console
	KindPressIdle                        // a key where no program was started yet; Subject: the console
	KindNotSockLab                       // Subject: the program; Suggest: sockLab if it was nearly that
	KindRefused                          // a command, option or value that is not on the list of harmless ones; Subject: it; Detail: what may be used
	KindNotLoopback                      // a host that is not this machine alone; Subject: the host; Detail: what may be used
	KindOutside                          // not a file's name in the session's own folder; Subject: it; Detail: its form, if a special one is needed
	KindTooMuch                          // together the clients would do too much; Subject: the command; Detail: the limit
	KindUnknownCommand                   // a command that sockLab does not have; Subject: it
	KindUnknownOption                    // an option that the command does not have; Subject: it; Detail: those that it has
	KindTooManyArguments                 // Subject: those that are too many; Suggest: all of them in quotes
	KindShell                            // shell syntax; Subject: the character
	KindUnbalanced                       // a quote that is not closed; Subject: the quote
)

// What a value of the wrong type should be.
const (
	WantString   = "string"
	WantInteger  = "integer"
	WantDuration = "duration"
	WantMap      = "map"
	WantList     = "list"
	WantText     = "text" // a string, or a map of both languages
)

var kindNames = [...]string{
	KindEncoding:         "not UTF-8 text",
	KindControl:          "control character",
	KindTooLarge:         "too large",
	KindTooDeep:          "nested too deep",
	KindTooMany:          "too many",
	KindSyntax:           "bad YAML",
	KindUnsupported:      "YAML feature not used in scripts",
	KindAlias:            "anchors, aliases and merge keys are refused",
	KindWrongType:        "wrong type",
	KindEmpty:            "empty",
	KindUnknownKey:       "unknown key",
	KindComma:            "key without a value",
	KindDuplicateKey:     "duplicate key",
	KindMissingKey:       "missing key",
	KindMissingLanguage:  "missing language",
	KindBadConsoleName:   "bad console name",
	KindDuplicateConsole: "duplicate console name",
	KindUnknownConsole:   "unknown console",
	KindSayWithOn:        "key not allowed beside say",
	KindMisplacedKey:     "key without the key it belongs to",
	KindNothingToDo:      "nothing to do",
	KindBadPress:         "not a key to press",
	KindBadCall:          "not a socket call",
	KindBadRegexp:        "bad regular expression",
	KindBadDuration:      "bad duration",
	KindOutOfRange:       "out of range",
	KindWaitNever:        "wait before anything was typed or pressed",
	KindExitIdle:         "exit without a running program",
	KindPressIdle:        "press before a program was started",
	KindNotSockLab:       "program other than sockLab",
	KindRefused:          "not on the list of harmless commands",
	KindNotLoopback:      "not a loopback address",
	KindOutside:          "not a file of the session",
	KindTooMuch:          "too much for a session",
	KindUnknownCommand:   "unknown command",
	KindUnknownOption:    "unknown option",
	KindTooManyArguments: "too many arguments",
	KindShell:            "no shell here",
	KindUnbalanced:       "unbalanced quote",
}

// String returns a short English name.
func (k Kind) String() string {
	if k < 1 || int(k) >= len(kindNames) {
		return "unknown kind"
	}
	return kindNames[k]
}

// Kinds returns all kinds, for those who put each into words.
func Kinds() []Kind {
	var all []Kind
	for k := Kind(1); int(k) < len(kindNames); k++ {
		all = append(all, k)
	}
	return all
}
