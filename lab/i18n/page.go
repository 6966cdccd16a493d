package i18n

// Page are the words of the page that export --format html writes and replay
// --web serves, and of its serving.
type Page struct {
	Language, ToDark, ToLight, Keys, Close             string
	Note, Controls, Previous, Next, Play, Pause        string
	Position, PositionText, Speed, Times, Fullscreen   string
	Chapters, Chapter, Texts, Text, NoScript           string
	KeySpace, Space, KeyArrows, KeyChapters, KeyDigits string
	KeyFullscreen, KeyHelp                             string
	Web, Serving, Stop, NoBrowser, NoBrowserHint       string
}

var esPage = Page{
	Language:      "Idioma",
	ToDark:        "Oscuro",
	ToLight:       "Claro",
	Keys:          "Teclas",
	Close:         "Cerrar",
	Note:          "Capítulo",
	Controls:      "Controles de reproducción",
	Previous:      "Capítulo anterior",
	Next:          "Capítulo siguiente",
	Play:          "Reproducir",
	Pause:         "Pausa",
	Position:      "Momento de la sesión",
	PositionText:  "%s de %s",
	Speed:         "Velocidad",
	Times:         "Velocidad ×%s",
	Fullscreen:    "Pantalla completa",
	Chapters:      "Capítulos",
	Chapter:       "Capítulo %d de %d: %s",
	Texts:         "Consolas como texto",
	Text:          "Todo lo que ha salido en la consola",
	NoScript:      "Sin JavaScript la sesión no se puede reproducir. Esto es lo que se ve en ella:",
	KeySpace:      "espacio",
	Space:         "reproducir o parar",
	KeyArrows:     "5 segundos atrás o adelante",
	KeyChapters:   "capítulo anterior o siguiente",
	KeyDigits:     "al 0 %, 10 %, … 90 % de la sesión",
	KeyFullscreen: "pantalla completa",
	KeyHelp:       "esta ayuda",
	Web:           "la muestra en el navegador, en una página local; Ctrl+C para terminar",
	Serving:       "la sesión está en %s",
	Stop:          "Ctrl+C para terminar",
	NoBrowser:     "no se ha podido abrir el navegador (%s)",
	NoBrowserHint: "abre esta dirección en un navegador: %s",
}

var enPage = Page{
	Language:      "Language",
	ToDark:        "Dark",
	ToLight:       "Light",
	Keys:          "Keys",
	Close:         "Close",
	Note:          "Chapter",
	Controls:      "Playback controls",
	Previous:      "Previous chapter",
	Next:          "Next chapter",
	Play:          "Play",
	Pause:         "Pause",
	Position:      "Time in the session",
	PositionText:  "%s of %s",
	Speed:         "Speed",
	Times:         "Speed ×%s",
	Fullscreen:    "Full screen",
	Chapters:      "Chapters",
	Chapter:       "Chapter %d of %d: %s",
	Texts:         "Consoles as text",
	Text:          "All that the console showed",
	NoScript:      "Without JavaScript the session cannot be played. This is what it shows:",
	KeySpace:      "space",
	Space:         "play or pause",
	KeyArrows:     "5 seconds back or forward",
	KeyChapters:   "previous or next chapter",
	KeyDigits:     "to 0 %, 10 %, … 90 % of the session",
	KeyFullscreen: "full screen",
	KeyHelp:       "this help",
	Web:           "show it in the browser, on a page of this machine; Ctrl+C ends it",
	Serving:       "the session is at %s",
	Stop:          "Ctrl+C ends it",
	NoBrowser:     "the browser could not be opened (%s)",
	NoBrowserHint: "open this address in a browser: %s",
}
