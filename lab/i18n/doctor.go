package i18n

// Doctor are the lines of sockLab doctor.
type Doctor struct {
	Usage, Long, JSON                                              string
	Heading, OK, Note, Bad, Good, Wrong                            string
	System, Console, IPv4, IPv6, Port, Reserved, Windows, Folder   string // labels
	Yes, No, None, More                                            string
	NoTerminal, ConsoleText, EnlargeHint, ANSIHint, UTF8Hint       string
	Loopback, LoopbackHint, LoopbackWindowsHint, IPv6Hint          string
	PortFree, PortHeldBy, PortHeld                                 string
	Unknown, Privileged, Ephemeral, Ranges, RangeHint, ClientsHint string
	NoWindows, WindowsHint, FolderText, FolderHint                 string
}

var doctorES = Doctor{
	Usage: "dice qué funciona en esta máquina y qué hacer con lo que no",
	Long: "Comprueba de verdad lo que el curso necesita: el terminal, las conexiones de la\n" +
		"máquina consigo misma, el puerto y la carpeta. Termina con 0 si todo está bien y\ncon 3 si no.",
	JSON:                "lo escribe como JSON, para programas",
	Heading:             "qué funciona aquí",
	OK:                  "bien",
	Note:                "aviso",
	Bad:                 "mal",
	Good:                "Todo lo que el curso necesita funciona. Empieza con: sockLab demo",
	Wrong:               "Algo que el curso necesita no funciona: mira las líneas con \"mal\".",
	System:              "sistema",
	Console:             "consola",
	IPv4:                "IPv4",
	IPv6:                "IPv6",
	Port:                "puerto",
	Reserved:            "puertos",
	Windows:             "ventanas",
	Folder:              "carpeta",
	Yes:                 "sí",
	No:                  "no",
	None:                "ninguno",
	More:                "y %d más",
	NoTerminal:          "la salida no va a ningún terminal",
	ConsoleText:         "%d columnas por %d filas; ANSI: %s; UTF-8: %s",
	EnlargeHint:         "agranda la ventana: las líneas del curso caben en 80 por 24",
	ANSIHint:            "este terminal no entiende ANSI: habrá menos colores, o ninguno; casi cualquier otro lo entiende",
	UTF8Hint:            "para ver bien ñ y acentos: export LANG=C.UTF-8",
	Loopback:            "%s funciona, de socket a close",
	LoopbackHint:        "activa la interfaz lo; en Linux: ip link set lo up",
	LoopbackWindowsHint: "permite sockLab en el cortafuegos o en el antivirus",
	IPv6Hint:            "no hace falta: el curso usa 127.0.0.1",
	PortFree:            "%d está libre",
	PortHeldBy:          "%d lo tiene %s (PID %d)",
	PortHeld:            "%d lo tiene otro programa",
	Unknown:             "el sistema no dice cuáles reserva",
	Privileged:          "los menores de %d piden privilegios",
	Ephemeral:           "los efímeros van de %d a %d",
	Ranges:              "reservados: %s",
	RangeHint:           "%d cae en %s; usa otro: --port %d",
	ClientsHint:         "%d cae en %s: si está ocupado, usa --port %d",
	NoWindows:           "ningún terminal que las abra",
	WindowsHint:         "todo en este terminal: sockLab demo --consoles log",
	FolderText:          "%s: aquí van tus guiones, y las grabaciones en %s",
	FolderHint:          "ve con cd a una tuya, o: sockLab demo --out CARPETA",
}

var doctorEN = Doctor{
	Usage: "say what works on this machine, and what to do about the rest",
	Long: "Really tries what the course needs: the terminal, the machine's connections to\n" +
		"itself, the port and the folder. Ends with 0 where all is well, and with 3 where\nit is not.",
	JSON:                "write it as JSON, for programs",
	Heading:             "what works here",
	OK:                  "good",
	Note:                "note",
	Bad:                 "bad",
	Good:                "All that the course needs works. Start with: sockLab demo",
	Wrong:               "Something that the course needs does not work: see the lines with \"bad\".",
	System:              "system",
	Console:             "console",
	IPv4:                "IPv4",
	IPv6:                "IPv6",
	Port:                "port",
	Reserved:            "ports",
	Windows:             "windows",
	Folder:              "folder",
	Yes:                 "yes",
	No:                  "no",
	None:                "none",
	More:                "and %d more",
	NoTerminal:          "the output does not go to a terminal",
	ConsoleText:         "%d columns by %d rows; ANSI: %s; UTF-8: %s",
	EnlargeHint:         "enlarge the window: the course's lines fit in 80 by 24",
	ANSIHint:            "this terminal does not understand ANSI: there are fewer colours, or none; almost any other does",
	UTF8Hint:            "to see all characters: export LANG=C.UTF-8",
	Loopback:            "%s works, from socket to close",
	LoopbackHint:        "turn interface lo on; on Linux: ip link set lo up",
	LoopbackWindowsHint: "allow sockLab in the firewall or in the antivirus program",
	IPv6Hint:            "not needed: the course uses 127.0.0.1",
	PortFree:            "%d is free",
	PortHeldBy:          "%d is held by %s (PID %d)",
	PortHeld:            "%d is held by another program",
	Unknown:             "the system does not tell which it reserves",
	Privileged:          "those below %d need privileges",
	Ephemeral:           "clients get theirs from %d to %d",
	Ranges:              "reserved: %s",
	RangeHint:           "%d is within %s; use another: --port %d",
	ClientsHint:         "%d is within %s: if it is taken, --port %d",
	NoWindows:           "no terminal that opens them",
	WindowsHint:         "all in this terminal: sockLab demo --consoles log",
	FolderText:          "%s: your scripts go here, and transcripts into %s",
	FolderHint:          "cd to one of yours, or: sockLab demo --out FOLDER",
}

