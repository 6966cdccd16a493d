$ sockLab complete -- =
demo	reproduce un guion en varias consolas y lo graba
server	ejecuta el servidor de eco del curso y cuenta cada llamada
client	ejecuta el cliente del curso y cuenta cada llamada
replay	reproduce una sesión grabada a pantalla completa
transcripts	lista, muestra y comprueba las sesiones grabadas
scripts	lista, muestra y comprueba los guiones de las sesiones
export	guarda una sesión grabada como texto, imagen, página o diagrama
doctor	dice qué funciona en esta máquina y qué hacer con lo que no
completion	escribe el script de autocompletado para tu shell
man	escribe la página de manual, en roff
version	muestra la versión, el commit y el sistema
help	muestra la ayuda de una orden
$ sockLab complete -- =-
--lang	idioma de los mensajes: es o en
--color	colores: auto, siempre (always) o nunca (never)
--help	muestra esta ayuda
--version	muestra la versión
$ sockLab complete -- --lang =
es
en
$ sockLab complete -- =--lang=
--lang=es
--lang=en
$ sockLab complete -- --color =
auto
always
never
$ sockLab complete -- =--color=
--color=auto
--color=always
--color=never
$ sockLab complete -- --help =
demo	reproduce un guion en varias consolas y lo graba
server	ejecuta el servidor de eco del curso y cuenta cada llamada
client	ejecuta el cliente del curso y cuenta cada llamada
replay	reproduce una sesión grabada a pantalla completa
transcripts	lista, muestra y comprueba las sesiones grabadas
scripts	lista, muestra y comprueba los guiones de las sesiones
export	guarda una sesión grabada como texto, imagen, página o diagrama
doctor	dice qué funciona en esta máquina y qué hacer con lo que no
completion	escribe el script de autocompletado para tu shell
man	escribe la página de manual, en roff
version	muestra la versión, el commit y el sistema
help	muestra la ayuda de una orden
$ sockLab complete -- =--help=
$ sockLab complete -- --version =
demo	reproduce un guion en varias consolas y lo graba
server	ejecuta el servidor de eco del curso y cuenta cada llamada
client	ejecuta el cliente del curso y cuenta cada llamada
replay	reproduce una sesión grabada a pantalla completa
transcripts	lista, muestra y comprueba las sesiones grabadas
scripts	lista, muestra y comprueba los guiones de las sesiones
export	guarda una sesión grabada como texto, imagen, página o diagrama
doctor	dice qué funciona en esta máquina y qué hacer con lo que no
completion	escribe el script de autocompletado para tu shell
man	escribe la página de manual, en roff
version	muestra la versión, el commit y el sistema
help	muestra la ayuda de una orden
$ sockLab complete -- =--version=
$ sockLab complete -- x =
$ sockLab complete -- demo =
course-walkthrough	El servidor de eco y su cliente
course-explained	El mismo intercambio, llamada a llamada
two-clients	Dos clientes y un servidor que atiende de uno en uno
half-close	Quién espera a quién si no hay shutdown
server-down	El cliente cuando no hay servidor
large-message	Un mensaje grande llega a trozos
n-plus-one	N clientes a la vez: N + 1 sockets en el servidor
:files
$ sockLab complete -- demo =-
--out	carpeta de la grabación; si no, sockLab-transcripts/GUION
--force	sobrescribe la grabación que ya haya en --out
--consoles	dónde mostrar las consolas: windows (ventanas), tmux, panes (paneles de este terminal) o log (línea a línea)
--port	puerto del servidor
--speed	velocidad al teclear: 1 como una persona, 2 el doble, 0 de golpe
--live	antes de cada paso espera una tecla: espacio sigue, q termina
--keep	deja las ventanas abiertas al final
--allow-exec	deja que el guion ejecute cualquier programa, en tu carpeta y con tus permisos
--lang	idioma de los mensajes: es o en
--color	colores: auto, siempre (always) o nunca (never)
--help	muestra esta ayuda
$ sockLab complete -- demo --out =
$ sockLab complete -- demo =--out=
$ sockLab complete -- demo --force =
course-walkthrough	El servidor de eco y su cliente
course-explained	El mismo intercambio, llamada a llamada
two-clients	Dos clientes y un servidor que atiende de uno en uno
half-close	Quién espera a quién si no hay shutdown
server-down	El cliente cuando no hay servidor
large-message	Un mensaje grande llega a trozos
n-plus-one	N clientes a la vez: N + 1 sockets en el servidor
:files
$ sockLab complete -- demo =--force=
$ sockLab complete -- demo --consoles =
auto
windows
tmux
panes
log
$ sockLab complete -- demo =--consoles=
--consoles=auto
--consoles=windows
--consoles=tmux
--consoles=panes
--consoles=log
$ sockLab complete -- demo --port =
$ sockLab complete -- demo =--port=
$ sockLab complete -- demo --speed =
$ sockLab complete -- demo =--speed=
$ sockLab complete -- demo --live =
course-walkthrough	El servidor de eco y su cliente
course-explained	El mismo intercambio, llamada a llamada
two-clients	Dos clientes y un servidor que atiende de uno en uno
half-close	Quién espera a quién si no hay shutdown
server-down	El cliente cuando no hay servidor
large-message	Un mensaje grande llega a trozos
n-plus-one	N clientes a la vez: N + 1 sockets en el servidor
:files
$ sockLab complete -- demo =--live=
$ sockLab complete -- demo --keep =
course-walkthrough	El servidor de eco y su cliente
course-explained	El mismo intercambio, llamada a llamada
two-clients	Dos clientes y un servidor que atiende de uno en uno
half-close	Quién espera a quién si no hay shutdown
server-down	El cliente cuando no hay servidor
large-message	Un mensaje grande llega a trozos
n-plus-one	N clientes a la vez: N + 1 sockets en el servidor
:files
$ sockLab complete -- demo =--keep=
$ sockLab complete -- demo --allow-exec =
course-walkthrough	El servidor de eco y su cliente
course-explained	El mismo intercambio, llamada a llamada
two-clients	Dos clientes y un servidor que atiende de uno en uno
half-close	Quién espera a quién si no hay shutdown
server-down	El cliente cuando no hay servidor
large-message	Un mensaje grande llega a trozos
n-plus-one	N clientes a la vez: N + 1 sockets en el servidor
:files
$ sockLab complete -- demo =--allow-exec=
$ sockLab complete -- demo --lang =
es
en
$ sockLab complete -- demo =--lang=
--lang=es
--lang=en
$ sockLab complete -- demo --color =
auto
always
never
$ sockLab complete -- demo =--color=
--color=auto
--color=always
--color=never
$ sockLab complete -- demo --help =
course-walkthrough	El servidor de eco y su cliente
course-explained	El mismo intercambio, llamada a llamada
two-clients	Dos clientes y un servidor que atiende de uno en uno
half-close	Quién espera a quién si no hay shutdown
server-down	El cliente cuando no hay servidor
large-message	Un mensaje grande llega a trozos
n-plus-one	N clientes a la vez: N + 1 sockets en el servidor
:files
$ sockLab complete -- demo =--help=
$ sockLab complete -- demo x =
$ sockLab complete -- server =
$ sockLab complete -- server =-
--host	dirección a la que se vincula (bind)
--port	puerto; con 0 lo elige el sistema
--backlog	longitud de la cola que pide listen
--bufsize	bytes que pide cada recv
--clients	termina después de atender a N clientes; 0: nunca
--model	serial: un cliente tras otro; threads: todos a la vez
--mode	eof: responde cuando el cliente termina; stream: según llegan los datos
--timeout	cuánto espera a un cliente que ni envía ni recibe nada; 0: sin límite
--max-message	mensaje más largo que se acepta de un cliente (modo eof); 0: sin límite
--max-memory	memoria para los mensajes de todos los clientes juntos; 0: sin límite
--max-clients	clientes atendidos a la vez con --model threads; 0: sin límite
--explain	cuánto contar: nada, las llamadas o también los porqués
--events	escribe cada llamada en FICHERO como una línea JSON
--quiet	sin narración ni líneas "New connection from"
--lang	idioma de los mensajes: es o en
--color	colores: auto, siempre (always) o nunca (never)
--help	muestra esta ayuda
$ sockLab complete -- server --host =
$ sockLab complete -- server =--host=
$ sockLab complete -- server --port =
$ sockLab complete -- server =--port=
$ sockLab complete -- server --backlog =
$ sockLab complete -- server =--backlog=
$ sockLab complete -- server --bufsize =
$ sockLab complete -- server =--bufsize=
$ sockLab complete -- server --clients =
$ sockLab complete -- server =--clients=
$ sockLab complete -- server --model =
serial
threads
$ sockLab complete -- server =--model=
--model=serial
--model=threads
$ sockLab complete -- server --mode =
eof
stream
$ sockLab complete -- server =--mode=
--mode=eof
--mode=stream
$ sockLab complete -- server --timeout =
$ sockLab complete -- server =--timeout=
$ sockLab complete -- server --max-message =
$ sockLab complete -- server =--max-message=
$ sockLab complete -- server --max-memory =
$ sockLab complete -- server =--max-memory=
$ sockLab complete -- server --max-clients =
$ sockLab complete -- server =--max-clients=
$ sockLab complete -- server --explain =
none
calls
full
$ sockLab complete -- server =--explain=
--explain=none
--explain=calls
--explain=full
$ sockLab complete -- server --events =
:files
$ sockLab complete -- server =--events=
:files
$ sockLab complete -- server --quiet =
$ sockLab complete -- server =--quiet=
$ sockLab complete -- server --lang =
es
en
$ sockLab complete -- server =--lang=
--lang=es
--lang=en
$ sockLab complete -- server --color =
auto
always
never
$ sockLab complete -- server =--color=
--color=auto
--color=always
--color=never
$ sockLab complete -- server --help =
$ sockLab complete -- server =--help=
$ sockLab complete -- server x =
$ sockLab complete -- client =
$ sockLab complete -- client =-
--host	servidor al que se conecta
--port	puerto del servidor
--file	envía el contenido de FICHERO
--bufsize	bytes que pide cada recv
--size	envía un patrón de este tamaño
--chunk	envía como mucho este número de bytes cada vez
--delay	espera este tiempo entre dos trozos
--no-shutdown	no cierra su mitad de la conexión: se ve quién espera a quién
--timeout	cuánto espera al servidor; 0: sin límite
--wait	si todavía no escucha nadie, lo sigue intentando este tiempo
--max-message	respuesta más larga que se guarda para mostrarla; una como lo enviado se guarda siempre; 0: sin límite
--repeat	repite el intercambio N veces, una tras otra
--parallel	lanza N clientes a la vez
--hex	muestra en hexadecimal los bytes de cada llamada
--out	guarda la respuesta en FICHERO en vez de mostrarla
--force	sobrescribe el fichero de --out
--verify	compara la respuesta con lo enviado en vez de mostrarla
--explain	cuánto contar: nada, las llamadas o también los porqués
--events	escribe cada llamada en FICHERO como una línea JSON
--quiet	sin narración
--lang	idioma de los mensajes: es o en
--color	colores: auto, siempre (always) o nunca (never)
--help	muestra esta ayuda
$ sockLab complete -- client --host =
$ sockLab complete -- client =--host=
$ sockLab complete -- client --port =
$ sockLab complete -- client =--port=
$ sockLab complete -- client --file =
:files
$ sockLab complete -- client =--file=
:files
$ sockLab complete -- client --bufsize =
$ sockLab complete -- client =--bufsize=
$ sockLab complete -- client --size =
$ sockLab complete -- client =--size=
$ sockLab complete -- client --chunk =
$ sockLab complete -- client =--chunk=
$ sockLab complete -- client --delay =
$ sockLab complete -- client =--delay=
$ sockLab complete -- client --no-shutdown =
$ sockLab complete -- client =--no-shutdown=
$ sockLab complete -- client --timeout =
$ sockLab complete -- client =--timeout=
$ sockLab complete -- client --wait =
$ sockLab complete -- client =--wait=
$ sockLab complete -- client --max-message =
$ sockLab complete -- client =--max-message=
$ sockLab complete -- client --repeat =
$ sockLab complete -- client =--repeat=
$ sockLab complete -- client --parallel =
$ sockLab complete -- client =--parallel=
$ sockLab complete -- client --hex =
$ sockLab complete -- client =--hex=
$ sockLab complete -- client --out =
:files
$ sockLab complete -- client =--out=
:files
$ sockLab complete -- client --force =
$ sockLab complete -- client =--force=
$ sockLab complete -- client --verify =
$ sockLab complete -- client =--verify=
$ sockLab complete -- client --explain =
none
calls
full
$ sockLab complete -- client =--explain=
--explain=none
--explain=calls
--explain=full
$ sockLab complete -- client --events =
:files
$ sockLab complete -- client =--events=
:files
$ sockLab complete -- client --quiet =
$ sockLab complete -- client =--quiet=
$ sockLab complete -- client --lang =
es
en
$ sockLab complete -- client =--lang=
--lang=es
--lang=en
$ sockLab complete -- client --color =
auto
always
never
$ sockLab complete -- client =--color=
--color=auto
--color=always
--color=never
$ sockLab complete -- client --help =
$ sockLab complete -- client =--help=
$ sockLab complete -- client x =
$ sockLab complete -- replay =
course-walkthrough	El servidor de eco y su cliente
course-explained	El mismo intercambio, llamada a llamada
two-clients	Dos clientes y un servidor que atiende de uno en uno
half-close	Quién espera a quién si no hay shutdown
server-down	El cliente cuando no hay servidor
large-message	Un mensaje grande llega a trozos
n-plus-one	N clientes a la vez: N + 1 sockets en el servidor
:files
$ sockLab complete -- replay =-
--speed	velocidad: 1 como se grabó, 2 el doble, 0.5 la mitad
--idle-time-limit	acorta a este tiempo las pausas más largas; 0: no las acorta
--start-at	empieza en ese momento de la sesión
--pause-on-markers	se detiene al empezar cada capítulo; espacio para seguir
--loop	al terminar empieza otra vez
--console	muestra solo esa consola
--record-size	muestra las consolas con el tamaño con el que se grabaron, aunque queden cortadas
--consoles	dónde: here (aquí), o cada consola en una ventana (windows) o panel (tmux)
--web	la muestra en el navegador, en una página local; Ctrl+C para terminar
--lang	idioma de los mensajes: es o en
--color	colores: auto, siempre (always) o nunca (never)
--help	muestra esta ayuda
$ sockLab complete -- replay --speed =
$ sockLab complete -- replay =--speed=
$ sockLab complete -- replay --idle-time-limit =
$ sockLab complete -- replay =--idle-time-limit=
$ sockLab complete -- replay --start-at =
$ sockLab complete -- replay =--start-at=
$ sockLab complete -- replay --pause-on-markers =
course-walkthrough	El servidor de eco y su cliente
course-explained	El mismo intercambio, llamada a llamada
two-clients	Dos clientes y un servidor que atiende de uno en uno
half-close	Quién espera a quién si no hay shutdown
server-down	El cliente cuando no hay servidor
large-message	Un mensaje grande llega a trozos
n-plus-one	N clientes a la vez: N + 1 sockets en el servidor
:files
$ sockLab complete -- replay =--pause-on-markers=
$ sockLab complete -- replay --loop =
course-walkthrough	El servidor de eco y su cliente
course-explained	El mismo intercambio, llamada a llamada
two-clients	Dos clientes y un servidor que atiende de uno en uno
half-close	Quién espera a quién si no hay shutdown
server-down	El cliente cuando no hay servidor
large-message	Un mensaje grande llega a trozos
n-plus-one	N clientes a la vez: N + 1 sockets en el servidor
:files
$ sockLab complete -- replay =--loop=
$ sockLab complete -- replay --console =
$ sockLab complete -- replay =--console=
$ sockLab complete -- replay --record-size =
course-walkthrough	El servidor de eco y su cliente
course-explained	El mismo intercambio, llamada a llamada
two-clients	Dos clientes y un servidor que atiende de uno en uno
half-close	Quién espera a quién si no hay shutdown
server-down	El cliente cuando no hay servidor
large-message	Un mensaje grande llega a trozos
n-plus-one	N clientes a la vez: N + 1 sockets en el servidor
:files
$ sockLab complete -- replay =--record-size=
$ sockLab complete -- replay --consoles =
here
windows
tmux
$ sockLab complete -- replay =--consoles=
--consoles=here
--consoles=windows
--consoles=tmux
$ sockLab complete -- replay --web =
course-walkthrough	El servidor de eco y su cliente
course-explained	El mismo intercambio, llamada a llamada
two-clients	Dos clientes y un servidor que atiende de uno en uno
half-close	Quién espera a quién si no hay shutdown
server-down	El cliente cuando no hay servidor
large-message	Un mensaje grande llega a trozos
n-plus-one	N clientes a la vez: N + 1 sockets en el servidor
:files
$ sockLab complete -- replay =--web=
$ sockLab complete -- replay --lang =
es
en
$ sockLab complete -- replay =--lang=
--lang=es
--lang=en
$ sockLab complete -- replay --color =
auto
always
never
$ sockLab complete -- replay =--color=
--color=auto
--color=always
--color=never
$ sockLab complete -- replay --help =
course-walkthrough	El servidor de eco y su cliente
course-explained	El mismo intercambio, llamada a llamada
two-clients	Dos clientes y un servidor que atiende de uno en uno
half-close	Quién espera a quién si no hay shutdown
server-down	El cliente cuando no hay servidor
large-message	Un mensaje grande llega a trozos
n-plus-one	N clientes a la vez: N + 1 sockets en el servidor
:files
$ sockLab complete -- replay =--help=
$ sockLab complete -- replay x =
$ sockLab complete -- transcripts =
list	lista las incluidas y las tuyas, de sockLab-transcripts
show	muestra una grabación como texto
verify	repite los guiones y compara lo que muestran
record	graba todos los guiones incluidos, en los dos idiomas
$ sockLab complete -- transcripts =-
--lang	idioma de los mensajes: es o en
--color	colores: auto, siempre (always) o nunca (never)
--help	muestra esta ayuda
$ sockLab complete -- transcripts --lang =
es
en
$ sockLab complete -- transcripts =--lang=
--lang=es
--lang=en
$ sockLab complete -- transcripts --color =
auto
always
never
$ sockLab complete -- transcripts =--color=
--color=auto
--color=always
--color=never
$ sockLab complete -- transcripts --help =
list	lista las incluidas y las tuyas, de sockLab-transcripts
show	muestra una grabación como texto
verify	repite los guiones y compara lo que muestran
record	graba todos los guiones incluidos, en los dos idiomas
$ sockLab complete -- transcripts =--help=
$ sockLab complete -- transcripts x =
$ sockLab complete -- transcripts list =
$ sockLab complete -- transcripts list =-
--lang	idioma de los mensajes: es o en
--color	colores: auto, siempre (always) o nunca (never)
--help	muestra esta ayuda
$ sockLab complete -- transcripts list --lang =
es
en
$ sockLab complete -- transcripts list =--lang=
--lang=es
--lang=en
$ sockLab complete -- transcripts list --color =
auto
always
never
$ sockLab complete -- transcripts list =--color=
--color=auto
--color=always
--color=never
$ sockLab complete -- transcripts list --help =
$ sockLab complete -- transcripts list =--help=
$ sockLab complete -- transcripts list x =
$ sockLab complete -- transcripts show =
course-walkthrough	El servidor de eco y su cliente
course-explained	El mismo intercambio, llamada a llamada
two-clients	Dos clientes y un servidor que atiende de uno en uno
half-close	Quién espera a quién si no hay shutdown
server-down	El cliente cuando no hay servidor
large-message	Un mensaje grande llega a trozos
n-plus-one	N clientes a la vez: N + 1 sockets en el servidor
$ sockLab complete -- transcripts show =-
--lang	idioma de los mensajes: es o en
--color	colores: auto, siempre (always) o nunca (never)
--help	muestra esta ayuda
$ sockLab complete -- transcripts show --lang =
es
en
$ sockLab complete -- transcripts show =--lang=
--lang=es
--lang=en
$ sockLab complete -- transcripts show --color =
auto
always
never
$ sockLab complete -- transcripts show =--color=
--color=auto
--color=always
--color=never
$ sockLab complete -- transcripts show --help =
course-walkthrough	El servidor de eco y su cliente
course-explained	El mismo intercambio, llamada a llamada
two-clients	Dos clientes y un servidor que atiende de uno en uno
half-close	Quién espera a quién si no hay shutdown
server-down	El cliente cuando no hay servidor
large-message	Un mensaje grande llega a trozos
n-plus-one	N clientes a la vez: N + 1 sockets en el servidor
$ sockLab complete -- transcripts show =--help=
$ sockLab complete -- transcripts show x =
$ sockLab complete -- transcripts verify =
course-walkthrough	El servidor de eco y su cliente
course-explained	El mismo intercambio, llamada a llamada
two-clients	Dos clientes y un servidor que atiende de uno en uno
half-close	Quién espera a quién si no hay shutdown
server-down	El cliente cuando no hay servidor
large-message	Un mensaje grande llega a trozos
n-plus-one	N clientes a la vez: N + 1 sockets en el servidor
:files
$ sockLab complete -- transcripts verify =-
--script	el guion de esas grabaciones, si es tuyo
--allow-exec	deja que el guion ejecute cualquier programa, en tu carpeta y con tus permisos
--lang	idioma de los mensajes: es o en
--color	colores: auto, siempre (always) o nunca (never)
--help	muestra esta ayuda
$ sockLab complete -- transcripts verify --script =
:files
$ sockLab complete -- transcripts verify =--script=
:files
$ sockLab complete -- transcripts verify --allow-exec =
course-walkthrough	El servidor de eco y su cliente
course-explained	El mismo intercambio, llamada a llamada
two-clients	Dos clientes y un servidor que atiende de uno en uno
half-close	Quién espera a quién si no hay shutdown
server-down	El cliente cuando no hay servidor
large-message	Un mensaje grande llega a trozos
n-plus-one	N clientes a la vez: N + 1 sockets en el servidor
:files
$ sockLab complete -- transcripts verify =--allow-exec=
$ sockLab complete -- transcripts verify --lang =
es
en
$ sockLab complete -- transcripts verify =--lang=
--lang=es
--lang=en
$ sockLab complete -- transcripts verify --color =
auto
always
never
$ sockLab complete -- transcripts verify =--color=
--color=auto
--color=always
--color=never
$ sockLab complete -- transcripts verify --help =
course-walkthrough	El servidor de eco y su cliente
course-explained	El mismo intercambio, llamada a llamada
two-clients	Dos clientes y un servidor que atiende de uno en uno
half-close	Quién espera a quién si no hay shutdown
server-down	El cliente cuando no hay servidor
large-message	Un mensaje grande llega a trozos
n-plus-one	N clientes a la vez: N + 1 sockets en el servidor
:files
$ sockLab complete -- transcripts verify =--help=
$ sockLab complete -- transcripts verify x =
course-walkthrough	El servidor de eco y su cliente
course-explained	El mismo intercambio, llamada a llamada
two-clients	Dos clientes y un servidor que atiende de uno en uno
half-close	Quién espera a quién si no hay shutdown
server-down	El cliente cuando no hay servidor
large-message	Un mensaje grande llega a trozos
n-plus-one	N clientes a la vez: N + 1 sockets en el servidor
:files
$ sockLab complete -- transcripts record =
:files
$ sockLab complete -- transcripts record =-
--lang	idioma de los mensajes: es o en
--color	colores: auto, siempre (always) o nunca (never)
--help	muestra esta ayuda
$ sockLab complete -- transcripts record --lang =
es
en
$ sockLab complete -- transcripts record =--lang=
--lang=es
--lang=en
$ sockLab complete -- transcripts record --color =
auto
always
never
$ sockLab complete -- transcripts record =--color=
--color=auto
--color=always
--color=never
$ sockLab complete -- transcripts record --help =
:files
$ sockLab complete -- transcripts record =--help=
$ sockLab complete -- transcripts record x =
$ sockLab complete -- scripts =
list	lista los guiones incluidos
show	muestra un guion
check	busca los errores de los guiones
new	escribe un guion comentado para empezar
schema	muestra el JSON Schema de los guiones
$ sockLab complete -- scripts =-
--lang	idioma de los mensajes: es o en
--color	colores: auto, siempre (always) o nunca (never)
--help	muestra esta ayuda
$ sockLab complete -- scripts --lang =
es
en
$ sockLab complete -- scripts =--lang=
--lang=es
--lang=en
$ sockLab complete -- scripts --color =
auto
always
never
$ sockLab complete -- scripts =--color=
--color=auto
--color=always
--color=never
$ sockLab complete -- scripts --help =
list	lista los guiones incluidos
show	muestra un guion
check	busca los errores de los guiones
new	escribe un guion comentado para empezar
schema	muestra el JSON Schema de los guiones
$ sockLab complete -- scripts =--help=
$ sockLab complete -- scripts x =
$ sockLab complete -- scripts list =
$ sockLab complete -- scripts list =-
--lang	idioma de los mensajes: es o en
--color	colores: auto, siempre (always) o nunca (never)
--help	muestra esta ayuda
$ sockLab complete -- scripts list --lang =
es
en
$ sockLab complete -- scripts list =--lang=
--lang=es
--lang=en
$ sockLab complete -- scripts list --color =
auto
always
never
$ sockLab complete -- scripts list =--color=
--color=auto
--color=always
--color=never
$ sockLab complete -- scripts list --help =
$ sockLab complete -- scripts list =--help=
$ sockLab complete -- scripts list x =
$ sockLab complete -- scripts show =
course-walkthrough	El servidor de eco y su cliente
course-explained	El mismo intercambio, llamada a llamada
two-clients	Dos clientes y un servidor que atiende de uno en uno
half-close	Quién espera a quién si no hay shutdown
server-down	El cliente cuando no hay servidor
large-message	Un mensaje grande llega a trozos
n-plus-one	N clientes a la vez: N + 1 sockets en el servidor
$ sockLab complete -- scripts show =-
--lang	idioma de los mensajes: es o en
--color	colores: auto, siempre (always) o nunca (never)
--help	muestra esta ayuda
$ sockLab complete -- scripts show --lang =
es
en
$ sockLab complete -- scripts show =--lang=
--lang=es
--lang=en
$ sockLab complete -- scripts show --color =
auto
always
never
$ sockLab complete -- scripts show =--color=
--color=auto
--color=always
--color=never
$ sockLab complete -- scripts show --help =
course-walkthrough	El servidor de eco y su cliente
course-explained	El mismo intercambio, llamada a llamada
two-clients	Dos clientes y un servidor que atiende de uno en uno
half-close	Quién espera a quién si no hay shutdown
server-down	El cliente cuando no hay servidor
large-message	Un mensaje grande llega a trozos
n-plus-one	N clientes a la vez: N + 1 sockets en el servidor
$ sockLab complete -- scripts show =--help=
$ sockLab complete -- scripts show x =
$ sockLab complete -- scripts check =
:files
$ sockLab complete -- scripts check =-
--allow-exec	deja que el guion ejecute cualquier programa, en tu carpeta y con tus permisos
--lang	idioma de los mensajes: es o en
--color	colores: auto, siempre (always) o nunca (never)
--help	muestra esta ayuda
$ sockLab complete -- scripts check --allow-exec =
:files
$ sockLab complete -- scripts check =--allow-exec=
$ sockLab complete -- scripts check --lang =
es
en
$ sockLab complete -- scripts check =--lang=
--lang=es
--lang=en
$ sockLab complete -- scripts check --color =
auto
always
never
$ sockLab complete -- scripts check =--color=
--color=auto
--color=always
--color=never
$ sockLab complete -- scripts check --help =
:files
$ sockLab complete -- scripts check =--help=
$ sockLab complete -- scripts check x =
:files
$ sockLab complete -- scripts new =
:files
$ sockLab complete -- scripts new =-
--lang	idioma de los mensajes: es o en
--color	colores: auto, siempre (always) o nunca (never)
--help	muestra esta ayuda
$ sockLab complete -- scripts new --lang =
es
en
$ sockLab complete -- scripts new =--lang=
--lang=es
--lang=en
$ sockLab complete -- scripts new --color =
auto
always
never
$ sockLab complete -- scripts new =--color=
--color=auto
--color=always
--color=never
$ sockLab complete -- scripts new --help =
:files
$ sockLab complete -- scripts new =--help=
$ sockLab complete -- scripts new x =
$ sockLab complete -- scripts schema =
$ sockLab complete -- scripts schema =-
--lang	idioma de los mensajes: es o en
--color	colores: auto, siempre (always) o nunca (never)
--help	muestra esta ayuda
$ sockLab complete -- scripts schema --lang =
es
en
$ sockLab complete -- scripts schema =--lang=
--lang=es
--lang=en
$ sockLab complete -- scripts schema --color =
auto
always
never
$ sockLab complete -- scripts schema =--color=
--color=auto
--color=always
--color=never
$ sockLab complete -- scripts schema --help =
$ sockLab complete -- scripts schema =--help=
$ sockLab complete -- scripts schema x =
$ sockLab complete -- export =
course-walkthrough	El servidor de eco y su cliente
course-explained	El mismo intercambio, llamada a llamada
two-clients	Dos clientes y un servidor que atiende de uno en uno
half-close	Quién espera a quién si no hay shutdown
server-down	El cliente cuando no hay servidor
large-message	Un mensaje grande llega a trozos
n-plus-one	N clientes a la vez: N + 1 sockets en el servidor
:files
$ sockLab complete -- export =-
--format	formato: txt, md, cast, svg, png, gif, diagram, mermaid o html; si no, el de la extensión de --output
--output	fichero en el que se guarda; con - va a la salida estándar
--force	sobrescribe el fichero si ya existe
--cast-version	versión de asciicast para el formato cast: 2 o 3
--at	png: la pantalla en ese momento de la sesión, no la última
--fps	svg, gif: imágenes por segundo, como mucho
--idle-time-limit	acorta a este tiempo las pausas más largas; 0: no las acorta (en svg, gif y html: 2s)
--theme	colores: oscuro (dark) o claro (light)
--diagram	diagrama como imagen (svg), para mermaid o como texto (text)
--lang	idioma de los mensajes: es o en
--color	colores: auto, siempre (always) o nunca (never)
--help	muestra esta ayuda
$ sockLab complete -- export --format =
txt
md
cast
svg
png
gif
diagram
mermaid
html
$ sockLab complete -- export =--format=
--format=txt
--format=md
--format=cast
--format=svg
--format=png
--format=gif
--format=diagram
--format=mermaid
--format=html
$ sockLab complete -- export --output =
:files
$ sockLab complete -- export =--output=
:files
$ sockLab complete -- export --force =
course-walkthrough	El servidor de eco y su cliente
course-explained	El mismo intercambio, llamada a llamada
two-clients	Dos clientes y un servidor que atiende de uno en uno
half-close	Quién espera a quién si no hay shutdown
server-down	El cliente cuando no hay servidor
large-message	Un mensaje grande llega a trozos
n-plus-one	N clientes a la vez: N + 1 sockets en el servidor
:files
$ sockLab complete -- export =--force=
$ sockLab complete -- export --cast-version =
$ sockLab complete -- export =--cast-version=
$ sockLab complete -- export --at =
$ sockLab complete -- export =--at=
$ sockLab complete -- export --fps =
$ sockLab complete -- export =--fps=
$ sockLab complete -- export --idle-time-limit =
$ sockLab complete -- export =--idle-time-limit=
$ sockLab complete -- export --theme =
dark
light
$ sockLab complete -- export =--theme=
--theme=dark
--theme=light
$ sockLab complete -- export --diagram =
svg
mermaid
text
$ sockLab complete -- export =--diagram=
--diagram=svg
--diagram=mermaid
--diagram=text
$ sockLab complete -- export --lang =
es
en
$ sockLab complete -- export =--lang=
--lang=es
--lang=en
$ sockLab complete -- export --color =
auto
always
never
$ sockLab complete -- export =--color=
--color=auto
--color=always
--color=never
$ sockLab complete -- export --help =
course-walkthrough	El servidor de eco y su cliente
course-explained	El mismo intercambio, llamada a llamada
two-clients	Dos clientes y un servidor que atiende de uno en uno
half-close	Quién espera a quién si no hay shutdown
server-down	El cliente cuando no hay servidor
large-message	Un mensaje grande llega a trozos
n-plus-one	N clientes a la vez: N + 1 sockets en el servidor
:files
$ sockLab complete -- export =--help=
$ sockLab complete -- export x =
$ sockLab complete -- doctor =
$ sockLab complete -- doctor =-
--json	lo escribe como JSON, para programas
--lang	idioma de los mensajes: es o en
--color	colores: auto, siempre (always) o nunca (never)
--help	muestra esta ayuda
$ sockLab complete -- doctor --json =
$ sockLab complete -- doctor =--json=
$ sockLab complete -- doctor --lang =
es
en
$ sockLab complete -- doctor =--lang=
--lang=es
--lang=en
$ sockLab complete -- doctor --color =
auto
always
never
$ sockLab complete -- doctor =--color=
--color=auto
--color=always
--color=never
$ sockLab complete -- doctor --help =
$ sockLab complete -- doctor =--help=
$ sockLab complete -- doctor x =
$ sockLab complete -- completion =
bash
zsh
fish
powershell
$ sockLab complete -- completion =-
--lang	idioma de los mensajes: es o en
--color	colores: auto, siempre (always) o nunca (never)
--help	muestra esta ayuda
$ sockLab complete -- completion --lang =
es
en
$ sockLab complete -- completion =--lang=
--lang=es
--lang=en
$ sockLab complete -- completion --color =
auto
always
never
$ sockLab complete -- completion =--color=
--color=auto
--color=always
--color=never
$ sockLab complete -- completion --help =
bash
zsh
fish
powershell
$ sockLab complete -- completion =--help=
$ sockLab complete -- completion x =
$ sockLab complete -- man =
$ sockLab complete -- man =-
--lang	idioma de los mensajes: es o en
--color	colores: auto, siempre (always) o nunca (never)
--help	muestra esta ayuda
$ sockLab complete -- man --lang =
es
en
$ sockLab complete -- man =--lang=
--lang=es
--lang=en
$ sockLab complete -- man --color =
auto
always
never
$ sockLab complete -- man =--color=
--color=auto
--color=always
--color=never
$ sockLab complete -- man --help =
$ sockLab complete -- man =--help=
$ sockLab complete -- man x =
$ sockLab complete -- version =
$ sockLab complete -- version =-
--lang	idioma de los mensajes: es o en
--color	colores: auto, siempre (always) o nunca (never)
--help	muestra esta ayuda
$ sockLab complete -- version --lang =
es
en
$ sockLab complete -- version =--lang=
--lang=es
--lang=en
$ sockLab complete -- version --color =
auto
always
never
$ sockLab complete -- version =--color=
--color=auto
--color=always
--color=never
$ sockLab complete -- version --help =
$ sockLab complete -- version =--help=
$ sockLab complete -- version x =
$ sockLab complete -- help =
demo	reproduce un guion en varias consolas y lo graba
server	ejecuta el servidor de eco del curso y cuenta cada llamada
client	ejecuta el cliente del curso y cuenta cada llamada
replay	reproduce una sesión grabada a pantalla completa
transcripts	lista, muestra y comprueba las sesiones grabadas
scripts	lista, muestra y comprueba los guiones de las sesiones
export	guarda una sesión grabada como texto, imagen, página o diagrama
doctor	dice qué funciona en esta máquina y qué hacer con lo que no
completion	escribe el script de autocompletado para tu shell
man	escribe la página de manual, en roff
version	muestra la versión, el commit y el sistema
help	muestra la ayuda de una orden
$ sockLab complete -- help =-
--lang	idioma de los mensajes: es o en
--color	colores: auto, siempre (always) o nunca (never)
--help	muestra esta ayuda
$ sockLab complete -- help --lang =
es
en
$ sockLab complete -- help =--lang=
--lang=es
--lang=en
$ sockLab complete -- help --color =
auto
always
never
$ sockLab complete -- help =--color=
--color=auto
--color=always
--color=never
$ sockLab complete -- help --help =
demo	reproduce un guion en varias consolas y lo graba
server	ejecuta el servidor de eco del curso y cuenta cada llamada
client	ejecuta el cliente del curso y cuenta cada llamada
replay	reproduce una sesión grabada a pantalla completa
transcripts	lista, muestra y comprueba las sesiones grabadas
scripts	lista, muestra y comprueba los guiones de las sesiones
export	guarda una sesión grabada como texto, imagen, página o diagrama
doctor	dice qué funciona en esta máquina y qué hacer con lo que no
completion	escribe el script de autocompletado para tu shell
man	escribe la página de manual, en roff
version	muestra la versión, el commit y el sistema
help	muestra la ayuda de una orden
$ sockLab complete -- help =--help=
$ sockLab complete -- help x =
$ sockLab complete -- complete =
$ sockLab complete -- complete =-
--lang	idioma de los mensajes: es o en
--color	colores: auto, siempre (always) o nunca (never)
--help	muestra esta ayuda
$ sockLab complete -- complete --lang =
es
en
$ sockLab complete -- complete =--lang=
--lang=es
--lang=en
$ sockLab complete -- complete --color =
auto
always
never
$ sockLab complete -- complete =--color=
--color=auto
--color=always
--color=never
$ sockLab complete -- complete --help =
$ sockLab complete -- complete =--help=
$ sockLab complete -- complete x =
$ sockLab complete -- view =
:files
$ sockLab complete -- view =-
--lang	idioma de los mensajes: es o en
--color	colores: auto, siempre (always) o nunca (never)
--help	muestra esta ayuda
$ sockLab complete -- view --lang =
es
en
$ sockLab complete -- view =--lang=
--lang=es
--lang=en
$ sockLab complete -- view --color =
auto
always
never
$ sockLab complete -- view =--color=
--color=auto
--color=always
--color=never
$ sockLab complete -- view --help =
:files
$ sockLab complete -- view =--help=
$ sockLab complete -- view x =
$ sockLab complete -- server --explain calls =--e
--events	escribe cada llamada en FICHERO como una línea JSON
$ sockLab complete -- server -q =--q
$ sockLab complete -- server -- =--
$ sockLab complete -- client -- =-
$ sockLab complete -- --lang =
es
en
$ sockLab complete -- --color=never =c
client	ejecuta el cliente del curso y cuenta cada llamada
completion	escribe el script de autocompletado para tu shell
$ sockLab complete -- server --no-such =--
--host	dirección a la que se vincula (bind)
--port	puerto; con 0 lo elige el sistema
--backlog	longitud de la cola que pide listen
--bufsize	bytes que pide cada recv
--clients	termina después de atender a N clientes; 0: nunca
--model	serial: un cliente tras otro; threads: todos a la vez
--mode	eof: responde cuando el cliente termina; stream: según llegan los datos
--timeout	cuánto espera a un cliente que ni envía ni recibe nada; 0: sin límite
--max-message	mensaje más largo que se acepta de un cliente (modo eof); 0: sin límite
--max-memory	memoria para los mensajes de todos los clientes juntos; 0: sin límite
--max-clients	clientes atendidos a la vez con --model threads; 0: sin límite
--explain	cuánto contar: nada, las llamadas o también los porqués
--events	escribe cada llamada en FICHERO como una línea JSON
--quiet	sin narración ni líneas "New connection from"
--lang	idioma de los mensajes: es o en
--color	colores: auto, siempre (always) o nunca (never)
--help	muestra esta ayuda
$ sockLab complete -- nothing =
$ sockLab complete -- nothing of this =--
--lang	idioma de los mensajes: es o en
--color	colores: auto, siempre (always) o nunca (never)
--help	muestra esta ayuda
--version	muestra la versión
$ sockLab complete -- help scripts =
$ sockLab complete -- help =sc
scripts	lista, muestra y comprueba los guiones de las sesiones
$ sockLab complete -- scripts check a b =
:files
$ sockLab complete -- demo x --consoles =t
tmux
$ sockLab complete -- export -o =
:files
$ sockLab complete -- export --format=d =
course-walkthrough	El servidor de eco y su cliente
course-explained	El mismo intercambio, llamada a llamada
two-clients	Dos clientes y un servidor que atiende de uno en uno
half-close	Quién espera a quién si no hay shutdown
server-down	El cliente cuando no hay servidor
large-message	Un mensaje grande llega a trozos
n-plus-one	N clientes a la vez: N + 1 sockets en el servidor
:files
$ sockLab complete -- export =--format=d
--format=diagram
$ sockLab complete -- scripts --color =n
never
$ sockLab complete -- client --quiet=x =--q
$ sockLab complete -- replay --consoles =
here
windows
tmux
$ sockLab complete -- -h =
demo	reproduce un guion en varias consolas y lo graba
server	ejecuta el servidor de eco del curso y cuenta cada llamada
client	ejecuta el cliente del curso y cuenta cada llamada
replay	reproduce una sesión grabada a pantalla completa
transcripts	lista, muestra y comprueba las sesiones grabadas
scripts	lista, muestra y comprueba los guiones de las sesiones
export	guarda una sesión grabada como texto, imagen, página o diagrama
doctor	dice qué funciona en esta máquina y qué hacer con lo que no
completion	escribe el script de autocompletado para tu shell
man	escribe la página de manual, en roff
version	muestra la versión, el commit y el sistema
help	muestra la ayuda de una orden
