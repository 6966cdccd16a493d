$ sockLab help
sockLab: aprende sockets TCP viendo sockets de verdad

USO
  sockLab ORDEN [OPCIONES] [ARGUMENTOS]

ÓRDENES
  demo                reproduce un guion en varias consolas y lo graba
  server              ejecuta el servidor de eco del curso y cuenta cada
                      llamada
  client              ejecuta el cliente del curso y cuenta cada llamada
  replay              reproduce una sesión grabada a pantalla completa
  transcripts         lista, muestra y comprueba las sesiones grabadas
  scripts             lista, muestra y comprueba los guiones de las sesiones
  export              guarda una sesión grabada como texto, imagen, página o
                      diagrama
  doctor              dice qué funciona en esta máquina y qué hacer con lo que
                      no
  completion          escribe el script de autocompletado para tu shell
  man                 escribe la página de manual, en roff
  version             muestra la versión, el commit y el sistema
  help                muestra la ayuda de una orden

OPCIONES
  --lang es|en        idioma de los mensajes: es o en
  --color auto|always|never
                      colores: auto, siempre (always) o nunca (never)
  -h, --help          muestra esta ayuda
  -v, --version       muestra la versión

Para empezar: sockLab demo
Ayuda de una orden: sockLab help ORDEN
$ sockLab help demo
sockLab demo: reproduce un guion en varias consolas y lo graba

USO
  sockLab demo [OPCIONES] [GUION | FICHERO.yaml]

Teclea en cada consola lo que dice el guion, espera a que se vea lo que toca y
graba la sesión. Sin guion reproduce course-walkthrough: el servidor del curso
y su cliente.

OPCIONES
  --out CARPETA       carpeta de la grabación; si no, sockLab-transcripts/GUION
  --force             sobrescribe la grabación que ya haya en --out
  --consoles auto|windows|tmux|panes|log
                      dónde mostrar las consolas: windows (ventanas), tmux,
                      panes (paneles de este terminal) o log (línea a línea)
                      (por defecto: auto)
  --port N            puerto del servidor
  --speed N           velocidad al teclear: 1 como una persona, 2 el doble, 0
                      de golpe (por defecto: 1)
  --live              antes de cada paso espera una tecla: espacio sigue, q
                      termina
  --keep              deja las ventanas abiertas al final
  --allow-exec        deja que el guion ejecute cualquier programa, en tu
                      carpeta y con tus permisos
  --lang es|en        idioma de los mensajes: es o en
  --color auto|always|never
                      colores: auto, siempre (always) o nunca (never)
  -h, --help          muestra esta ayuda

EJEMPLOS
  sockLab demo
  sockLab demo half-close --live
  sockLab demo mio.yaml --out clase1
$ sockLab help server
sockLab server: ejecuta el servidor de eco del curso y cuenta cada llamada

USO
  sockLab server [OPCIONES]

Espera a un cliente, recibe lo que envía hasta que termina, se lo devuelve
todo, cierra y sigue con el siguiente. Cada línea muestra una llamada real al
sistema y lo que este ha respondido. Termina con Ctrl+C.

OPCIONES
  --host HOST         dirección a la que se vincula (bind) (por defecto:
                      127.0.0.1)
  --port N            puerto; con 0 lo elige el sistema (por defecto: 6543)
  --backlog N         longitud de la cola que pide listen (por defecto: 10)
  --bufsize TAMAÑO    bytes que pide cada recv (por defecto: 2048)
  --clients N         termina después de atender a N clientes; 0: nunca (por
                      defecto: 0)
  --model serial|threads
                      serial: un cliente tras otro; threads: todos a la vez
                      (por defecto: serial)
  --mode eof|stream   eof: responde cuando el cliente termina; stream: según
                      llegan los datos (por defecto: eof)
  --timeout TIEMPO    cuánto espera a un cliente que ni envía ni recibe nada;
                      0: sin límite (por defecto: 0s)
  --max-message TAMAÑO
                      mensaje más largo que se acepta de un cliente (modo eof);
                      0: sin límite (por defecto: 64MiB)
  --max-memory TAMAÑO
                      memoria para los mensajes de todos los clientes juntos;
                      0: sin límite (por defecto: 1GiB)
  --max-clients N     clientes atendidos a la vez con --model threads; 0: sin
                      límite (por defecto: 10000)
  --explain none|calls|full
                      cuánto contar: nada, las llamadas o también los porqués
                      (por defecto: calls)
  --events FICHERO    escribe cada llamada en FICHERO como una línea JSON
  -q, --quiet         sin narración ni líneas "New connection from"
  --lang es|en        idioma de los mensajes: es o en
  --color auto|always|never
                      colores: auto, siempre (always) o nunca (never)
  -h, --help          muestra esta ayuda