// Completion describes sockLab completion.
type Completion struct {
	Usage, Long, Examples string
	// The comments at the head of the scripts, without letters beyond ASCII.
	About, Now, Always, Profile, Function string
}

var completionES = Completion{
	Usage:    "escribe el script de autocompletado para tu shell",
	Long:     "Con él, el shell completa órdenes, opciones, sus valores y los nombres de los\nguiones. Las primeras líneas de cada script dicen cómo instalarlo.",
	Examples: "source <(sockLab completion bash)\nsockLab completion fish | source\nsockLab completion powershell | Out-String | Invoke-Expression\n",
	About:    "Autocompletado de sockLab para",
	Now:      "Solo por ahora",
	Always:   "Para siempre",
	Profile:  "esa misma orden, en el fichero",
	Function: "como fichero _sockLab, en una carpeta de",
}

var completionEN = Completion{
	Usage:    "write the script that completes commands with the tab key",
	Long:     "The shell that reads it completes commands, options, their values and the names\nof scripts. The first lines of each tell how to install it.",
	Examples: "source <(sockLab completion bash)\nsockLab completion fish | source\nsockLab completion powershell | Out-String | Invoke-Expression\n",
	About:    "sockLab completion for",
	Now:      "For now",
	Always:   "For good",
	Profile:  "the same command, in the file",
	Function: "as a file _sockLab, in a folder of",
}

// Manual are the words of the manual page that the help does not have.
type Manual struct {
	Usage, Long, Examples                                 string
	Title, Name, Synopsis, Description, Exit, Environment string
	About                                                 string
	ExitDone, ExitFailed, ExitUsage, ExitNo               string
	EnvLang, EnvPort, EnvNoColor                          string
}

var manualES = Manual{
	Usage:       "escribe la página de manual, en roff",
	Long:        "Describe todas las órdenes con todas sus opciones, en el idioma de --lang.",
	Examples:    "sockLab man >sockLab.1\nman ./sockLab.1\n",
	Title:       "Manual de sockLab",
	Name:        "NOMBRE",
	Synopsis:    "SINOPSIS",
	Description: "DESCRIPCIÓN",
	Exit:        "CÓDIGO DE SALIDA",
	Environment: "ENTORNO",
	About: "sockLab enseña sockets TCP con sockets de verdad: cada línea que muestra es una llamada al sistema y lo que el " +
		"sistema ha respondido. Por la salida estándar solo salen las líneas de los programas del curso; la explicación " +
		"va por la salida de error. Las opciones valen antes y después de los argumentos; -- las termina.",
	ExitDone:   "hecho; también cuando Ctrl+C termina un servidor que espera",
	ExitFailed: "ha fallado: la red o un fichero",
	ExitUsage:  "la orden está mal escrita",
	ExitNo:     "se ha ejecutado, y la respuesta es no: una comprobación que no se cumple",
	EnvLang:    "idioma de los mensajes, es o en, si no se da --lang",
	EnvPort:    "puerto, si no se da --port",
	EnvNoColor: "si no está vacía, sin colores",
}

var manualEN = Manual{
	Usage:       "write the manual page, in roff",
	Long:        "Describes all commands with all their options, in the language of --lang.",
	Examples:    "sockLab man >sockLab.1\nman ./sockLab.1\n",
	Title:       "sockLab manual",
	Name:        "NAME",
	Synopsis:    "SYNOPSIS",
	Description: "DESCRIPTION",
	Exit:        "EXIT STATUS",
	Environment: "ENVIRONMENT",
	About: "sockLab teaches TCP sockets with real ones: each line that it shows is a system call and what the system " +
		"answered. Standard output has the lines of the course's programs only; what is told about them goes to standard " +
		"error. Options may stand before and after arguments; -- ends them.",
	ExitDone:   "done; also where Ctrl+C ends a server that waits",
	ExitFailed: "it failed: the network, or a file",
	ExitUsage:  "the command line is wrong",
	ExitNo:     "it ran, and the answer is no: a check that does not hold",
	EnvLang:    "language of the messages, es or en, unless --lang is given",
	EnvPort:    "port, unless --port is given",
	EnvNoColor: "unless empty, no colours",
}

// Clicked is what somebody reads who has double-clicked the program. %s is
// its folder.
type Clicked struct {
	Text, Key string
}

var clickedES = Clicked{
	Text: `sockLab se usa escribiendo órdenes en una ventana de CMD:

  1. Abre la carpeta en la que está:
     %s
  2. En la barra de direcciones de la carpeta, escribe cmd y pulsa Intro.
  3. En la ventana que se abre, escribe una de estas órdenes y pulsa Intro:

     sockLab demo      muestra un servidor y un cliente que hablan entre sí
     sockLab server    ejecuta el servidor; el cliente, en otra ventana
     sockLab client    ejecuta el cliente
     sockLab help      muestra todas las órdenes

`,
	Key: "Pulsa una tecla para cerrar esta ventana.",
}

var clickedEN = Clicked{
	Text: `sockLab is used by typing commands in a CMD window:

  1. Open the folder that it is in:
     %s
  2. In the folder's address bar, type cmd and press Enter.
  3. In the window that opens, type one of these commands and press Enter:

     sockLab demo      shows a server and a client that talk to each other
     sockLab server    runs the server; the client, in another window
     sockLab client    runs the client
     sockLab help      shows all commands

`,
	Key: "Press a key to close this window.",
}
