// Package i18n holds every word that a user sees, in Spanish and English, as
// structs: a word that one language lacks does not compile or fails the test.
// It imports nothing of this project.
package i18n

import "strings"

// Messages are all words of one language. Fields with verbs are formats of
// package fmt and take the same arguments in each language.
type Messages struct {
	Lang    string
	Help    Help
	Usage   Usage
	Errors  Errors
	Hints   Hints
	Notes   Notes
	Why     Why
	Waits   Waits
	Server  Server
	Client  Client
	Demo    Demo
	Reasons Reasons
	Faults  Faults
	Replay  Replay

	Doctor     Doctor
	Completion Completion
	Manual     Manual
	Clicked    Clicked
	Export     Export
	Page       Page
}

// Help is the text of --help and of the commands' descriptions.
type Help struct {
	Tagline, Usage, Commands, Options, Examples, More, Default string
	Command                                                    string // the placeholder of a command's name
	OptionsWord, ArgumentsWord                                 string
	Help, Version, Lang, Color                                 string
	ValueTime, ValueSize, PortServer                           string
	HelpCommand, VersionCommand                                string
	Server, ServerLong, Client, ClientLong, Demo, DemoLong     string
	ClientArgs, Start, ServerExamples, ClientExamples          string
	Host, HostClient, Port, Backlog, BufSize                   string
	Clients, Model, Mode, Timeout, TimeoutClient               string
	MaxMessage, MaxAnswer, MaxMemory, MaxClients               string
	Explain, Events, Quiet, QuietClient                        string
	File, Chunk, Delay, NoShutdown, Repeat, Parallel           string
	Hex, Out, Force, Verify, Size, Wait                        string
	DemoArgs, DemoExamples, DemoOut, Consoles, Speed, Live     string
	Keep, AllowExec, NameArg, FileArg, FilesArg                string
	Scripts, ScriptsLong, ScriptsList, ScriptsShow             string
	ScriptsCheck, ScriptsNew, ScriptsSchema                    string
	Transcripts, TranscriptsLong, TranscriptsList              string
	TranscriptsShow, TranscriptsVerify, TranscriptsRecord      string
	FolderArg, VerifyArg, VerifyScript, VerifyLong, DemoForce  string
}

// Usage are the lines for a command line that is wrong.
type Usage struct {
	UnknownCommand, UnknownFlag, DidYouMean, SeeHelp string
	MissingValue, Empty, TakesNoValue                string
	BadPort, BadNumber, BadSize, BadDuration         string
	BadChoice, Contradiction, TooManyArguments       string
	FlagTwice, Needs, SameFile                       string
	MissingArgument, BadSpeed, NoSpeed, BadShell     string
	NotAFile                                         string
}

// Errors are the first lines of what failed.
type Errors struct {
	UnknownHost, NoAnswerDNS                 string
	Read, Write, Create, Exists, Interrupted string
	Hint, TooLarge, GoesOn                   string
	EarlyEnd, Differs, Shorter, Longer       string
	OverBudget, NoMemory, AnswerTooLarge     string
	Client, More                             string
	SomeFailed, Internal, Exec, Threads      string
}

// Reasons are the system's error numbers in words.
type Reasons struct {
	Refused, InUse, Denied, Reset, Aborted, BrokenPipe, Timeout, ConnTimeout string
	NotNow, UnderWay                                                         string
	NotAvailable, Unreachable, TooMany, NotConnected, Unsupported, Closed    string
	NotExist, IsDirectory, NotDirectory, NoSpace, NobodyReads                string
	NotRegular, NotAName                                                     string
}

// Hints are what to do, one line each.
type Hints struct {
	Refused, InUse, InUseBy, DeniedLow, DeniedWindows, ResetClient, ResetServer string
	Aborted, BrokenPipe, ConnTimeout, NotAvailableBind, NotAvailableConnect     string
	Unreachable, TooMany, Unsupported, UnknownHost, ConnectAll                  string
	NoShutdown, NoAnswer, ServerIdle, ServerFull, MaxMessage, EarlyEnd, Exists  string
	ResetNoShutdown, MaxMemory, MaxAnswer, NoMemoryServer, NoMemoryClient       string
	Read, Verify, Threads, ThreadsFit, NotRegular, InUseWait                    string
}

