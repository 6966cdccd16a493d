package i18n

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