EJEMPLOS
  sockLab server
  sockLab server --explain full
  sockLab server --model threads --port 7000
$ sockLab help client
sockLab client: ejecuta el cliente del curso y cuenta cada llamada

USO
  sockLab client [OPCIONES] [MENSAJE | -]

Se conecta al servidor, envía el mensaje (Hello, world si no das otro), cierra
su mitad de la conexión (shutdown), recibe la respuesta hasta el final y la
muestra. Si el mensaje es -, se lee de la entrada estándar.

OPCIONES
  --host HOST         servidor al que se conecta (por defecto: 127.0.0.1)
  --port N            puerto del servidor (por defecto: 6543)
  --file FICHERO      envía el contenido de FICHERO
  --bufsize TAMAÑO    bytes que pide cada recv (por defecto: 2048)
  --size TAMAÑO       envía un patrón de este tamaño
  --chunk TAMAÑO      envía como mucho este número de bytes cada vez
  --delay TIEMPO      espera este tiempo entre dos trozos (por defecto: 0s)
  --no-shutdown       no cierra su mitad de la conexión: se ve quién espera a
                      quién
  --timeout TIEMPO    cuánto espera al servidor; 0: sin límite (por defecto:
                      0s)
  --wait TIEMPO       si todavía no escucha nadie, lo sigue intentando este
                      tiempo (por defecto: 0s)
  --max-message TAMAÑO
                      respuesta más larga que se guarda para mostrarla; una
                      como lo enviado se guarda siempre; 0: sin límite (por
                      defecto: 64MiB)
  --repeat N          repite el intercambio N veces, una tras otra (por
                      defecto: 1)
  --parallel N        lanza N clientes a la vez (por defecto: 1)
  --hex               muestra en hexadecimal los bytes de cada llamada
  --out FICHERO       guarda la respuesta en FICHERO en vez de mostrarla
  --force             sobrescribe el fichero de --out
  --verify            compara la respuesta con lo enviado en vez de mostrarla
  --explain none|calls|full
                      cuánto contar: nada, las llamadas o también los porqués
                      (por defecto: calls)
  --events FICHERO    escribe cada llamada en FICHERO como una línea JSON
  -q, --quiet         sin narración
  --lang es|en        idioma de los mensajes: es o en
  --color auto|always|never
                      colores: auto, siempre (always) o nunca (never)
  -h, --help          muestra esta ayuda

EJEMPLOS
  sockLab client
  sockLab client "¡Hola, clase!"
  sockLab client --no-shutdown
  sockLab client --size 1MiB --verify
$ sockLab help replay
sockLab replay: reproduce una sesión grabada a pantalla completa

USO
  sockLab replay [OPCIONES] [NOMBRE | CARPETA | FICHERO.cast | -]

Muestra a la vez las consolas de una sesión grabada, con sus capítulos, y
permite ir adelante y atrás. Si no nombras ninguna, reproduce
course-walkthrough. También reproduce grabaciones de asciinema (.cast); con -,
de la entrada estándar. Si la salida no es un terminal, escribe la sesión como
texto.

OPCIONES
  --speed N           velocidad: 1 como se grabó, 2 el doble, 0.5 la mitad (por
                      defecto: 1)
  --idle-time-limit TIEMPO
                      acorta a este tiempo las pausas más largas; 0: no las
                      acorta
  --start-at TIEMPO   empieza en ese momento de la sesión
  --pause-on-markers  se detiene al empezar cada capítulo; espacio para seguir
  --loop              al terminar empieza otra vez
  --console NOMBRE    muestra solo esa consola
  --record-size       muestra las consolas con el tamaño con el que se
                      grabaron, aunque queden cortadas
  --consoles here|windows|tmux
                      dónde: here (aquí), o cada consola en una ventana
                      (windows) o panel (tmux) (por defecto: here)
  --web               la muestra en el navegador, en una página local; Ctrl+C
                      para terminar
  --lang es|en        idioma de los mensajes: es o en
  --color auto|always|never
                      colores: auto, siempre (always) o nunca (never)
  -h, --help          muestra esta ayuda

EJEMPLOS
  sockLab replay
  sockLab replay half-close --pause-on-markers
  sockLab replay sockLab-transcripts/half-close --speed 2
  sockLab replay clase.cast --idle-time-limit 1s
$ sockLab help transcripts
sockLab transcripts: lista, muestra y comprueba las sesiones grabadas

USO
  sockLab transcripts ORDEN [OPCIONES] [ARGUMENTOS]