// Notes are the words beside a call that has ended.
type Notes struct {
	Socket, SocketUDP, Reuse, Exclusive, Timeout, Linger                                  string
	Bind, BindAny, Listen, Accept, Connect, Getsockname                                   string
	Getpeername, RecvEnd, SendShort, ShutdownWr, ShutdownRd, ShutdownBoth                 string
	CloseLeft, CloseLast, Released, More, MoreOne, MoreFailed                             string
	Sockets, Burst, BurstEnded, ByClose                                                   string
	TableSocket, TableState, TableLocal, TablePeer, TableMore, Nobody, ReachAll, ReachNet string
	Firewall, Fallback, WaitsServer                                                       string
	Port                                                                                  string // the word before a port
}

// Why are the reasons that --explain full adds, true for the system they are
// printed on.
type Why struct {
	Socket, ReuseUnix, ReuseWindows, Bind, BindZero                         string
	ListenLinux, ListenDarwin, ListenWindows, Accept, Connect               string
	Getsockname, Getpeername, Recv, RecvEnd, Send, Shutdown, Close, Timeout string
	CloseListener                                                           string
}

// Waits tell what blocks and on whom it waits.
type Waits struct {
	Accept, RecvServer, RecvServerSome, RecvClient, RecvClientOpen string
	Send, Connect, Browser                                         string
}

// Server are the server's own lines.
type Server struct {
	Ended, Stopped string
	Bound, Full    string
}

// Client are the client's own lines.
type Client struct {
	Saved, Verified, Summary, Sending, Receiving string
	EndKeys, EndKeysWindows, Cut                 string
}

// Demo are the lines of the demo, of scripts and of transcripts.
type Demo struct {
	UnknownScript, UnknownTranscript, PortBusy, OutHint, NotOurs, Kept                       string
	StepFailed, Awaited, AwaitedEnded, WrongExit, SeenInstead                                string
	FewDescriptors, MoreDescriptors                                                          string
	StillRuns, NoProgram, Quit, Summary, Recorded                                            string
	ScriptGood, ScriptsBad, ScriptNew                                                        string
	Verified, Differs, DifferSome, NotTranscript, Playing, LiveNext                          string
	NotAFolder, NoSession, BadSession, Own, DiffRecorded, DiffNow, CallDiffers               string
	NoProgramFound, NoPanes, HereInstead, NotInTmux, NotInTmuxHint, NoTmux, NoWindows        string
	NoWindowsHint, WindowFailed, WindowNotUp                                                 string
	NoTerminal, LiveNextShort, LiveCall, LiveWait, LiveExit, LivePause, LivePauseShort       string
	Ended, EndedShort, NextReplay, NextExplained                                             string
	WasResized                                                                               string
	ScriptNotHere, NameScript, OtherVersion, RecordAgain                                     string
	FolderBusy, FolderBusyHint, FolderForeign, FolderShared, FolderSharedHint, NewFolderHint string
}

// Faults are what can be wrong with a script. %s is what is at fault.
type Faults struct {
	Encoding, Control, TooLarge, TooDeep, TooMany, Syntax, Unsupported, Alias string
	Empty, UnknownKey, DuplicateKey, MissingKey, MissingLanguage              string
	BadConsoleName, DuplicateConsole, UnknownConsole, SayWithOn, BadCall      string
	MisplacedKey, NothingToDo, BadPress, BadRegexp, BadDuration, OutOfRange   string
	WaitNever, ExitIdle, PressIdle, NotSockLab, Shell, Unbalanced             string
	UnknownCommand, UnknownOption, TooManyArguments                           string
	Refused, NotLoopback, Outside, TooMuch                                    string
	DeviceName, FirstLine, Most, Comma                                        string
	// What a key should be, and what the subjects that are no keys are called.
	WantString, WantInteger, WantDuration, WantMap, WantList, WantText string
	File, Step, Console, BlankLines, Nodes                             string
	// What is wrong with a regular expression.
	NoParen, NoBracket, ExtraParen, NothingToRepeat, NoSuchEscape, TrailingBackslash, NoPerl, BadRepeat, BadRange string
}

// Languages gives the tags of all languages.
func Languages() []string { return []string{es.Lang, en.Lang} }

// In gives the messages of lang: es for Spanish of any kind, else English.
func In(lang string) *Messages {
	if IsSpanish(lang) {
		return &es
	}
	return &en
}

// IsSpanish tells whether a language tag, such as es_ES.UTF-8 or es-MX, means
// Spanish.
func IsSpanish(tag string) bool {
	tag = strings.ToLower(tag)
	return tag == "es" || strings.HasPrefix(tag, "es-") || strings.HasPrefix(tag, "es_") || strings.HasPrefix(tag, "es.")
}
