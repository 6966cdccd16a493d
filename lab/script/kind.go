package script

// Kind says what is wrong, in a few English words for logs and tests. Callers
// compare it with the constants and have words of their own.
type Kind string

// The kinds, each with what Subject, Suggest and Detail hold. Where Suggest is
// not mentioned it is empty or the nearest known name.
const (
	KindEncoding         Kind = "not UTF-8 text"                              // neither UTF-8, nor UTF-16 with a byte order mark
	KindControl          Kind = "control character"                           // Subject: as U+001B
	KindTooLarge         Kind = "too large"                                   // Detail: the largest size; Subject: "file", "nodes", "blank lines", "wait" or a long key
	KindTooDeep          Kind = "nested too deep"                             // Detail: the deepest allowed
	KindTooMany          Kind = "too many"                                    // Subject: "consoles" or "steps"; Detail: the most allowed
	KindSyntax           Kind = "bad YAML"                                    // Detail: the YAML library's words
	KindUnsupported      Kind = "YAML feature not used in scripts"            // tag, directive, second document, "?" key; Subject: it
	KindAlias            Kind = "anchors, aliases and merge keys are refused" // Subject: it
	KindWrongType        Kind = "wrong type"                                  // Subject: the key, or "file", "step", "console"; Detail: one of the Want… constants
	KindEmpty            Kind = "empty"                                       // an empty text, list or file; Subject: the key, or "file"
	KindUnknownKey       Kind = "unknown key"                                 // Subject: the key
	KindComma            Kind = "key without a value"                         // in {…}, as from a comma in a text without quotes; Subject: the key
	KindDuplicateKey     Kind = "duplicate key"                               // Subject: the key; Detail: the line of the first
	KindMissingKey       Kind = "missing key"                                 // Subject: the key
	KindMissingLanguage  Kind = "missing language"                            // Subject: es or en
	KindBadConsoleName   Kind = "bad console name"                            // Subject: the name; Detail: the pattern, or "" for a device of Windows
	KindDuplicateConsole Kind = "duplicate console name"                      // Subject: the name; Detail: the line of the first
	KindUnknownConsole   Kind = "unknown console"                             // Subject: the name
	KindSayWithOn        Kind = "key not allowed beside say"                  // Subject: the key
	KindMisplacedKey     Kind = "key without the key it belongs to"           // Subject: the key; Detail: the keys one of which it needs
	KindNothingToDo      Kind = "nothing to do"                               // a step, or a list of steps, without effect
	KindBadPress         Kind = "not a key to press"                          // Subject: the value
	KindBadCall          Kind = "not a socket call"                           // Subject: the value
	KindBadRegexp        Kind = "bad regular expression"                      // Subject: the part at fault; Detail: the regexp library's words
	KindBadDuration      Kind = "bad duration"                                // Subject: the value; Suggest: with a unit; Detail: examples
	KindOutOfRange       Kind = "out of range"                                // Subject: the value; Detail: the range
	KindWaitNever        Kind = "wait before anything was typed or pressed"   // Subject: the console
	KindExitIdle         Kind = "exit without a running program"              // Subject: the console
	KindPressIdle        Kind = "press before a program was started"          // Subject: the console
	KindNotSockLab       Kind = "program other than sockLab"                  // Subject: the program; Suggest: sockLab if it was nearly that
	KindRefused          Kind = "not on the list of harmless commands"        // a command, option or value that is not on the list of harmless ones; Subject: it; Detail: what may be used
	KindNotLoopback      Kind = "not a loopback address"                      // a host that is not this machine alone; Subject: the host; Detail: what may be used
	KindOutside          Kind = "not a file of the session"                   // not a file's name in the session's own folder; Subject: it; Detail: its form, if a special one is needed
	KindTooMuch          Kind = "too much for a session"                      // together the clients would do too much; Subject: the command; Detail: the limit
	KindUnknownCommand   Kind = "unknown command"                             // sockLab does not have it; Subject: it
	KindUnknownOption    Kind = "unknown option"                              // the command does not have it; Subject: it; Detail: those that it has
	KindTooManyArguments Kind = "too many arguments"                          // Subject: those that are too many; Suggest: all of them in quotes
	KindShell            Kind = "no shell here"                               // shell syntax; Subject: the character
	KindUnbalanced       Kind = "unbalanced quote"                            // Subject: the quote
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
