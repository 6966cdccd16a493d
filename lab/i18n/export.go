package i18n

// Export are the words of sockLab export and of the files that it writes.
type Export struct {
	Command, Long, Args, Examples                          string
	Format, Output, Force, CastVersion, At, FPS            string
	Idle, Theme, Diagram                                   string
	EventsDamaged, Written, Damaged, DamagedHint, NoEvents string
	EventsHint, TooLarge, TooLargeHint, ToTerminal         string
	ToTerminalHint, NeedsFormat, NeedsFormatHint           string
	Working, BadTime                                       string
	MostBytes, MostCells, MostShown, MostPixels            string
	MostOutput, MostVersions, MostLog, MostLogLines        string
	MostCalls, MostSteps, MostLinks                        string
	Chapters, Byte, Bytes, Queue, Buffer                   string
	FromQueue, FromBuffer, TheFIN                          string
	LegendWait, LegendSyn, LegendData, LegendFin           string
	LegendReset, LegendSeen, LegendInferred, LegendStay    string
	LegendTaken, LegendLost                                string
}

var esExport = Export{
	Command: "guarda una sesión grabada como texto, imagen, página o diagrama",
	Long: "Convierte una sesión en un solo fichero para llevársela a casa: texto (txt, md\n" +
		"para Moodle), una grabación de asciinema (cast), una imagen animada (svg, gif)\no fija (png), una página web (html), o el diagrama " +
		"de las llamadas a lo largo del tiempo (diagram). La sesión es una de las que trae sockLab, " +
		"una carpeta grabada con demo o una grabación FICHERO.cast.",
	Args:     "NOMBRE|CARPETA|FICHERO.cast",
	Examples: "sockLab export course-walkthrough --format gif\nsockLab export half-close --format diagram -o half-close.svg\nsockLab export two-clients -o apuntes.md\n",

	Format:      "formato: txt, md, cast, svg, png, gif, diagram, mermaid o html; si no, el de la extensión de --output",
	Output:      "fichero en el que se guarda; con - va a la salida estándar",
	Force:       "sobrescribe el fichero si ya existe",
	CastVersion: "versión de asciicast para el formato cast: 2 o 3",
	At:          "png: la pantalla en ese momento de la sesión, no la última",
	FPS:         "svg, gif: imágenes por segundo, como mucho",
	Idle:        "acorta a este tiempo las pausas más largas; 0: no las acorta (en svg, gif y html: 2s)",
	Theme:       "colores: oscuro (dark) o claro (light)",
	Diagram:     "diagrama como imagen (svg), para mermaid o como texto (text)",

	Written:         "guardado: %s (%s)",
	Damaged:         "%s: la grabación está dañada desde la línea %d (byte %d); se exporta hasta ahí",
	EventsDamaged:   "%s: las llamadas están dañadas desde la línea %d; se dibujan hasta ahí",
	DamagedHint:     "lo que hay antes del daño está completo",
	NoEvents:        "%s no tiene llamadas grabadas: no hay nada que dibujar",
	EventsHint:      "el diagrama necesita una sesión grabada con sockLab demo",
	TooLarge:        "%s es demasiado grande para este formato",
	TooLargeHint:    "prueba con otro formato, o graba una sesión más corta",
	MostBytes:       "más de %d bytes grabados",
	MostCells:       "más de %d celdas en la imagen",
	MostShown:       "más de %d celdas entre todas las imágenes",
	MostPixels:      "más de %d píxeles entre todas las imágenes",
	MostOutput:      "el fichero tendría más de %d bytes",
	MostVersions:    "más de %d cambios de fila",
	MostLog:         "más de %d bytes de texto entre todos los capítulos",
	MostLogLines:    "más de %d líneas entre todos los capítulos",
	MostCalls:       "más de %d llamadas",
	MostSteps:       "más de %d pasos en el diagrama",
	MostLinks:       "más de %d relaciones entre llamadas",
	ToTerminal:      "%s no es texto: no se puede mostrar en un terminal",
	ToTerminalHint:  "guárdalo con -o FICHERO",
	NeedsFormat:     "no se sabe en qué formato exportar",
	NeedsFormatHint: "usa --format txt|md|cast|svg|png|gif|diagram|mermaid|html, o -o con un fichero de esa extensión",
	Working:         "exportando",
	BadTime:         "la sesión dura %s: no llega a %s",

	Chapters:       "Capítulos",
	Byte:           "1 byte",
	Bytes:          "%d bytes",
	LegendWait:     "la llamada espera",
	LegendSyn:      "SYN: se conecta",
	LegendData:     "datos",
	LegendFin:      "FIN: no envía más",
	LegendReset:    "RST: rechaza o corta la conexión",
	LegendSeen:     "una llamada ya lo esperaba",
	LegendInferred: "se deduce, no se ve: en una misma máquina ha llegado cuando acaba la llamada",
	LegendStay:     "espera en el sistema (cola, búfer)",
	LegendTaken:    "una llamada lo saca de ahí",
	LegendLost:     "nadie lo recoge",

	Queue:      "cola",
	Buffer:     "búfer",
	FromQueue:  "de la cola",
	FromBuffer: "del búfer",
	TheFIN:     "el FIN",
}

