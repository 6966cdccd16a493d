package i18n

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
