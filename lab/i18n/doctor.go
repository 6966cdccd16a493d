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
