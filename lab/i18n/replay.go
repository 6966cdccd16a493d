package i18n

// Replay are the words of the player and of sockLab replay.
type Replay struct {
	Usage, Long, Args, Examples                               string
	Speed, IdleLimit, StartAt, PauseOnMarkers, Loop           string
	Console, RecordSize, Consoles                             string
	Chapter, Chapters, Looping, Live, Keys                    string
	KeysShort, HelpTitle                                      string
	SpaceIs, Space, Step, ByChapter, PagesAre, Pages          string
	Seconds, Digits, HomeEndAre, HomeEnd, Faster, Again       string
	Zoom, Scroll, Quit                                        string
	Damaged, Unreadable, NotRecording, Version, Size, TooLong string
	NoConsole, NoInput, Empty, Stdin                          string
}

var esReplay = Replay{
	Usage:          "reproduce una sesión grabada a pantalla completa",
	Long:           "Muestra a la vez las consolas de una sesión grabada, con sus capítulos, y deja ir adelante y atrás. Sin nada que reproducir elige course-walkthrough; también reproduce grabaciones de asciinema (.cast), y - las lee de la entrada estándar. Si la salida no es un terminal, escribe la sesión como texto.",
	Args:           "[NOMBRE | CARPETA | FICHERO.cast | -]",
	Examples:       "sockLab replay\nsockLab replay half-close --pause-on-markers\nsockLab replay sockLab-transcripts/half-close --speed 2\nsockLab replay clase.cast --idle-time-limit 1s\n",
	Speed:          "velocidad: 1 como se grabó, 2 el doble, 0.5 la mitad",
	IdleLimit:      "acorta a este tiempo las pausas más largas; 0: no las acorta",
	StartAt:        "empieza en ese momento de la sesión",
	PauseOnMarkers: "se detiene al empezar cada capítulo; espacio para seguir",
	Loop:           "al terminar empieza otra vez",
	Console:        "muestra solo esa consola",
	Consoles:       "dónde: here (aquí), o cada consola en una ventana (windows) o panel (tmux)",
	RecordSize:     "muestra las consolas con el tamaño con el que se grabaron, aunque queden cortadas",
	Chapter:        "Capítulo %d de %d",
	Chapters:       "Capítulos",
	Looping:        "en bucle",
	Live:           "en directo",
	Keys:           "espacio: pausa  ., paso  [ ] capítulo  ←→ 5 s  z ampliar  ? ayuda  q salir",
	KeysShort:      "espacio: pausa   ? ayuda   q salir",
	HelpTitle:      "Teclas",
	SpaceIs:        "espacio",
	Space:          "pausa y sigue",
	Step:           "un cambio adelante, atrás",
	ByChapter:      "capítulo adelante, atrás",
	PagesAre:       "AvPág RePág",
	Pages:          "lo mismo, con el mando",
	Seconds:        "5 s; con mayús, un 10 %",
	Digits:         "al 0 %, 10 % ... 90 %",
	HomeEndAre:     "Inicio Fin",
	HomeEnd:        "al principio, al final",
	Faster:         "más rápido, más despacio",
	Again:          "empezar otra vez; bucle",
	Zoom:           "una consola sola; la otra",
	Scroll:         "con una sola: sube, baja",
	Quit:           "esta ayuda; salir",
	Damaged:        "%s está dañado en la línea %d (byte %d): %s; se ve lo anterior",
	Unreadable:     "no se entiende",
	NotRecording:   "no es una grabación de asciinema",
	Version:        "versión de formato desconocida: %s",
	Size:           "tamaño de consola imposible: %s",
	TooLong:        "es demasiado largo",
	NoConsole:      "la sesión no tiene la consola %s; tiene: %s",
	NoInput:        "- lee una grabación de la entrada estándar, y ahí hay un terminal",
	Empty:          "está vacío",
	Stdin:          "la entrada estándar",
}

var enReplay = Replay{
	Usage:          "play a recorded session on the whole screen",
	Long:           "Shows the consoles of a recorded session together, with its chapters, and goes forward and back. With nothing to play it picks course-walkthrough; it plays recordings of asciinema (.cast), too, and - reads one from standard input. Where the output is no terminal it prints the session as text.",
	Args:           "[NAME | FOLDER | FILE.cast | -]",
	Examples:       "sockLab replay\nsockLab replay half-close --pause-on-markers\nsockLab replay sockLab-transcripts/half-close --speed 2\nsockLab replay lesson.cast --idle-time-limit 1s\n",
	Speed:          "how fast: 1 as recorded, 2 twice as fast, 0.5 half as fast",
	IdleLimit:      "shorten to so much the times in which nothing happens; 0: leave them",
	StartAt:        "begin at that time of the session",
	PauseOnMarkers: "stop where a chapter begins; space goes on",
	Loop:           "begin again at the end",
	Console:        "show this console only",
	Consoles:       "where: here, or each console in a window (windows) or pane (tmux) of its own",
	RecordSize:     "show the consoles at the size they were recorded at, even if cut",
	Chapter:        "Chapter %d of %d",
	Chapters:       "Chapters",
	Looping:        "loop",
	Live:           "live",
	Keys:           "space: pause  ., step  [ ] chapter  ←→ 5 s  z zoom  ? help  q quit",
	KeysShort:      "space: pause   ? help   q quit",
	HelpTitle:      "Keys",
	SpaceIs:        "space",
	Space:          "pause and go on",
	Step:           "one change forward, back",
	ByChapter:      "next, previous chapter",
	PagesAre:       "PgDn PgUp",
	Pages:          "the same, by a clicker",
	Seconds:        "5 s; with shift, 10 %",
	Digits:         "to 0 %, 10 % ... 90 %",
	HomeEndAre:     "Home End",
	HomeEnd:        "to the start, to the end",
	Faster:         "faster, slower",
	Again:          "play again; loop",
	Zoom:           "one console only; another",
	Scroll:         "one only: up, down",
	Quit:           "this help; quit",
	Damaged:        "%s is damaged in line %d (byte %d): %s; what comes before is played",
	Unreadable:     "it makes no sense",
	NotRecording:   "it is no recording of asciinema",
	Version:        "unknown format version: %s",
	Size:           "impossible size of a console: %s",
	TooLong:        "it is too long",
	NoConsole:      "the session has no console %s; it has: %s",
	NoInput:        "- reads a recording from standard input, and that is a terminal",
	Empty:          "it is cut short",
	Stdin:          "standard input",
}