var enExport = Export{
	Command: "save a recorded session as text, a picture, a page or a diagram",
	Long: "Turns a session into one file to take home: text (txt, md for Moodle), a\n" +
		"recording for asciinema (cast), a moving picture (svg, gif) or a still one (png),\na web page (html), or the diagram " +
		"of its calls in time (diagram). The session is one that sockLab has, a folder that demo " +
		"has recorded, or a recording FILE.cast.",
	Args:     "NAME|FOLDER|FILE.cast",
	Examples: "sockLab export course-walkthrough --format gif\nsockLab export half-close --format diagram -o half-close.svg\nsockLab export two-clients -o notes.md\n",

	Format:      "format: txt, md, cast, svg, png, gif, diagram, mermaid or html; else that of --output's extension",
	Output:      "file to save it in; - is standard output",
	Force:       "overwrite the file if it exists",
	CastVersion: "asciicast version for the format cast: 2 or 3",
	At:          "png: the screen at that time of the session, not the last one",
	FPS:         "svg, gif: pictures a second, at most",
	Idle:        "shorten longer pauses to this; 0: leave them (svg, gif and html: 2s)",
	Theme:       "colours: dark or light",
	Diagram:     "diagram as a picture (svg), for mermaid or as text (text)",

	Written:         "saved: %s (%s)",
	Damaged:         "%s: the recording is damaged from line %d (byte %d) on; it is exported up to there",
	EventsDamaged:   "%s: the calls are damaged from line %d on; they are drawn up to there",
	DamagedHint:     "what comes before the damage is complete",
	NoEvents:        "%s has no recorded calls: there is nothing to draw",
	EventsHint:      "the diagram needs a session recorded with sockLab demo",
	TooLarge:        "%s is too large for this format",
	TooLargeHint:    "try another format, or record a shorter session",
	MostBytes:       "more than %d bytes of recordings",
	MostCells:       "more than %d cells in the picture",
	MostShown:       "more than %d cells in all pictures together",
	MostPixels:      "more than %d pixels in all pictures together",
	MostOutput:      "the file would have more than %d bytes",
	MostVersions:    "more than %d changes of rows",
	MostLog:         "more than %d bytes of text in all chapters together",
	MostLogLines:    "more than %d lines in all chapters together",
	MostCalls:       "more than %d calls",
	MostSteps:       "more than %d moments in the diagram",
	MostLinks:       "more than %d relations between calls",
	ToTerminal:      "%s is no text: it cannot be shown on a terminal",
	ToTerminalHint:  "save it with -o FILE",
	NeedsFormat:     "it is not known which format to export to",
	NeedsFormatHint: "give --format txt|md|cast|svg|png|gif|diagram|mermaid|html, or -o with a file of that extension",
	Working:         "exporting",
	BadTime:         "the session lasts %s: it does not reach %s",

	Chapters:       "Chapters",
	Byte:           "1 byte",
	Bytes:          "%d bytes",
	LegendWait:     "the call waits",
	LegendSyn:      "SYN: connects",
	LegendData:     "data",
	LegendFin:      "FIN: sends no more",
	LegendReset:    "RST: refuses or breaks off the connection",
	LegendSeen:     "a call was already waiting for it",
	LegendInferred: "inferred, not seen: on one machine it has arrived when its call has ended",
	LegendStay:     "it waits in the system (queue, buffer)",
	LegendTaken:    "a call takes it from there",
	LegendLost:     "nobody takes it",

	Queue:      "queue",
	Buffer:     "buffer",
	FromQueue:  "from the queue",
	FromBuffer: "from the buffer",
	TheFIN:     "the FIN",
}
