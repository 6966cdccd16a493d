$ sockLab serve
orden desconocida: "serve"
pista: ¿querías decir server? mira: sockLab help
[2]
$ sockLab serve --port
orden desconocida: "serve"
pista: ¿querías decir server? mira: sockLab help
[2]
$ sockLab --no-such
opción desconocida: --no-such
pista: mira: sockLab help
[2]
$ sockLab --prot 1 server
opción desconocida: --prot
pista: ¿querías decir --version? mira: sockLab help
[2]
$ sockLab server --prot 1
opción desconocida: --prot
pista: ¿querías decir --port? mira: sockLab help server
[2]
$ sockLab server hola
sobran argumentos: "hola"
pista: mira: sockLab help server
[2]
$ sockLab server --port
a la opción --port le falta un valor
pista: mira: sockLab help server
[2]
$ sockLab server --port=
la opción --port no puede estar vacía
pista: mira: sockLab help server
[2]
$ sockLab server --port --quiet
a la opción --port le falta un valor
pista: mira: sockLab help server
[2]
$ sockLab server --quiet=yes
la opción --quiet no lleva valor
pista: mira: sockLab help server
[2]
$ sockLab server -q --quiet
la opción --quiet aparece dos veces
pista: mira: sockLab help server
[2]
$ sockLab server --host=
la opción --host no puede estar vacía
pista: mira: sockLab help server
[2]
$ sockLab server --port 65536
opción --port: "65536" no es un puerto (un número de 0 a 65535)
pista: mira: sockLab help server
[2]
$ sockLab server --port 70000 hola
opción --port: "70000" no es un puerto (un número de 0 a 65535)
pista: mira: sockLab help server
[2]
$ sockLab server --backlog -1
opción --backlog: "-1" no es un número de 0 a 2147483647
pista: mira: sockLab help server
[2]
$ sockLab server --backlog x --port x
opción --backlog: "x" no es un número de 0 a 2147483647
pista: mira: sockLab help server
[2]
$ sockLab server --bufsize 0
opción --bufsize: "0" no es un tamaño de 1 a 64 MiB (por ejemplo 2048, 64KiB, 1MiB)
pista: mira: sockLab help server
[2]
$ sockLab server --clients x
opción --clients: "x" no es un número de 0 a 2147483647
pista: mira: sockLab help server
[2]
$ sockLab server --model fork
opción --model: "fork" no es ninguno de estos valores: serial, threads
pista: mira: sockLab help server
[2]
$ sockLab server --model fork --mode x
opción --model: "fork" no es ninguno de estos valores: serial, threads
pista: mira: sockLab help server
[2]
$ sockLab server --mode EOF
opción --mode: "EOF" no es ninguno de estos valores: eof, stream
pista: mira: sockLab help server
[2]
$ sockLab server --timeout 5
opción --timeout: "5" no es un tiempo (por ejemplo 500ms, 2s, 1m)
pista: mira: sockLab help server
[2]
$ sockLab server --timeout 25h
opción --timeout: "25h" no es un tiempo (por ejemplo 500ms, 2s, 1m)
pista: mira: sockLab help server
[2]
$ sockLab server --max-message -1
opción --max-message: "-1" no es un tamaño de 0 a 1024 GiB (por ejemplo 2048, 64KiB, 1MiB)
pista: mira: sockLab help server
[2]
$ sockLab server --max-memory 1TB
opción --max-memory: "1TB" no es un tamaño de 0 a 1024 GiB (por ejemplo 2048, 64KiB, 1MiB)
pista: mira: sockLab help server
[2]
$ sockLab server --max-clients 5
--max-clients solo va con --model threads
pista: mira: sockLab help server
[2]
$ sockLab server --max-clients 2000000 --model threads
opción --max-clients: "2000000" no es un número de 0 a 1048576
pista: mira: sockLab help server
[2]
$ sockLab server --explain most
opción --explain: "most" no es ninguno de estos valores: none, calls, full
pista: mira: sockLab help server
[2]
$ sockLab server --explain most --port x
opción --explain: "most" no es ninguno de estos valores: none, calls, full
pista: mira: sockLab help server
[2]
$ sockLab server --color blue
opción --color: "blue" no es ninguno de estos valores: auto, always, never
pista: mira: sockLab help server
[2]
$ sockLab server --lang fr
opción --lang: "fr" no es ninguno de estos valores: es, en
pista: mira: sockLab help server
[2]
$ sockLab server --lang fr --lang es
la opción --lang aparece dos veces
pista: mira: sockLab help server
[2]
$ sockLab server --color x --port x
opción --color: "x" no es ninguno de estos valores: auto, always, never
pista: mira: sockLab help server
[2]
$ sockLab --lang fr serve
orden desconocida: "serve"
pista: ¿querías decir server? mira: sockLab help
[2]
$ sockLab --lang fr version
opción --lang: "fr" no es ninguno de estos valores: es, en
pista: mira: sockLab help
[2]
$ sockLab --color blue client
opción --color: "blue" no es ninguno de estos valores: auto, always, never
pista: mira: sockLab help
[2]
$ sockLab --color blue client --port x
opción --color: "blue" no es ninguno de estos valores: auto, always, never
pista: mira: sockLab help
[2]
$ sockLab --color never client --color x
la opción --color aparece dos veces
pista: mira: sockLab help client
[2]
$ sockLab -lang
a la opción --lang le falta un valor
pista: mira: sockLab help
[2]
$ sockLab client - --no-such
opción desconocida: --no-such
pista: ¿querías decir --no-shutdown? mira: sockLab help client
[2]
$ sockLab scripts -- lst
orden desconocida: "lst"
pista: ¿querías decir list? mira: sockLab help scripts
[2]
$ sockLab scripts --color x list
opción --color: "x" no es ninguno de estos valores: auto, always, never
pista: mira: sockLab help scripts list
[2]
$ sockLab scripts list --color x
opción --color: "x" no es ninguno de estos valores: auto, always, never
pista: mira: sockLab help scripts list
[2]
$ sockLab server --events -
opción --events: - no es un fichero; dale un nombre, por ejemplo eventos.jsonl
pista: mira: sockLab help server
[2]
$ sockLab client a b
sobran argumentos: "b"
pista: mira: sockLab help client
[2]
$ sockLab client --port 0
opción --port: "0" no es un puerto (un número de 1 a 65535)
pista: mira: sockLab help client
[2]
$ sockLab client --port http --bufsize 0
opción --bufsize: "0" no es un tamaño de 1 a 64 MiB (por ejemplo 2048, 64KiB, 1MiB)
pista: mira: sockLab help client
[2]
$ sockLab client --bufsize 65MiB
opción --bufsize: "65MiB" no es un tamaño de 1 a 64 MiB (por ejemplo 2048, 64KiB, 1MiB)
pista: mira: sockLab help client
[2]
$ sockLab client --size x
opción --size: "x" no es un tamaño de 0 a 1 GiB (por ejemplo 2048, 64KiB, 1MiB)
pista: mira: sockLab help client
[2]
$ sockLab client --size 2GiB
opción --size: "2GiB" no es un tamaño de 0 a 1 GiB (por ejemplo 2048, 64KiB, 1MiB)
pista: mira: sockLab help client
[2]
$ sockLab client --size 5 hola
[MENSAJE | -] y --size no se pueden usar a la vez
pista: mira: sockLab help client
[2]
$ sockLab client --size 5 --file x
--size y --file no se pueden usar a la vez
pista: mira: sockLab help client
[2]
$ sockLab client --chunk 0
opción --chunk: "0" no es un tamaño de 1 a 64 MiB (por ejemplo 2048, 64KiB, 1MiB)
pista: mira: sockLab help client
[2]
$ sockLab client --delay -1s
opción --delay: "-1s" no es un tiempo (por ejemplo 500ms, 2s, 1m)
pista: mira: sockLab help client
[2]
$ sockLab client --timeout x
opción --timeout: "x" no es un tiempo (por ejemplo 500ms, 2s, 1m)
pista: mira: sockLab help client
[2]
$ sockLab client --wait x
opción --wait: "x" no es un tiempo (por ejemplo 500ms, 2s, 1m)
pista: mira: sockLab help client
[2]
$ sockLab client --max-message x
opción --max-message: "x" no es un tamaño de 0 a 1024 GiB (por ejemplo 2048, 64KiB, 1MiB)
pista: mira: sockLab help client
[2]
$ sockLab client --max-message 1 --out o
--max-message y --out no se pueden usar a la vez
pista: mira: sockLab help client
[2]
$ sockLab client --max-message 1 --verify
--max-message y --verify no se pueden usar a la vez
pista: mira: sockLab help client
[2]
$ sockLab client --repeat 0
opción --repeat: "0" no es un número de 1 a 1000000
pista: mira: sockLab help client
[2]
$ sockLab client --parallel 20001
opción --parallel: "20001" no es un número de 1 a 20000
pista: mira: sockLab help client
[2]
$ sockLab client --out x --verify
--out y --verify no se pueden usar a la vez
pista: mira: sockLab help client
[2]
$ sockLab client --force
--force solo va con --out
pista: mira: sockLab help client
[2]
$ sockLab client --force --explain x
opción --explain: "x" no es ninguno de estos valores: none, calls, full
pista: mira: sockLab help client
[2]
$ sockLab client hola --file x
[MENSAJE | -] y --file no se pueden usar a la vez
pista: mira: sockLab help client
[2]
$ sockLab client - --file x
[MENSAJE | -] y --file no se pueden usar a la vez
pista: mira: sockLab help client
[2]
$ sockLab client --out x --repeat 2
--out y --repeat/--parallel no se pueden usar a la vez
pista: mira: sockLab help client
[2]
$ sockLab client - --parallel 2
- y --repeat/--parallel no se pueden usar a la vez
pista: mira: sockLab help client
[2]
$ sockLab client --out x --events x
--out y --events son el mismo fichero: x
pista: mira: sockLab help client
[2]
$ sockLab client --file x --events ./x
--file y --events son el mismo fichero: x
pista: mira: sockLab help client
[2]
$ sockLab client --explain x a b
sobran argumentos: "b"
pista: mira: sockLab help client
[2]
$ sockLab client --events -
opción --events: - no es un fichero; dale un nombre, por ejemplo eventos.jsonl
pista: mira: sockLab help client
[2]
$ sockLab demo a b
sobran argumentos: "b"
pista: mira: sockLab help demo
[2]
$ sockLab demo --consoles here
opción --consoles: "here" no es ninguno de estos valores: auto, windows, tmux, panes, log
pista: mira: sockLab help demo
[2]
$ sockLab demo --consoles x --speed x
opción --consoles: "x" no es ninguno de estos valores: auto, windows, tmux, panes, log
pista: mira: sockLab help demo
[2]
$ sockLab demo --speed -1
opción --speed: "-1" no es una velocidad (por ejemplo 0, 0.5, 1, 2)
pista: mira: sockLab help demo
[2]
$ sockLab demo --port 0
opción --port: "0" no es un puerto (un número de 1 a 65535)
pista: mira: sockLab help demo
[2]
$ sockLab demo --port 0 --consoles x
opción --consoles: "x" no es ninguno de estos valores: auto, windows, tmux, panes, log
pista: mira: sockLab help demo
[2]
$ sockLab demo --force
--force solo va con --out
pista: mira: sockLab help demo
[2]
$ sockLab demo --force a b
--force solo va con --out
pista: mira: sockLab help demo
[2]
$ sockLab demo --out=
la opción --out no puede estar vacía
pista: mira: sockLab help demo
[2]
$ sockLab demo --out --force
a la opción --out le falta un valor
pista: mira: sockLab help demo
[2]
$ sockLab replay a b
sobran argumentos: "b"
pista: mira: sockLab help replay
[2]
$ sockLab replay --speed 0
opción --speed: con la velocidad 0 no se vería nada (por ejemplo 0.5, 1, 2)
pista: mira: sockLab help replay
[2]
$ sockLab replay --speed x
opción --speed: "x" no es una velocidad (por ejemplo 0, 0.5, 1, 2)
pista: mira: sockLab help replay
[2]
$ sockLab replay --speed 0 --consoles x
opción --speed: con la velocidad 0 no se vería nada (por ejemplo 0.5, 1, 2)
pista: mira: sockLab help replay
[2]
$ sockLab replay --idle-time-limit x
opción --idle-time-limit: "x" no es un tiempo (por ejemplo 500ms, 2s, 1m)
pista: mira: sockLab help replay
[2]
$ sockLab replay --start-at -1s
opción --start-at: "-1s" no es un tiempo (por ejemplo 500ms, 2s, 1m)
pista: mira: sockLab help replay
[2]
$ sockLab replay --consoles log
opción --consoles: "log" no es ninguno de estos valores: here, windows, tmux
pista: mira: sockLab help replay
[2]
$ sockLab replay --consoles log a b
opción --consoles: "log" no es ninguno de estos valores: here, windows, tmux
pista: mira: sockLab help replay
[2]
$ sockLab replay --web --speed 1
--web y --speed no se pueden usar a la vez
pista: mira: sockLab help replay
[2]
$ sockLab replay --web --speed x --loop
--web y --speed no se pueden usar a la vez
pista: mira: sockLab help replay
[2]
$ sockLab replay --web --idle-time-limit x
opción --idle-time-limit: "x" no es un tiempo (por ejemplo 500ms, 2s, 1m)
pista: mira: sockLab help replay
[2]
$ sockLab replay --web a b
sobran argumentos: "b"
pista: mira: sockLab help replay
[2]
$ sockLab export
falta un argumento: NOMBRE|CARPETA|FICHERO.cast
pista: mira: sockLab help export
[2]
$ sockLab export --format x
falta un argumento: NOMBRE|CARPETA|FICHERO.cast
pista: mira: sockLab help export
[2]
$ sockLab export --format txt
falta un argumento: NOMBRE|CARPETA|FICHERO.cast
pista: mira: sockLab help export
[2]
$ sockLab export x
no se sabe en qué formato exportar
pista: usa --format txt|md|cast|svg|png|gif|diagram|mermaid|html, o -o con un fichero de esa extensión
[2]
$ sockLab export x --format x
opción --format: "x" no es ninguno de estos valores: txt, md, cast, svg, png, gif, diagram, mermaid, html
pista: mira: sockLab help export
[2]
$ sockLab export x y --format x
sobran argumentos: "y"
pista: mira: sockLab help export
[2]
$ sockLab export x --format mermaid --diagram text
--format mermaid y --diagram text no se pueden usar a la vez
pista: mira: sockLab help export
[2]
$ sockLab export x --format txt --fps 5
--fps solo va con --format svg|gif
pista: mira: sockLab help export
[2]
$ sockLab export x --format gif --fps 51
opción --fps: "51" no es un número de 1 a 50
pista: mira: sockLab help export
[2]
$ sockLab export x --format gif --fps 51 --at 5s
opción --fps: "51" no es un número de 1 a 50
pista: mira: sockLab help export
[2]
$ sockLab export x --format png --at x
opción --at: "x" no es un tiempo (por ejemplo 500ms, 2s, 1m)
pista: mira: sockLab help export
[2]
$ sockLab export x --format cast --cast-version 4
opción --cast-version: "4" no es un número de 2 a 3
pista: mira: sockLab help export
[2]
$ sockLab export x --format html --idle-time-limit x
opción --idle-time-limit: "x" no es un tiempo (por ejemplo 500ms, 2s, 1m)
pista: mira: sockLab help export
[2]
$ sockLab export x --format svg --theme x
opción --theme: "x" no es ninguno de estos valores: dark, light
pista: mira: sockLab help export
[2]
$ sockLab export x --format svg --theme x --fps 0
opción --fps: "0" no es un número de 1 a 50
pista: mira: sockLab help export
[2]
$ sockLab export x --format diagram --diagram x
opción --diagram: "x" no es ninguno de estos valores: svg, mermaid, text
pista: mira: sockLab help export
[2]
$ sockLab export x --format md --diagram text
--diagram solo va con --format diagram
pista: mira: sockLab help export
[2]
$ sockLab export x -o y.none
no se sabe en qué formato exportar
pista: usa --format txt|md|cast|svg|png|gif|diagram|mermaid|html, o -o con un fichero de esa extensión
[2]
$ sockLab export x -o
a la opción --output le falta un valor
pista: mira: sockLab help export
[2]
$ sockLab export x -o x --format txt
NOMBRE|CARPETA|FICHERO.cast y --output son el mismo fichero: x
pista: mira: sockLab help export
[2]
$ sockLab transcripts list x
sobran argumentos: "x"
pista: mira: sockLab help transcripts list
[2]
$ sockLab transcripts show
falta un argumento: NOMBRE
pista: mira: sockLab help transcripts show
[2]
$ sockLab transcripts show a b
sobran argumentos: "b"
pista: mira: sockLab help transcripts show
[2]
$ sockLab transcripts verify --allow-exec
--allow-exec solo va con --script
pista: mira: sockLab help transcripts verify
[2]
$ sockLab transcripts verify --script x
falta un argumento: [NOMBRE | CARPETA]...
pista: mira: sockLab help transcripts verify
[2]
$ sockLab transcripts verify --script=
la opción --script no puede estar vacía
pista: mira: sockLab help transcripts verify
[2]
$ sockLab transcripts record
falta un argumento: CARPETA
pista: mira: sockLab help transcripts record
[2]
$ sockLab transcripts record a b
sobran argumentos: "b"
pista: mira: sockLab help transcripts record
[2]
$ sockLab transcripts shwo
orden desconocida: "shwo"
pista: ¿querías decir show? mira: sockLab help transcripts
[2]
$ sockLab scripts list x
sobran argumentos: "x"
pista: mira: sockLab help scripts list
[2]
$ sockLab scripts show
falta un argumento: NOMBRE
pista: mira: sockLab help scripts show
[2]
$ sockLab scripts show a b
sobran argumentos: "b"
pista: mira: sockLab help scripts show
[2]
$ sockLab scripts check
falta un argumento: FICHERO...
pista: mira: sockLab help scripts check
[2]
$ sockLab scripts check --allow-exec
falta un argumento: FICHERO...
pista: mira: sockLab help scripts check
[2]
$ sockLab scripts new
falta un argumento: FICHERO
pista: mira: sockLab help scripts new
[2]
$ sockLab scripts new a b
sobran argumentos: "b"
pista: mira: sockLab help scripts new
[2]
$ sockLab scripts chekc
orden desconocida: "chekc"
pista: ¿querías decir check? mira: sockLab help scripts
[2]
$ sockLab doctor x
sobran argumentos: "x"
pista: mira: sockLab help doctor
[2]
$ sockLab doctor --jsn
opción desconocida: --jsn
pista: ¿querías decir --json? mira: sockLab help doctor
[2]
$ sockLab completion
falta un argumento: bash|zsh|fish|powershell
pista: mira: sockLab help completion
[2]
$ sockLab completion csh
no hay autocompletado para csh: solo para bash, zsh, fish, powershell
pista: mira: sockLab help completion
[2]
$ sockLab completion bash zsh
sobran argumentos: "zsh"
pista: mira: sockLab help completion
[2]
$ sockLab completion csh zsh
sobran argumentos: "zsh"
pista: mira: sockLab help completion
[2]
$ sockLab man x
sobran argumentos: "x"
pista: mira: sockLab help man
[2]
$ sockLab view
a la opción FICHERO le falta un valor
pista: mira: sockLab help view
[2]
$ sockLab view a b
sobran argumentos: "b"
pista: mira: sockLab help view
[2]
$ sockLab help nothing
orden desconocida: "nothing"
pista: mira: sockLab help
[2]
$ sockLab help scripts nothing
orden desconocida: "nothing"
pista: mira: sockLab help scripts
[2]
$ sockLab help list
orden desconocida: "list"
pista: mira: sockLab help
[2]
$ sockLab help scripts check more
orden desconocida: "more"
pista: mira: sockLab help scripts check
[2]
$ sockLab help server more
orden desconocida: "more"
pista: mira: sockLab help server
[2]
$ sockLab --version=1
la opción --version no lleva valor
pista: mira: sockLab help
[2]
$ sockLab --lang
a la opción --lang le falta un valor
pista: mira: sockLab help
[2]
$ sockLab --lang --version
a la opción --lang le falta un valor
pista: mira: sockLab help
[2]
$ sockLab --color
a la opción --color le falta un valor
pista: mira: sockLab help
[2]