Una grabación es una carpeta que ha hecho sockLab demo: lo que mostró cada
consola, cuándo, y las llamadas de sus programas.

ÓRDENES
  list                lista las incluidas y las tuyas, de sockLab-transcripts
  show NOMBRE         muestra una grabación como texto
  verify [NOMBRE | CARPETA]...
                      repite los guiones y compara lo que muestran
  record CARPETA      graba todos los guiones incluidos, en los dos idiomas

OPCIONES
  --lang es|en        idioma de los mensajes: es o en
  --color auto|always|never
                      colores: auto, siempre (always) o nunca (never)
  -h, --help          muestra esta ayuda
$ sockLab help transcripts list
sockLab transcripts list: lista las incluidas y las tuyas, de
sockLab-transcripts

USO
  sockLab transcripts list [OPCIONES]

OPCIONES
  --lang es|en        idioma de los mensajes: es o en
  --color auto|always|never
                      colores: auto, siempre (always) o nunca (never)
  -h, --help          muestra esta ayuda
$ sockLab help transcripts show
sockLab transcripts show: muestra una grabación como texto

USO
  sockLab transcripts show [OPCIONES] NOMBRE

OPCIONES
  --lang es|en        idioma de los mensajes: es o en
  --color auto|always|never
                      colores: auto, siempre (always) o nunca (never)
  -h, --help          muestra esta ayuda
$ sockLab help transcripts verify
sockLab transcripts verify: repite los guiones y compara lo que muestran

USO
  sockLab transcripts verify [OPCIONES] [NOMBRE | CARPETA]...

Repite el guion de cada grabación y compara. Solo reproduce los guiones que
trae sockLab y el que nombra --script: ninguno más, diga lo que diga la
grabación. Una grabación de otra versión del guion no se comprueba.

OPCIONES
  --script FICHERO    el guion de esas grabaciones, si es tuyo
  --allow-exec        deja que el guion ejecute cualquier programa, en tu
                      carpeta y con tus permisos
  --lang es|en        idioma de los mensajes: es o en
  --color auto|always|never
                      colores: auto, siempre (always) o nunca (never)
  -h, --help          muestra esta ayuda
$ sockLab help transcripts record
sockLab transcripts record: graba todos los guiones incluidos, en los dos
idiomas

USO
  sockLab transcripts record [OPCIONES] CARPETA

OPCIONES
  --lang es|en        idioma de los mensajes: es o en
  --color auto|always|never
                      colores: auto, siempre (always) o nunca (never)
  -h, --help          muestra esta ayuda
$ sockLab help scripts
sockLab scripts: lista, muestra y comprueba los guiones de las sesiones

USO
  sockLab scripts ORDEN [OPCIONES] [ARGUMENTOS]

Un guion dice qué se teclea en cada consola y qué se tiene que ver. sockLab
demo lo reproduce.

ÓRDENES
  list                lista los guiones incluidos
  show NOMBRE         muestra un guion
  check FICHERO...    busca los errores de los guiones
  new FICHERO         escribe un guion comentado para empezar
  schema              muestra el JSON Schema de los guiones

OPCIONES
  --lang es|en        idioma de los mensajes: es o en
  --color auto|always|never
                      colores: auto, siempre (always) o nunca (never)
  -h, --help          muestra esta ayuda
$ sockLab help scripts list
sockLab scripts list: lista los guiones incluidos

USO
  sockLab scripts list [OPCIONES]

OPCIONES
  --lang es|en        idioma de los mensajes: es o en
  --color auto|always|never
                      colores: auto, siempre (always) o nunca (never)
  -h, --help          muestra esta ayuda
$ sockLab help scripts show
sockLab scripts show: muestra un guion

USO
  sockLab scripts show [OPCIONES] NOMBRE

OPCIONES
  --lang es|en        idioma de los mensajes: es o en
  --color auto|always|never
                      colores: auto, siempre (always) o nunca (never)
  -h, --help          muestra esta ayuda
$ sockLab help scripts check
sockLab scripts check: busca los errores de los guiones

USO
  sockLab scripts check [OPCIONES] FICHERO...

OPCIONES
  --allow-exec        deja que el guion ejecute cualquier programa, en tu
                      carpeta y con tus permisos
  --lang es|en        idioma de los mensajes: es o en
  --color auto|always|never
                      colores: auto, siempre (always) o nunca (never)
  -h, --help          muestra esta ayuda
$ sockLab help scripts new
sockLab scripts new: escribe un guion comentado para empezar

USO
  sockLab scripts new [OPCIONES] FICHERO

OPCIONES
  --lang es|en        idioma de los mensajes: es o en
  --color auto|always|never
                      colores: auto, siempre (always) o nunca (never)
  -h, --help          muestra esta ayuda
