package i18n

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