$ sockLab help scripts schema
sockLab scripts schema: muestra el JSON Schema de los guiones

USO
  sockLab scripts schema [OPCIONES]

OPCIONES
  --lang es|en        idioma de los mensajes: es o en
  --color auto|always|never
                      colores: auto, siempre (always) o nunca (never)
  -h, --help          muestra esta ayuda
$ sockLab help export
sockLab export: guarda una sesión grabada como texto, imagen, página o diagrama

USO
  sockLab export [OPCIONES] NOMBRE|CARPETA|FICHERO.cast

Convierte una sesión en un solo fichero para llevársela a casa: texto (txt, md
para Moodle), una grabación de asciinema (cast), una imagen animada (svg, gif)
o fija (png), una página web (html), o el diagrama de las llamadas a lo largo
del tiempo (diagram). La sesión es una de las que trae sockLab, una carpeta
grabada con demo o una grabación FICHERO.cast.

OPCIONES
  --format txt|md|cast|svg|png|gif|diagram|mermaid|html
                      formato: txt, md, cast, svg, png, gif, diagram, mermaid o
                      html; si no, el de la extensión de --output
  -o, --output FICHERO
                      fichero en el que se guarda; con - va a la salida
                      estándar
  --force             sobrescribe el fichero si ya existe
  --cast-version N    versión de asciicast para el formato cast: 2 o 3 (por
                      defecto: 2)
  --at TIEMPO         png: la pantalla en ese momento de la sesión, no la
                      última
  --fps N             svg, gif: imágenes por segundo, como mucho (por defecto:
                      10)
  --idle-time-limit TIEMPO
                      acorta a este tiempo las pausas más largas; 0: no las
                      acorta (en svg, gif y html: 2s)
  --theme dark|light  colores: oscuro (dark) o claro (light)
  --diagram svg|mermaid|text
                      diagrama como imagen (svg), para mermaid o como texto
                      (text) (por defecto: svg)
  --lang es|en        idioma de los mensajes: es o en
  --color auto|always|never
                      colores: auto, siempre (always) o nunca (never)
  -h, --help          muestra esta ayuda

EJEMPLOS
  sockLab export course-walkthrough --format gif
  sockLab export half-close --format diagram -o half-close.svg
  sockLab export two-clients -o apuntes.md
$ sockLab help doctor
sockLab doctor: dice qué funciona en esta máquina y qué hacer con lo que no

USO
  sockLab doctor [OPCIONES]

Comprueba de verdad lo que el curso necesita: el terminal, las conexiones de la
máquina consigo misma, el puerto y la carpeta. Termina con 0 si todo está bien
y con 3 si no.

OPCIONES
  --json              lo escribe como JSON, para programas
  --lang es|en        idioma de los mensajes: es o en
  --color auto|always|never
                      colores: auto, siempre (always) o nunca (never)
  -h, --help          muestra esta ayuda
$ sockLab help completion
sockLab completion: escribe el script de autocompletado para tu shell

USO
  sockLab completion [OPCIONES] bash|zsh|fish|powershell

Con él, el shell completa órdenes, opciones, sus valores y los nombres de los
guiones. Las primeras líneas de cada script dicen cómo instalarlo.

OPCIONES
  --lang es|en        idioma de los mensajes: es o en
  --color auto|always|never
                      colores: auto, siempre (always) o nunca (never)
  -h, --help          muestra esta ayuda

EJEMPLOS
  source <(sockLab completion bash)
  sockLab completion fish | source
  sockLab completion powershell | Out-String | Invoke-Expression
$ sockLab help man
sockLab man: escribe la página de manual, en roff

USO
  sockLab man [OPCIONES]

Describe todas las órdenes con todas sus opciones, en el idioma de --lang.

OPCIONES
  --lang es|en        idioma de los mensajes: es o en
  --color auto|always|never
                      colores: auto, siempre (always) o nunca (never)
  -h, --help          muestra esta ayuda

EJEMPLOS
  sockLab man >sockLab.1
  man ./sockLab.1
$ sockLab help version
sockLab version: muestra la versión, el commit y el sistema

USO
  sockLab version [OPCIONES]

OPCIONES
  --lang es|en        idioma de los mensajes: es o en
  --color auto|always|never
                      colores: auto, siempre (always) o nunca (never)
  -h, --help          muestra esta ayuda
$ sockLab help help
sockLab help: muestra la ayuda de una orden

USO
  sockLab help [OPCIONES] [ORDEN]

OPCIONES
  --lang es|en        idioma de los mensajes: es o en
  --color auto|always|never
                      colores: auto, siempre (always) o nunca (never)
  -h, --help          muestra esta ayuda
$ sockLab help complete
sockLab complete:

USO
  sockLab complete [OPCIONES]

OPCIONES
  --lang es|en        idioma de los mensajes: es o en
  --color auto|always|never
                      colores: auto, siempre (always) o nunca (never)
  -h, --help          muestra esta ayuda
$ sockLab help view
sockLab view:

USO
  sockLab view [OPCIONES] FICHERO

OPCIONES
  --lang es|en        idioma de los mensajes: es o en
  --color auto|always|never
                      colores: auto, siempre (always) o nunca (never)
  -h, --help          muestra esta ayuda
$ sockLab man
.TH sockLab 1 "" sockLab "Manual de sockLab"
.SH "NOMBRE"
.PP
\&sockLab \- aprende sockets TCP viendo sockets de verdad
.SH "SINOPSIS"
.PP
\&sockLab ORDEN [OPCIONES] [ARGUMENTOS]
.SH "DESCRIPCI\[u00D3]N"
.PP
\&sockLab ense\[u00F1]a sockets TCP con sockets de verdad: cada l\[u00ED]nea que muestra es una llamada al sistema y lo que el sistema ha respondido. Por la salida est\[u00E1]ndar solo salen las l\[u00ED]neas de los programas del curso; la explicaci\[u00F3]n va por la salida de error. Las opciones valen antes y despu\[u00E9]s de los argumentos; \-\- las termina.
.SH "OPCIONES"
.TP
.B \-\-lang es|en
\&idioma de los mensajes: es o en
.TP
.B \-\-color auto|always|never
\&colores: auto, siempre (always) o nunca (never)
.TP
.B \-h, \-\-help
\&muestra esta ayuda
.TP
.B \-v, \-\-version
\&muestra la versi\[u00F3]n
.SH "\[u00D3]RDENES"
.SS "sockLab demo [OPCIONES] [GUION | FICHERO.yaml]"
.PP
\&Reproduce un guion en varias consolas y lo graba.
.PP
\&Teclea en cada consola lo que dice el guion, espera a que se vea lo que toca y graba la sesi\[u00F3]n. Sin guion reproduce course\-walkthrough: el servidor del curso y su cliente.
.TP
.B \-\-out CARPETA
\&carpeta de la grabaci\[u00F3]n; si no, sockLab\-transcripts/GUION
.TP
.B \-\-force
\&sobrescribe la grabaci\[u00F3]n que ya haya en \-\-out
.TP
.B \-\-consoles auto|windows|tmux|panes|log
\&d\[u00F3]nde mostrar las consolas: windows (ventanas), tmux, panes (paneles de este terminal) o log (l\[u00ED]nea a l\[u00ED]nea) (por defecto: auto)
.TP
.B \-\-port N
\&puerto del servidor
.TP
.B \-\-speed N
\&velocidad al teclear: 1 como una persona, 2 el doble, 0 de golpe (por defecto: 1)
.TP
.B \-\-live
\&antes de cada paso espera una tecla: espacio sigue, q termina
.TP
.B \-\-keep
\&deja las ventanas abiertas al final
.TP
.B \-\-allow\-exec
\&deja que el guion ejecute cualquier programa, en tu carpeta y con tus permisos
.PP
.EX
\&    sockLab demo
\&    sockLab demo half\-close \-\-live
\&    sockLab demo mio.yaml \-\-out clase1
.EE
.SS "sockLab server [OPCIONES]"
.PP
\&Ejecuta el servidor de eco del curso y cuenta cada llamada.
.PP
\&Espera a un cliente, recibe lo que env\[u00ED]a hasta que termina, se lo devuelve todo, cierra y sigue con el siguiente. Cada l\[u00ED]nea muestra una llamada real al sistema y lo que este ha respondido. Termina con Ctrl+C.
.TP
.B \-\-host HOST
\&direcci\[u00F3]n a la que se vincula (bind) (por defecto: 127.0.0.1)
.TP
.B \-\-port N
\&puerto; con 0 lo elige el sistema (por defecto: 6543)
.TP
.B \-\-backlog N
\&longitud de la cola que pide listen (por defecto: 10)
.TP
.B \-\-bufsize TAMA\[u00D1]O
\&bytes que pide cada recv (por defecto: 2048)
.TP
.B \-\-clients N
\&termina despu\[u00E9]s de atender a N clientes; 0: nunca (por defecto: 0)
.TP
.B \-\-model serial|threads
\&serial: un cliente tras otro; threads: todos a la vez (por defecto: serial)
.TP
.B \-\-mode eof|stream
\&eof: responde cuando el cliente termina; stream: seg\[u00FA]n llegan los datos (por defecto: eof)
.TP
.B \-\-timeout TIEMPO
\&cu\[u00E1]nto espera a un cliente que ni env\[u00ED]a ni recibe nada; 0: sin l\[u00ED]mite (por defecto: 0s)
.TP
.B \-\-max\-message TAMA\[u00D1]O
\&mensaje m\[u00E1]s largo que se acepta de un cliente (modo eof); 0: sin l\[u00ED]mite (por defecto: 64MiB)
.TP
.B \-\-max\-memory TAMA\[u00D1]O
\&memoria para los mensajes de todos los clientes juntos; 0: sin l\[u00ED]mite (por defecto: 1GiB)
.TP
.B \-\-max\-clients N
\&clientes atendidos a la vez con \-\-model threads; 0: sin l\[u00ED]mite (por defecto: 10000)
.TP
.B \-\-explain none|calls|full
\&cu\[u00E1]nto contar: nada, las llamadas o tambi\[u00E9]n los porqu\[u00E9]s (por defecto: calls)
.TP
.B \-\-events FICHERO
\&escribe cada llamada en FICHERO como una l\[u00ED]nea JSON
.TP
.B \-q, \-\-quiet
\&sin narraci\[u00F3]n ni l\[u00ED]neas \(dqNew connection from\(dq
.PP
.EX
\&    sockLab server
\&    sockLab server \-\-explain full
\&    sockLab server \-\-model threads \-\-port 7000
.EE
.SS "sockLab client [OPCIONES] [MENSAJE | \-]"
.PP
\&Ejecuta el cliente del curso y cuenta cada llamada.
.PP
\&Se conecta al servidor, env\[u00ED]a el mensaje (Hello, world si no das otro), cierra su mitad de la conexi\[u00F3]n (shutdown), recibe la respuesta hasta el final y la muestra. Si el mensaje es \-, se lee de la entrada est\[u00E1]ndar.
.TP
.B \-\-host HOST
\&servidor al que se conecta (por defecto: 127.0.0.1)
.TP
.B \-\-port N
\&puerto del servidor (por defecto: 6543)
.TP
.B \-\-file FICHERO
\&env\[u00ED]a el contenido de FICHERO
.TP
.B \-\-bufsize TAMA\[u00D1]O
\&bytes que pide cada recv (por defecto: 2048)
.TP
.B \-\-size TAMA\[u00D1]O
\&env\[u00ED]a un patr\[u00F3]n de este tama\[u00F1]o
.TP
.B \-\-chunk TAMA\[u00D1]O
\&env\[u00ED]a como mucho este n\[u00FA]mero de bytes cada vez
.TP
.B \-\-delay TIEMPO
\&espera este tiempo entre dos trozos (por defecto: 0s)
.TP
.B \-\-no\-shutdown
\&no cierra su mitad de la conexi\[u00F3]n: se ve qui\[u00E9]n espera a qui\[u00E9]n
.TP
.B \-\-timeout TIEMPO
\&cu\[u00E1]nto espera al servidor; 0: sin l\[u00ED]mite (por defecto: 0s)
.TP
.B \-\-wait TIEMPO
\&si todav\[u00ED]a no escucha nadie, lo sigue intentando este tiempo (por defecto: 0s)
.TP
.B \-\-max\-message TAMA\[u00D1]O
\&respuesta m\[u00E1]s larga que se guarda para mostrarla; una como lo enviado se guarda siempre; 0: sin l\[u00ED]mite (por defecto: 64MiB)
.TP
.B \-\-repeat N
\&repite el intercambio N veces, una tras otra (por defecto: 1)
.TP
.B \-\-parallel N
\&lanza N clientes a la vez (por defecto: 1)
.TP
.B \-\-hex
\&muestra en hexadecimal los bytes de cada llamada
.TP
.B \-\-out FICHERO
\&guarda la respuesta en FICHERO en vez de mostrarla
.TP
.B \-\-force
\&sobrescribe el fichero de \-\-out
.TP
.B \-\-verify
\&compara la respuesta con lo enviado en vez de mostrarla
.TP
.B \-\-explain none|calls|full
\&cu\[u00E1]nto contar: nada, las llamadas o tambi\[u00E9]n los porqu\[u00E9]s (por defecto: calls)
.TP
.B \-\-events FICHERO
\&escribe cada llamada en FICHERO como una l\[u00ED]nea JSON
.TP
.B \-q, \-\-quiet
\&sin narraci\[u00F3]n
.PP
.EX
\&    sockLab client
\&    sockLab client \(dq\[u00A1]Hola, clase!\(dq
\&    sockLab client \-\-no\-shutdown
\&    sockLab client \-\-size 1MiB \-\-verify
.EE
.SS "sockLab replay [OPCIONES] [NOMBRE | CARPETA | FICHERO.cast | \-]"
.PP
\&Reproduce una sesi\[u00F3]n grabada a pantalla completa.
.PP
\&Muestra a la vez las consolas de una sesi\[u00F3]n grabada, con sus cap\[u00ED]tulos, y permite ir adelante y atr\[u00E1]s. Si no nombras ninguna, reproduce course\-walkthrough. Tambi\[u00E9]n reproduce grabaciones de asciinema (.cast); con \-, de la entrada est\[u00E1]ndar. Si la salida no es un terminal, escribe la sesi\[u00F3]n como texto.
.TP
.B \-\-speed N
\&velocidad: 1 como se grab\[u00F3], 2 el doble, 0.5 la mitad (por defecto: 1)
.TP
.B \-\-idle\-time\-limit TIEMPO
\&acorta a este tiempo las pausas m\[u00E1]s largas; 0: no las acorta
.TP
.B \-\-start\-at TIEMPO
\&empieza en ese momento de la sesi\[u00F3]n
.TP
.B \-\-pause\-on\-markers
\&se detiene al empezar cada cap\[u00ED]tulo; espacio para seguir
.TP
.B \-\-loop
\&al terminar empieza otra vez
.TP
.B \-\-console NOMBRE
\&muestra solo esa consola
.TP
.B \-\-record\-size
\&muestra las consolas con el tama\[u00F1]o con el que se grabaron, aunque queden cortadas
.TP
.B \-\-consoles here|windows|tmux
\&d\[u00F3]nde: here (aqu\[u00ED]), o cada consola en una ventana (windows) o panel (tmux) (por defecto: here)
.TP
.B \-\-web
\&la muestra en el navegador, en una p\[u00E1]gina local; Ctrl+C para terminar
.PP
.EX
\&    sockLab replay
\&    sockLab replay half\-close \-\-pause\-on\-markers
\&    sockLab replay sockLab\-transcripts/half\-close \-\-speed 2
\&    sockLab replay clase.cast \-\-idle\-time\-limit 1s
.EE
.SS "sockLab transcripts [OPCIONES]"
.PP
\&Lista, muestra y comprueba las sesiones grabadas.
.PP
\&Una grabaci\[u00F3]n es una carpeta que ha hecho sockLab demo: lo que mostr\[u00F3] cada consola, cu\[u00E1]ndo, y las llamadas de sus programas.
.SS "sockLab transcripts list [OPCIONES]"
.PP
\&Lista las incluidas y las tuyas, de sockLab\-transcripts.
.SS "sockLab transcripts show [OPCIONES] NOMBRE"
.PP
\&Muestra una grabaci\[u00F3]n como texto.
.SS "sockLab transcripts verify [OPCIONES] [NOMBRE | CARPETA]..."
.PP
\&Repite los guiones y compara lo que muestran.
.PP
\&Repite el guion de cada grabaci\[u00F3]n y compara. Solo reproduce los guiones que trae sockLab y el que nombra \-\-script: ninguno m\[u00E1]s, diga lo que diga la grabaci\[u00F3]n. Una grabaci\[u00F3]n de otra versi\[u00F3]n del guion no se comprueba.
.TP
.B \-\-script FICHERO
\&el guion de esas grabaciones, si es tuyo
.TP
.B \-\-allow\-exec
\&deja que el guion ejecute cualquier programa, en tu carpeta y con tus permisos
.SS "sockLab transcripts record [OPCIONES] CARPETA"
.PP
\&Graba todos los guiones incluidos, en los dos idiomas.
.SS "sockLab scripts [OPCIONES]"
.PP
\&Lista, muestra y comprueba los guiones de las sesiones.
.PP
\&Un guion dice qu\[u00E9] se teclea en cada consola y qu\[u00E9] se tiene que ver. sockLab demo lo reproduce.
.SS "sockLab scripts list [OPCIONES]"
.PP
\&Lista los guiones incluidos.
.SS "sockLab scripts show [OPCIONES] NOMBRE"
.PP
\&Muestra un guion.
.SS "sockLab scripts check [OPCIONES] FICHERO..."
.PP
\&Busca los errores de los guiones.
.TP
.B \-\-allow\-exec
\&deja que el guion ejecute cualquier programa, en tu carpeta y con tus permisos
.SS "sockLab scripts new [OPCIONES] FICHERO"
.PP
\&Escribe un guion comentado para empezar.
.SS "sockLab scripts schema [OPCIONES]"
.PP
\&Muestra el JSON Schema de los guiones.
.SS "sockLab export [OPCIONES] NOMBRE|CARPETA|FICHERO.cast"
.PP
\&Guarda una sesi\[u00F3]n grabada como texto, imagen, p\[u00E1]gina o diagrama.
.PP
\&Convierte una sesi\[u00F3]n en un solo fichero para llev\[u00E1]rsela a casa: texto (txt, md para Moodle), una grabaci\[u00F3]n de asciinema (cast), una imagen animada (svg, gif) o fija (png), una p\[u00E1]gina web (html), o el diagrama de las llamadas a lo largo del tiempo (diagram). La sesi\[u00F3]n es una de las que trae sockLab, una carpeta grabada con demo o una grabaci\[u00F3]n FICHERO.cast.
.TP
.B \-\-format txt|md|cast|svg|png|gif|diagram|mermaid|html
\&formato: txt, md, cast, svg, png, gif, diagram, mermaid o html; si no, el de la extensi\[u00F3]n de \-\-output
.TP
.B \-o, \-\-output FICHERO
\&fichero en el que se guarda; con \- va a la salida est\[u00E1]ndar
.TP
.B \-\-force
\&sobrescribe el fichero si ya existe
.TP
.B \-\-cast\-version N
\&versi\[u00F3]n de asciicast para el formato cast: 2 o 3 (por defecto: 2)
.TP
.B \-\-at TIEMPO
\&png: la pantalla en ese momento de la sesi\[u00F3]n, no la \[u00FA]ltima
.TP
.B \-\-fps N
\&svg, gif: im\[u00E1]genes por segundo, como mucho (por defecto: 10)
.TP
.B \-\-idle\-time\-limit TIEMPO
\&acorta a este tiempo las pausas m\[u00E1]s largas; 0: no las acorta (en svg, gif y html: 2s)
.TP
.B \-\-theme dark|light
\&colores: oscuro (dark) o claro (light)
.TP
.B \-\-diagram svg|mermaid|text
\&diagrama como imagen (svg), para mermaid o como texto (text) (por defecto: svg)
.PP
.EX
\&    sockLab export course\-walkthrough \-\-format gif
\&    sockLab export half\-close \-\-format diagram \-o half\-close.svg
\&    sockLab export two\-clients \-o apuntes.md
.EE
.SS "sockLab doctor [OPCIONES]"
.PP
\&Dice qu\[u00E9] funciona en esta m\[u00E1]quina y qu\[u00E9] hacer con lo que no.
.PP
\&Comprueba de verdad lo que el curso necesita: el terminal, las conexiones de la m\[u00E1]quina consigo misma, el puerto y la carpeta. Termina con 0 si todo est\[u00E1] bien y con 3 si no.
.TP
.B \-\-json
\&lo escribe como JSON, para programas
.SS "sockLab completion [OPCIONES] bash|zsh|fish|powershell"
.PP
\&Escribe el script de autocompletado para tu shell.
.PP
\&Con \[u00E9]l, el shell completa \[u00F3]rdenes, opciones, sus valores y los nombres de los guiones. Las primeras l\[u00ED]neas de cada script dicen c\[u00F3]mo instalarlo.
.PP
.EX
\&    source <(sockLab completion bash)
\&    sockLab completion fish | source
\&    sockLab completion powershell | Out\-String | Invoke\-Expression
.EE
.SS "sockLab man [OPCIONES]"
.PP
\&Escribe la p\[u00E1]gina de manual, en roff.
.PP
\&Describe todas las \[u00F3]rdenes con todas sus opciones, en el idioma de \-\-lang.
.PP
.EX
\&    sockLab man >sockLab.1
\&    man ./sockLab.1
.EE
.SS "sockLab version [OPCIONES]"
.PP
\&Muestra la versi\[u00F3]n, el commit y el sistema.
.SS "sockLab help [OPCIONES] [ORDEN]"
.PP
\&Muestra la ayuda de una orden.
.SH "C\[u00D3]DIGO DE SALIDA"
.TP
.B 0
\&hecho; tambi\[u00E9]n cuando Ctrl+C termina un servidor que espera
.TP
.B 1
\&ha fallado: la red o un fichero
.TP
.B 2
\&la orden est\[u00E1] mal escrita
.TP
.B 3
\&se ha ejecutado, y la respuesta es no: una comprobaci\[u00F3]n que no se cumple
.SH "ENTORNO"
.TP
.B SOCKLAB_LANG
\&idioma de los mensajes, es o en, si no se da \-\-lang
.TP
.B SOCKLAB_PORT
\&puerto, si no se da \-\-port
.TP
.B NO_COLOR
\&si no est\[u00E1] vac\[u00ED]a, sin colores
